/** The work behind the readers of code for graphics processors. */
@NullMarked
package io.envprobe.binaries.gpu.internal;

import org.jspecify.annotations.NullMarked;
