package io.envprobe.binaries.gpu;

/**
 * What NVIDIA's code is compiled for. Immutable.
 *
 * @param number ten times the major number of the compute capability plus the minor one: 75, 90,
 *     121
 * @param reach how far it runs
 */
public record SmTarget(int number, Reach reach) {
  /** Which processors run code besides the one that it names. */
  public enum Reach {
    /** Machine code: the same major number and at least the minor one. PTX: all later ones. */
    FORWARD(""),
    /** No other; {@code sm_90a}. */
    EXACT("a"),
    /** The same major number and at least the minor one; {@code sm_100f}. */
    FAMILY("f");

    private final String suffix;

    Reach(String suffix) {
      this.suffix = suffix;
    }

    /** The letter after the number; empty for {@link #FORWARD}. */
    public String suffix() {
      return suffix;
    }
  }

  public int major() {
    return number / 10;
  }

  public int minor() {
    return number % 10;
  }

  /** The number and the letter: {@code 90a}. */
  @Override
  public String toString() {
    return number + reach.suffix();
  }
}
