/** The cases about versions. */
@NullMarked
package io.envprobe.conformance.version;

import org.jspecify.annotations.NullMarked;
