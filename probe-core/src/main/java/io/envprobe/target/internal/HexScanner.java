package io.envprobe.target.internal;

/** Hexadecimal numbers in a part of a text, one after the other. */
final class HexScanner {
  private static final long LARGEST = Long.MAX_VALUE;

  private final String text;
  private final int end;
  private int at;

  HexScanner(String text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  /** The next number; −1 where there is none or it does not fit into 63 bits. */
  long next() {
    while (at < end && Character.digit(text.charAt(at), 16) < 0) {
      at++;
    }
    long value = 0;
    int digits = 0;
    boolean fits = true;
    while (at < end && Character.digit(text.charAt(at), 16) >= 0) {
      if (value <= LARGEST >>> 4) {
        value = value << 4 | Character.digit(text.charAt(at), 16);
      } else {
        fits = false;
      }
      digits++;
      at++;
    }
    return digits == 0 || !fits ? -1 : value;
  }

  /** The number after the first {@code mark}; −1 where there is none. */
  static long after(String text, int start, int end, String mark) {
    int found = text.indexOf(mark, start);
    return found < 0 || found + mark.length() >= end
        ? -1
        : new HexScanner(text, found + mark.length(), end).next();
  }
}
