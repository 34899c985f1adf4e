/** The cases of the conformance folder. */
@NullMarked
package io.envprobe.conformance;

import org.jspecify.annotations.NullMarked;
