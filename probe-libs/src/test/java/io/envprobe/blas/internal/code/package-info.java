/** Tests. */
@NullMarked
package io.envprobe.blas.internal.code;

import org.jspecify.annotations.NullMarked;
