package io.envprobe.compression;

import org.jspecify.annotations.Nullable;

/**
 * The part of a block that says which bytes are repeated from before. Keeps tables and offsets from
 * block to block. RFC 8878, 3.1.1.3.2.
 */
final class Sequences {
  private static final int PREDEFINED = 0;
  private static final int SAME = 1;
  private static final int WRITTEN = 2;

  private final Codes lengths =
      new Codes(
          "literals",
          9,
          new int[] {
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40,
            48, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536
          },
          new int[] {
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9,
            10, 11, 12, 13, 14, 15, 16
          },
          6,
          new int[] {
            4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1,
            1, 1, 1, -1, -1, -1, -1
          });
  private final Codes offsets =
      new Codes(
          "offsets",
          8,
          powers(),
          counting(),
          5,
          new int[] {
            1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1,
            -1
          });
  private final Codes matches =
      new Codes(
          "matches",
          9,
          new int[] {
            3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
            27, 28, 29, 30, 31, 32, 33, 34, 35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259,
            515, 1027, 2051, 4099, 8195, 16387, 32771, 65539
          },
          new int[] {
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
          },
          6,
          new int[] {
            1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1
          });
  private long first;
  private long second;
  private long third;

  Sequences() {
    reset();
  }

  /** A kind of codes: what each stands for, and the table that is in use. */
  private static final class Codes {
    private final String name;
    private final int mostAccuracy;
    private final int[] bases;
    private final int[] bits;
    private final int accuracy;
    private final int[] counts;
    private @Nullable FseTable table;

    Codes(String name, int mostAccuracy, int[] bases, int[] bits, int accuracy, int[] counts) {
      this.name = name;
      this.mostAccuracy = mostAccuracy;
      this.bases = bases;
      this.bits = bits;
      this.accuracy = accuracy;
      this.counts = counts;
    }

    /** Takes the table that a block says; where it ends. */
    int read(int mode, byte[] data, int at, int end) throws ZstdException {
      switch (mode) {
        case PREDEFINED -> table = FseTable.of(accuracy, counts);
        case SAME -> {
          if (at >= end || (data[at] & 0xff) >= bases.length) {
            throw new ZstdException("a code of " + name + " is not known");
          }
          table = FseTable.of(data[at] & 0xff);
          return at + 1;
        }
        case WRITTEN -> {
          FseTable.Written written = FseTable.read(data, at, end, mostAccuracy, bases.length);
          table = written.table();
          return written.end();
        }
        default -> table();
      }
      return at;
    }

    FseTable table() throws ZstdException {
      FseTable current = table;
      if (current == null) {
        throw new ZstdException("there is no table of " + name);
      }
      return current;
    }

    long value(int code, BackwardBits in) {
      return (bases[code] & 0xffffffffL) + (in.read(bits[code]) & 0xffffffffL);
    }
  }

  /** Forgets tables and offsets: another frame begins. */
  void reset() {
    lengths.table = null;
    offsets.table = null;
    matches.table = null;
    first = 1;
    second = 4;
    third = 8;
  }

  /** Reads the section and carries it out: literals and what is repeated go to the window. */
  void run(byte[] data, int start, int end, Literals literals, Window window) throws ZstdException {
    int at = start;
    int count = at < end ? data[at++] & 0xff : -1;
    if (count >= 128) {
      int more = count == 255 ? 2 : 1;
      if (end - at < more) {
        throw new ZstdException("the number of sequences is cut");
      }
      int low = data[at] & 0xff;
      count = more == 1 ? ((count - 128) << 8) + low : low + ((data[at + 1] & 0xff) << 8) + 0x7f00;
      at += more;
    }
    if (count < 0 || (count == 0 && at != end) || (count > 0 && at >= end)) {
      throw new ZstdException("the sequences are cut");
    }
    int taken = 0;
    if (count > 0) {
      int modes = data[at++] & 0xff;
      if ((modes & 3) != 0) {
        throw new ZstdException("the tables of sequences are of an unknown form");
      }
      at = lengths.read(modes >> 6, data, at, end);
      at = offsets.read((modes >> 4) & 3, data, at, end);
      at = matches.read((modes >> 2) & 3, data, at, end);
      taken = run(new BackwardBits(data, at, end), count, literals, window);
    }
    window.append(literals.bytes(), taken, literals.size() - taken);
  }

  private int run(BackwardBits in, int count, Literals literals, Window window)
      throws ZstdException {
    FseTable lengthTable = lengths.table();
    FseTable offsetTable = offsets.table();
    FseTable matchTable = matches.table();
    int length = in.read(lengthTable.accuracy());
    int offset = in.read(offsetTable.accuracy());
    int match = in.read(matchTable.accuracy());
    int taken = 0;
    for (int i = 0; i < count; i++) {
      long distance = offsets.value(offsetTable.symbol(offset), in);
      int repeated = (int) matches.value(matchTable.symbol(match), in);
      int fresh = (int) lengths.value(lengthTable.symbol(length), in);
      if (fresh > literals.size() - taken) {
        throw new ZstdException("a sequence takes more literals than there are");
      }
      window.append(literals.bytes(), taken, fresh);
      taken += fresh;
      window.repeat(distance(distance, fresh), repeated);
      if (i + 1 < count) {
        length = lengthTable.base(length) + in.read(lengthTable.bits(length));
        match = matchTable.base(match) + in.read(matchTable.bits(match));
        offset = offsetTable.base(offset) + in.read(offsetTable.bits(offset));
      }
      if (in.left() < 0) {
        throw new ZstdException("the sequences are cut");
      }
    }
    if (in.left() != 0) {
      throw new ZstdException("the sequences do not end where their bits do");
    }
    return taken;
  }

  /**
   * The values up to three stand for the last offsets, and so for others where no literals came.
   */
  private long distance(long value, int fresh) {
    if (value > 3) {
      push(value - 3);
      return first;
    }
    int choice = (int) value + (fresh == 0 ? 1 : 0);
    switch (choice) {
      case 1 -> {
        return first;
      }
      case 2 -> {
        long chosen = second;
        second = first;
        first = chosen;
      }
      case 3 -> push(third);
      default -> push(first - 1);
    }
    return first;
  }

  private void push(long distance) {
    third = second;
    second = first;
    first = distance;
  }

  private static int[] powers() {
    int[] powers = new int[32];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = 1 << i;
    }
    return powers;
  }

  private static int[] counting() {
    int[] numbers = new int[32];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    return numbers;
  }
}
