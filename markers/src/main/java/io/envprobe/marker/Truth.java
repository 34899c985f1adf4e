package io.envprobe.marker;

/** Kleene's three values: unknown never satisfies and never refutes. */
public enum Truth {
  FALSE,
  UNKNOWN,
  TRUE;

  /** True where both are, false where one is. */
  public Truth and(Truth other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** False where both are, true where one is. */
  public Truth or(Truth other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** True for false, false for true. */
  public Truth not() {
    return this == UNKNOWN ? UNKNOWN : of(this == FALSE);
  }

  /** One of the two certain values. */
  public static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }
}
