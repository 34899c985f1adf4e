package io.envprobe.blas;

import java.util.Locale;

/** How a library uses several processors. */
public enum Threading {
  /** Not at all. */
  NONE,
  /** By threads of its own. */
  PTHREADS,
  /** By an OpenMP runtime. */
  OPENMP,
  /** It passes calls on to another library, which decides. */
  DELEGATED;

  /** In lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
