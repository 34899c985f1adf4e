/**
 * BLAS, LAPACK and OpenMP libraries: what a file is, without running it; which of them a program
 * gets; and what is wrong between them.
 */
@NullMarked
package io.envprobe.blas;

import org.jspecify.annotations.NullMarked;
