package io.envprobe.tag.platform;

import java.util.Optional;

/**
 * A version with three numbers, as Julia completes those with fewer.
 *
 * @param major the first
 * @param minor the second
 * @param patch the third
 */
record JuliaVersion(long major, long minor, long patch) implements Comparable<JuliaVersion> {
  /** Before every other. */
  static final JuliaVersion NONE = new JuliaVersion(0, 0, 0);

  private static final int DIGITS = 15;

  /** The version; nothing where the text is not one to three numbers between dots. */
  static Optional<JuliaVersion> parse(String text) {
    String[] parts = text.split("\\.", -1);
    long[] numbers = new long[3];
    if (parts.length > numbers.length) {
      return Optional.empty();
    }
    for (int i = 0; i < parts.length; i++) {
      boolean digits = !parts[i].isEmpty() && parts[i].length() <= DIGITS;
      for (int at = 0; at < parts[i].length(); at++) {
        char c = parts[i].charAt(at);
        digits &= c >= '0' && c <= '9';
      }
      if (!digits) {
        return Optional.empty();
      }
      numbers[i] = Long.parseLong(parts[i]);
    }
    return Optional.of(new JuliaVersion(numbers[0], numbers[1], numbers[2]));
  }

  @Override
  public int compareTo(JuliaVersion other) {
    int sign = Long.compare(major, other.major);
    sign = sign != 0 ? sign : Long.compare(minor, other.minor);
    return sign != 0 ? sign : Long.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return Long.toString(major)
        .concat(".")
        .concat(Long.toString(minor))
        .concat(".")
        .concat(Long.toString(patch));
  }
}
