package io.envprobe.compression;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a block that are not repeated from before. Keeps the table of codes from block to
 * block. RFC 8878, 3.1.1.3.1.
 */
final class Literals {
  private static final int RAW = 0;
  private static final int SAME = 1;
  private static final int COMPRESSED = 2;
  private static final int JUMPS = 6;

  private final byte[] bytes = new byte[ZstdInputStream.MOST_BLOCK];
  private @Nullable HuffmanTable table;
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Forgets the table: another frame begins. */
  void reset() {
    table = null;
  }

  /** Reads the section; where it ends. */
  int read(byte[] data, int start, int end) throws ZstdException {
    ForwardBits header = new ForwardBits(data, start, end);
    int type = header.read(2);
    int format = header.read(2);
    if (type == RAW || type == SAME) {
      int width = format == 1 ? 12 : format == 3 ? 20 : 5;
      ForwardBits sizes = new ForwardBits(data, start, end);
      sizes.skip(width == 5 ? 3 : 4);
      size = wide(sizes, width);
      return plain(type == SAME, data, sizes.end(), end);
    }
    int width = format == 3 ? 18 : format == 2 ? 14 : 10;
    size = wide(header, width);
    int packed = wide(header, width);
    int from = header.end();
    if (header.isPast() || packed > end - from || size > bytes.length) {
      throw new ZstdException("literals go beyond their block");
    }
    int to = from + packed;
    HuffmanTable current = table;
    if (type == COMPRESSED) {
      HuffmanTable.Written written = HuffmanTable.read(data, from, to);
      current = written.table();
      table = current;
      from = written.end();
    }
    if (current == null) {
      throw new ZstdException("literals have no table of codes");
    }
    if (format == 0) {
      current.decode(data, from, to, bytes, 0, size);
    } else {
      streams(current, data, from, to);
    }
    return to;
  }

  private static int wide(ForwardBits in, int width) {
    int low = in.read(Math.min(10, width));
    return width > 10 ? (in.read(width - 10) << 10) | low : low;
  }

  private int plain(boolean same, byte[] data, int from, int end) throws ZstdException {
    int stored = same ? 1 : size;
    if (size > bytes.length || from > end || stored > end - from) {
      throw new ZstdException("literals go beyond their block");
    }
    if (same) {
      Arrays.fill(bytes, 0, size, data[from]);
    } else {
      System.arraycopy(data, from, bytes, 0, size);
    }
    return from + stored;
  }

  /** Four ranges of bits, the sizes of the first three of them before. */
  private void streams(HuffmanTable current, byte[] data, int from, int to) throws ZstdException {
    if (to - from < JUMPS) {
      throw new ZstdException("literals are cut");
    }
    int part = (size + 3) / 4;
    int at = from + JUMPS;
    for (int i = 0; i < 4; i++) {
      int length =
          i == 3 ? to - at : (data[from + 2 * i] & 0xff) | ((data[from + 2 * i + 1] & 0xff) << 8);
      int first = Math.min(size, i * part);
      int last = i == 3 ? size : Math.min(size, first + part);
      if (length > to - at) {
        throw new ZstdException("literals are cut");
      }
      current.decode(data, at, at + length, bytes, first, last);
      at += length;
    }
  }
}
