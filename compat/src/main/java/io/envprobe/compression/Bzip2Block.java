package io.envprobe.compression;

import java.io.IOException;
import java.util.Arrays;

/**
 * One block: its bytes in the order before sorting, still with runs shortened. Takes four bytes of
 * memory for each byte of the largest block. Not thread-safe.
 */
final class Bzip2Block {
  private static final int GROUP = 50;
  private static final int MOST_TABLES = 6;
  private static final int RUN_A = 0;
  private static final int RUN_B = 1;

  private final int[] links;
  private int size;
  private int at;
  private int left;

  Bzip2Block(int capacity) {
    links = new int[capacity];
  }

  /** The most bytes that it holds. */
  int capacity() {
    return links.length;
  }

  /** Reads a block, after its checksum. */
  void read(Bzip2Bits bits) throws IOException {
    if (bits.bit()) {
      throw new Bzip2Exception("a block of a form that bzip2 gave up");
    }
    int origin = bits.take(24);
    byte[] used = used(bits);
    int alphabet = used.length + 2;
    int tables = bits.take(3);
    int selectors = bits.take(15);
    if (used.length == 0 || tables < 2 || tables > MOST_TABLES || selectors == 0) {
      throw new Bzip2Exception("a block without symbols");
    }
    byte[] selected = selected(bits, tables, selectors);
    Bzip2Codes[] codes = new Bzip2Codes[tables];
    for (int i = 0; i < tables; i++) {
      codes[i] = Bzip2Codes.read(bits, alphabet);
    }
    int[] counts = fill(bits, used, codes, selected);
    if (origin >= size) {
      throw new Bzip2Exception("a block that starts outside of itself");
    }
    link(counts);
    at = links[origin] >>> 8;
    left = size;
  }

  private static byte[] used(Bzip2Bits bits) throws IOException {
    int ranges = bits.take(16);
    byte[] used = new byte[256];
    int count = 0;
    for (int i = 0; i < 16; i++) {
      int range = (ranges & 0x8000 >>> i) == 0 ? 0 : bits.take(16);
      for (int j = 0; j < 16; j++) {
        if ((range & 0x8000 >>> j) != 0) {
          used[count++] = (byte) (i * 16 + j);
        }
      }
    }
    return Arrays.copyOf(used, count);
  }

  private static byte[] selected(Bzip2Bits bits, int tables, int selectors) throws IOException {
    byte[] order = new byte[MOST_TABLES];
    for (byte i = 0; i < MOST_TABLES; i++) {
      order[i] = i;
    }
    byte[] selected = new byte[selectors];
    for (int i = 0; i < selectors; i++) {
      int place = 0;
      while (bits.bit()) {
        if (++place >= tables) {
          throw new Bzip2Exception("a table of codes that is not there");
        }
      }
      selected[i] = toFront(order, place);
    }
    return selected;
  }

  private static byte toFront(byte[] order, int place) {
    byte value = order[place];
    System.arraycopy(order, 0, order, 1, place);
    order[0] = value;
    return value;
  }

  /** Undoes codes, runs of the first symbol and the order of last use; the counts of each byte. */
  private int[] fill(Bzip2Bits bits, byte[] used, Bzip2Codes[] codes, byte[] selected)
      throws IOException {
    int[] counts = new int[256];
    int end = used.length + 1;
    int group = 0;
    int rest = 0;
    Bzip2Codes current = codes[0];
    size = 0;
    long run = 0;
    long weight = 1;
    while (true) {
      if (rest == 0) {
        if (group == selected.length) {
          throw new Bzip2Exception("a block with too few tables of codes");
        }
        current = codes[selected[group++]];
        rest = GROUP;
      }
      rest--;
      int symbol = current.next(bits);
      if (symbol == RUN_A || symbol == RUN_B) {
        run += weight << symbol;
        weight <<= 1;
        if (run > links.length) {
          throw new Bzip2Exception("a block that is too long");
        }
        continue;
      }
      put(used[0], (int) run, counts);
      run = 0;
      weight = 1;
      if (symbol == end) {
        return counts;
      }
      put(toFront(used, symbol - 1), 1, counts);
    }
  }

  private void put(byte value, int times, int[] counts) throws Bzip2Exception {
    if (times > links.length - size) {
      throw new Bzip2Exception("a block that is too long");
    }
    int unsigned = value & 0xff;
    counts[unsigned] += times;
    for (int i = 0; i < times; i++) {
      links[size++] = unsigned;
    }
  }

  /** Lays over each byte the place of the byte that follows it. */
  private void link(int[] counts) {
    int sum = 0;
    int[] starts = new int[256];
    for (int i = 0; i < 256; i++) {
      starts[i] = sum;
      sum += counts[i];
    }
    for (int i = 0; i < size; i++) {
      int value = links[i] & 0xff;
      links[starts[value]++] |= i << 8;
    }
  }

  /** The next byte; -1 at the end of the block. */
  int next() {
    if (left == 0) {
      return -1;
    }
    left--;
    int entry = links[at];
    at = entry >>> 8;
    return entry & 0xff;
  }
}
