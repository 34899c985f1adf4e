package io.envprobe.blas;

import java.util.Locale;

/** A set of functions that a library may offer. */
public enum Offer {
  /** BLAS as Fortran calls it. */
  BLAS,
  /** BLAS as C calls it. */
  CBLAS,
  /** LAPACK as Fortran calls it. */
  LAPACK,
  /** LAPACK as C calls it. */
  LAPACKE,
  /** The functions of an OpenMP runtime. */
  OPENMP;

  /** In lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
