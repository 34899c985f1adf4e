package io.envprobe.compression;

import java.util.Arrays;

/** A table of prefix codes for literals. Immutable. RFC 8878, 4.2. */
final class HuffmanTable {
  private static final int MOST_BITS = 11;
  private static final int MOST_WEIGHTS = 255;
  private static final int WEIGHT_ACCURACY = 6;
  private static final int DIRECT = 128;

  private final int width;
  private final byte[] symbols;
  private final byte[] lengths;

  private HuffmanTable(int width) {
    this.width = width;
    this.symbols = new byte[1 << width];
    this.lengths = new byte[1 << width];
  }

  /** A table as it is written in a block, and where it ends. */
  record Written(HuffmanTable table, int end) {}

  static Written read(byte[] data, int start, int end) throws ZstdException {
    if (start >= end) {
      throw new ZstdException("a table of codes is cut");
    }
    int header = data[start] & 0xff;
    int size = header < DIRECT ? header : (header - DIRECT + 2) / 2;
    int from = start + 1;
    if (size > end - from) {
      throw new ZstdException("a table of codes is cut");
    }
    int[] weights;
    if (header < DIRECT) {
      weights = packed(data, from, from + size);
    } else {
      weights = new int[header - DIRECT + 1];
      for (int i = 0; i < weights.length; i++) {
        int pair = data[from + i / 2] & 0xff;
        weights[i] = i % 2 == 0 ? pair >> 4 : pair & 15;
      }
    }
    return new Written(of(weights), from + size);
  }

  /** Weights by two states in turns, until the bits of one of them do not suffice. */
  private static int[] packed(byte[] data, int start, int end) throws ZstdException {
    FseTable.Written written = FseTable.read(data, start, end, WEIGHT_ACCURACY, MOST_BITS + 2);
    FseTable table = written.table();
    BackwardBits in = new BackwardBits(data, written.end(), end);
    int[] weights = new int[MOST_WEIGHTS];
    int count = 0;
    int state = in.read(table.accuracy());
    int other = in.read(table.accuracy());
    if (in.left() < 0) {
      throw new ZstdException("weights of codes are cut");
    }
    while (true) {
      if (count > MOST_WEIGHTS - 2) {
        throw new ZstdException("there are too many weights of codes");
      }
      weights[count++] = table.symbol(state);
      if (in.left() < table.bits(state)) {
        weights[count++] = table.symbol(other);
        return Arrays.copyOf(weights, count);
      }
      int next = table.base(state) + in.read(table.bits(state));
      state = other;
      other = next;
    }
  }

  /** The last symbol's weight is what is missing to a power of two. */
  private static HuffmanTable of(int[] weights) throws ZstdException {
    int sum = 0;
    for (int weight : weights) {
      if (weight > MOST_BITS) {
        throw new ZstdException("a code is too long");
      }
      sum += (1 << weight) >> 1;
    }
    int width = 32 - Integer.numberOfLeadingZeros(sum);
    int rest = (1 << width) - sum;
    if (sum == 0 || width > MOST_BITS || Integer.bitCount(rest) != 1) {
      throw new ZstdException("the lengths of codes do not fit together");
    }
    int[] all = Arrays.copyOf(weights, weights.length + 1);
    all[weights.length] = 32 - Integer.numberOfLeadingZeros(rest);
    HuffmanTable table = new HuffmanTable(width);
    int at = 0;
    for (int weight = 1; weight <= width; weight++) {
      for (int symbol = 0; symbol < all.length; symbol++) {
        if (all[symbol] == weight) {
          int next = at + (1 << (weight - 1));
          Arrays.fill(table.symbols, at, next, (byte) symbol);
          Arrays.fill(table.lengths, at, next, (byte) (width + 1 - weight));
          at = next;
        }
      }
    }
    return table;
  }

  /** Decodes a range of bits into a range of bytes, which must both end together. */
  void decode(byte[] data, int start, int end, byte[] into, int from, int to) throws ZstdException {
    BackwardBits in = new BackwardBits(data, start, end);
    for (int i = from; i < to; i++) {
      int code = in.peek(width);
      into[i] = symbols[code];
      in.skip(lengths[code]);
    }
    if (in.left() != 0) {
      throw new ZstdException("literals do not end where their bits do");
    }
  }
}
