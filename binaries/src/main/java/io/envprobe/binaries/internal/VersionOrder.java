package io.envprobe.binaries.internal;

import java.util.Optional;

/** The order of version nodes such as {@code GLIBC_2.34}. */
public final class VersionOrder {
  private VersionOrder() {}

  /** Keeps the highest of the names that are a prefix, an underscore and numbers with dots. */
  public static final class Highest {
    private final String start;
    private Optional<String> version = Optional.empty();

    public Highest(String prefix) {
      this.start = prefix + "_";
    }

    public void add(String name) {
      if (name.startsWith(start)) {
        String candidate = name.substring(start.length());
        if (isNumeric(candidate) && (version.isEmpty() || compare(candidate, version.get()) > 0)) {
          version = Optional.of(candidate);
        }
      }
    }

    /** Without the prefix. */
    public Optional<String> version() {
      return version;
    }
  }

  /** Whether a version is numbers with dots between them. */
  public static boolean isNumeric(String version) {
    boolean digitBefore = false;
    for (int i = 0; i < version.length(); i++) {
      char c = version.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit && (c != '.' || !digitBefore)) {
        return false;
      }
      digitBefore = digit;
    }
    return digitBefore;
  }

  /** Orders numeric versions number by number; a longer one of equal beginning is higher. */
  public static int compare(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() && j < right.length()) {
      int endLeft = end(left, i);
      int endRight = end(right, j);
      int order = compareNumbers(left.substring(i, endLeft), right.substring(j, endRight));
      if (order != 0) {
        return order;
      }
      i = endLeft + 1;
      j = endRight + 1;
    }
    return Boolean.compare(i < left.length(), j < right.length());
  }

  /** Digits of any length, without the zeros before them: a longer number is higher. */
  private static int compareNumbers(String left, String right) {
    int i = firstDigit(left);
    int j = firstDigit(right);
    int order = Integer.compare(left.length() - i, right.length() - j);
    return order != 0 ? order : left.substring(i).compareTo(right.substring(j));
  }

  private static int firstDigit(String number) {
    int i = 0;
    while (i < number.length() - 1 && number.charAt(i) == '0') {
      i++;
    }
    return i;
  }

  private static int end(String version, int from) {
    int dot = version.indexOf('.', from);
    return dot < 0 ? version.length() : dot;
  }
}
