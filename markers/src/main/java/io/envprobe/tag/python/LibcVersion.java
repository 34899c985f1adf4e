package io.envprobe.tag.python;

import java.util.Optional;

/**
 * The first two numbers of a C library's version, which are all that platform tags look at.
 *
 * @param major 0 to {@value #LARGEST}
 * @param minor 0 to {@value #LARGEST}
 */
public record LibcVersion(int major, int minor) implements Comparable<LibcVersion> {
  /** The largest number that is taken for a version; lists of tags are as long as the number. */
  public static final int LARGEST = 9999;

  /** Refuses numbers outside the range. */
  public LibcVersion {
    if (major < 0 || major > LARGEST || minor < 0 || minor > LARGEST) {
      throw new IllegalArgumentException("a version number outside 0 to " + LARGEST);
    }
  }

  /**
   * Reads the version that glibc gives itself; what follows the second number is ignored, because
   * distributions append their own ({@code 2.20-2014.11}).
   *
   * @return nothing where the text does not begin with two numbers
   */
  public static Optional<LibcVersion> parseGlibc(String text) {
    return parseAt(text, 0);
  }

  /**
   * Reads the banner that musl's loader prints: a first line that begins with {@code musl}, a
   * second with {@code Version 1.2}; blank lines and space around lines do not count.
   */
  public static Optional<LibcVersion> parseMuslBanner(String banner) {
    String first = null;
    for (String raw : banner.lines().toList()) {
      String line = raw.strip();
      if (line.isEmpty()) {
        continue;
      }
      if (first != null) {
        return first.startsWith("musl") && line.startsWith("Version ")
            ? parseAt(line, "Version ".length())
            : Optional.empty();
      }
      first = line;
    }
    return Optional.empty();
  }

  private static Optional<LibcVersion> parseAt(String text, int start) {
    int dot = digits(text, start);
    if (dot == start || dot == text.length() || text.charAt(dot) != '.') {
      return Optional.empty();
    }
    int end = digits(text, dot + 1);
    if (end == dot + 1) {
      return Optional.empty();
    }
    int major = number(text, start, dot);
    int minor = number(text, dot + 1, end);
    return major > LARGEST || minor > LARGEST
        ? Optional.empty()
        : Optional.of(new LibcVersion(major, minor));
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /** The number, or one above the largest where it is larger. */
  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = Math.min(value * 10 + text.charAt(i) - '0', LARGEST + 1);
    }
    return value;
  }

  @Override
  public int compareTo(LibcVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return Integer.toString(major).concat(".").concat(Integer.toString(minor));
  }
}
