package io.envprobe.compression;

import java.util.Arrays;

/**
 * A table of finite state entropy: each state stands for a symbol and leads to the next state with
 * some bits more. Immutable. RFC 8878, 4.1.
 */
final class FseTable {
  private final int accuracy;
  private final byte[] symbols;
  private final byte[] bits;
  private final short[] next;

  private FseTable(int accuracy) {
    this.accuracy = accuracy;
    this.symbols = new byte[1 << accuracy];
    this.bits = new byte[1 << accuracy];
    this.next = new short[1 << accuracy];
  }

  /** How many bits the first state takes. */
  int accuracy() {
    return accuracy;
  }

  int symbol(int state) {
    return symbols[state] & 0xff;
  }

  /** How many bits lead from a state to the next one. */
  int bits(int state) {
    return bits[state];
  }

  /** The next state before these bits are added. */
  int base(int state) {
    return next[state];
  }

  /** The table with one state that never changes. */
  static FseTable of(int symbol) {
    FseTable table = new FseTable(0);
    table.symbols[0] = (byte) symbol;
    return table;
  }

  /**
   * The table of a distribution.
   *
   * @param counts how many states each symbol has; -1 for one at the end of the table
   */
  static FseTable of(int accuracy, int... counts) throws ZstdException {
    FseTable table = new FseTable(accuracy);
    int size = 1 << accuracy;
    int high = size;
    int[] states = new int[counts.length];
    for (int symbol = 0; symbol < counts.length; symbol++) {
      if (counts[symbol] == -1 && high > 0) {
        table.symbols[--high] = (byte) symbol;
      }
      states[symbol] = Math.abs(counts[symbol]);
    }
    int step = (size >> 1) + (size >> 3) + 3;
    int position = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      for (int i = 0; i < counts[symbol]; i++) {
        table.symbols[position] = (byte) symbol;
        do {
          position = (position + step) & (size - 1);
        } while (position >= high && high > 0);
      }
    }
    if (position != 0) {
      throw new ZstdException("a table of states has gaps");
    }
    for (int state = 0; state < size; state++) {
      int number = states[table.symbol(state)]++;
      int count = accuracy - (31 - Integer.numberOfLeadingZeros(number));
      table.bits[state] = (byte) count;
      table.next[state] = (short) ((number << count) - size);
    }
    return table;
  }

  /** A table as it is written in a block, and where it ends. */
  record Written(FseTable table, int end) {}

  /**
   * Reads the distribution of a table.
   *
   * @param mostAccuracy the largest that the format allows here
   * @param symbolCount how many symbols there are at most
   */
  static Written read(byte[] data, int start, int end, int mostAccuracy, int symbolCount)
      throws ZstdException {
    ForwardBits in = new ForwardBits(data, start, end);
    int accuracy = in.read(4) + 5;
    if (accuracy > mostAccuracy) {
      throw new ZstdException("a table of states is too large");
    }
    int[] counts = new int[symbolCount];
    int remaining = (1 << accuracy) + 1;
    int symbol = 0;
    boolean zero = false;
    while (remaining > 1 && symbol < symbolCount) {
      if (zero) {
        int skipped = 3;
        while (skipped == 3) {
          skipped = in.read(2);
          symbol += skipped;
        }
        if (symbol >= symbolCount) {
          throw new ZstdException("a table of states has too many symbols");
        }
      }
      // Small numbers take a bit less, as far as those that cannot be any more make room.
      int width = 32 - Integer.numberOfLeadingZeros(remaining);
      int threshold = 1 << (width - 1);
      int spare = 2 * threshold - 1 - remaining;
      int value = in.peek(width);
      if ((value & (threshold - 1)) < spare) {
        value &= threshold - 1;
        in.skip(width - 1);
      } else {
        value -= value >= threshold ? spare : 0;
        in.skip(width);
      }
      int count = value - 1;
      remaining -= Math.abs(count);
      counts[symbol++] = count;
      zero = count == 0;
    }
    if (remaining != 1 || in.isPast()) {
      throw new ZstdException("a table of states is damaged");
    }
    return new Written(of(accuracy, Arrays.copyOf(counts, symbol)), in.end());
  }
}
