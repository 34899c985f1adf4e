/** What very short functions do, read from their machine code. */
@NullMarked
package io.envprobe.blas.internal.code;

import org.jspecify.annotations.NullMarked;
