package io.envprobe.binaries;

/** How code passes floating-point values to functions. */
public enum FloatAbi {
  /** In integer registers. */
  SOFT,
  /** In floating-point registers of 32 bits. */
  SINGLE,
  /** In floating-point registers of 64 bits. */
  DOUBLE,
  /** In floating-point registers of 128 bits. */
  QUAD,
  /** In VFP registers (ARM). */
  HARD;

  static FloatAbi ofWidth(int ordinal) {
    return switch (ordinal) {
      case 0 -> SOFT;
      case 1 -> SINGLE;
      case 2 -> DOUBLE;
      default -> QUAD;
    };
  }
}
