package io.envprobe.fact;

/** Where a fact comes from; shown in every output. */
public enum Origin {
  /** Read from the machine, an image or a recording. */
  OBSERVED,
  /** Computed from another fact, for example the CUDA version from the driver release. */
  DERIVED,
  /** Stated by the user. */
  DECLARED,
  /** Taken from a baseline for a machine that was not probed. */
  ASSUMED
}
