/** Tests of the readers of code for graphics processors, on files that the tests put together. */
@NullMarked
package io.envprobe.binaries.gpu;

import org.jspecify.annotations.NullMarked;
