package io.envprobe.tag.nfd;

import java.util.Arrays;
import java.util.Optional;

/**
 * A version as NFD compares versions: one to three numbers with an optional {@code v}, then perhaps
 * a prerelease and metadata that do not count. Four numbers, or an underscore as in {@code
 * 5.14.0-427.el9.x86_64}, are no version.
 *
 * @param major the first number
 * @param minor the second, or 0
 * @param patch the third, or 0
 */
record NfdVersion(long major, long minor, long patch) implements Comparable<NfdVersion> {
  /** Reads a version; nothing where the text is none. */
  static Optional<NfdVersion> parse(String text) {
    String rest = text.startsWith("v") ? text.substring(1) : text;
    int plus = rest.indexOf('+');
    if (plus >= 0) {
      if (!areIdentifiers(rest.substring(plus + 1), false)) {
        return Optional.empty();
      }
      rest = rest.substring(0, plus);
    }
    int dash = rest.indexOf('-');
    if (dash >= 0) {
      if (!areIdentifiers(rest.substring(dash + 1), true)) {
        return Optional.empty();
      }
      rest = rest.substring(0, dash);
    }
    String[] parts = rest.split("\\.", -1);
    if (parts.length > 3) {
      return Optional.empty();
    }
    long[] numbers = new long[3];
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].isEmpty() || parts[i].length() > 18 || !isNumber(parts[i])) {
        return Optional.empty();
      }
      numbers[i] = Long.parseLong(parts[i]);
    }
    return Optional.of(new NfdVersion(numbers[0], numbers[1], numbers[2]));
  }

  private static boolean areIdentifiers(String text, boolean prerelease) {
    for (String identifier : text.split("\\.", -1)) {
      boolean leadingZero =
          identifier.length() > 1 && identifier.startsWith("0") && isNumber(identifier);
      if (identifier.isEmpty() || (prerelease && leadingZero)) {
        return false;
      }
      for (int i = 0; i < identifier.length(); i++) {
        char c = identifier.charAt(i);
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && c != '-' && (c < '0' || c > '9')) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(NfdVersion other) {
    return Arrays.compare(
        new long[] {major, minor, patch}, new long[] {other.major, other.minor, other.patch});
  }
}
