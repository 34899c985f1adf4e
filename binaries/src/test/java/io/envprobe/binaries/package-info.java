/** Tests of the readers, on files that the tests put together themselves. */
@NullMarked
package io.envprobe.binaries;

import org.jspecify.annotations.NullMarked;
