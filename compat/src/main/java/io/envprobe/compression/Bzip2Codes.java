package io.envprobe.compression;

import java.io.IOException;

/** The prefix codes of one group of symbols: canonical, of 1 to 20 bits. Immutable. */
final class Bzip2Codes {
  private static final int LONGEST = 20;

  private final int[] limit = new int[LONGEST + 2];
  private final int[] base = new int[LONGEST + 2];
  private final int[] symbols;

  private Bzip2Codes(int[] lengths) {
    symbols = new int[lengths.length];
    int[] counts = new int[LONGEST + 2];
    for (int length : lengths) {
      counts[length]++;
    }
    int filled = 0;
    for (int length = 1; length <= LONGEST; length++) {
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == length) {
          symbols[filled++] = symbol;
        }
      }
    }
    int code = 0;
    int before = 0;
    for (int length = 1; length <= LONGEST; length++) {
      base[length] = before - code;
      code += counts[length];
      limit[length] = code;
      before += counts[length];
      code <<= 1;
    }
  }

  /** Reads the lengths of the codes. */
  static Bzip2Codes read(Bzip2Bits bits, int alphabet) throws IOException {
    int[] lengths = new int[alphabet];
    int length = bits.take(5);
    for (int i = 0; i < alphabet; i++) {
      while (bits.bit()) {
        length += bits.bit() ? -1 : 1;
        if (length < 0 || length > LONGEST + 1) {
          throw new Bzip2Exception("a code has an impossible length");
        }
      }
      if (length < 1 || length > LONGEST) {
        throw new Bzip2Exception("a code has an impossible length");
      }
      lengths[i] = length;
    }
    return new Bzip2Codes(lengths);
  }

  /** The next symbol. */
  int next(Bzip2Bits bits) throws IOException {
    int code = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code = code << 1 | bits.take(1);
      if (code < limit[length]) {
        int at = base[length] + code;
        if (at < 0 || at >= symbols.length) {
          break;
        }
        return symbols[at];
      }
    }
    throw new Bzip2Exception("a code that stands for nothing");
  }
}
