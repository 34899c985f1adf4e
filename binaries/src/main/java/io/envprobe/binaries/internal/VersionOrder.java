package io.envprobe.binaries.internal;

import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;

/** The order of version nodes such as {@code GLIBC_2.34}. */
public final class VersionOrder {
  private VersionOrder() {}

  /** The highest of the names that are a prefix, an underscore and numbers with dots. */
  public static Optional<String> highest(String prefix, Stream<String> names) {
    return names
        .filter(name -> name.startsWith(prefix + "_"))
        .map(name -> name.substring(prefix.length() + 1))
        .filter(VersionOrder::isNumeric)
        .max(VersionOrder::compare);
  }

  static boolean isNumeric(String version) {
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

  static int compare(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() && j < right.length()) {
      int endLeft = end(left, i);
      int endRight = end(right, j);
      int order =
          new BigInteger(left.substring(i, endLeft))
              .compareTo(new BigInteger(right.substring(j, endRight)));
      if (order != 0) {
        return order;
      }
      i = endLeft + 1;
      j = endRight + 1;
    }
    return Boolean.compare(i < left.length(), j < right.length());
  }

  private static int end(String version, int from) {
    int dot = version.indexOf('.', from);
    return dot < 0 ? version.length() : dot;
  }
}
