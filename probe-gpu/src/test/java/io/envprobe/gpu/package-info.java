/** Tests of the probes of graphics processors. */
@NullMarked
package io.envprobe.gpu;

import org.jspecify.annotations.NullMarked;
