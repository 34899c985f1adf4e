package io.envprobe.binaries.internal;

import io.envprobe.binaries.LdCache;

/** The order of names in the loader's cache. */
public final class LdCacheOrder {
  private LdCacheOrder() {}

  /** See {@link LdCache#compareNames}. */
  public static int compare(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length()) {
      char a = left.charAt(i);
      char b = j < right.length() ? right.charAt(j) : '\0';
      if (isDigit(a) && isDigit(b)) {
        int endLeft = endOfDigits(left, i);
        int endRight = endOfDigits(right, j);
        int order = VersionOrder.compare(left.substring(i, endLeft), right.substring(j, endRight));
        if (order != 0) {
          return order;
        }
        i = endLeft;
        j = endRight;
      } else if (isDigit(a)) {
        return 1;
      } else if (isDigit(b)) {
        return -1;
      } else if (a != b) {
        return a - b;
      } else {
        i++;
        j++;
      }
    }
    return j < right.length() ? -1 : 0;
  }

  private static int endOfDigits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
