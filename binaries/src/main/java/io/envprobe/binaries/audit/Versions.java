package io.envprobe.binaries.audit;

import java.math.BigInteger;

/** Orders versions that are numbers with dots. */
final class Versions {
  private Versions() {}

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

  /** Whether a text is numbers with single dots between. */
  static boolean isNumeric(String text) {
    boolean digit = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean now = c >= '0' && c <= '9';
      if (!now && (c != '.' || !digit)) {
        return false;
      }
      digit = now;
    }
    return digit;
  }

  private static int end(String version, int from) {
    int dot = version.indexOf('.', from);
    return dot < 0 ? version.length() : dot;
  }
}
