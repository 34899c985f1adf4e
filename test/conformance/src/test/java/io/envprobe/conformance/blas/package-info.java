/** Cases of BLAS, LAPACK and OpenMP libraries. */
@NullMarked
package io.envprobe.conformance.blas;

import org.jspecify.annotations.NullMarked;
