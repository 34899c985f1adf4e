/** Tests of the marker language and its algebra. */
@NullMarked
package io.envprobe.marker;

import org.jspecify.annotations.NullMarked;
