package io.envprobe.fact;

/** How much a finding matters. */
public enum Severity {
  /** Worth knowing. */
  INFO,
  /** Likely to cause trouble, or something could not be read. */
  WARNING,
  /** Wrong. */
  ERROR
}
