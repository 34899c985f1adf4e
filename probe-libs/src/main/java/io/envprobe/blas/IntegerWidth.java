package io.envprobe.blas;

import java.util.Locale;
import java.util.Optional;

/** How wide the integers are that a library takes. */
public enum IntegerWidth {
  /** 32 bits. */
  LP64(32),
  /** 64 bits. */
  ILP64(64);

  private final int bits;

  IntegerWidth(int bits) {
    this.bits = bits;
  }

  /** 32 or 64. */
  public int bits() {
    return bits;
  }

  /** {@code lp64} or {@code ilp64}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The width of that many bits; empty for any but 32 and 64. */
  public static Optional<IntegerWidth> ofBits(int bits) {
    return bits == 32 ? Optional.of(LP64) : bits == 64 ? Optional.of(ILP64) : Optional.empty();
  }
}
