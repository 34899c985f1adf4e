/** The cases about markers and requirement lines. */
@NullMarked
package io.envprobe.conformance.marker;

import org.jspecify.annotations.NullMarked;
