package io.envprobe.compression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bits read from the end of a range to its start. A set bit marks where they begin, in the last
 * byte. Bits before the range are zero; {@link #left} is negative once they were read.
 */
final class BackwardBits {
  private final ByteBuffer bytes;
  private final int start;
  private final int limit;
  private long left;

  BackwardBits(byte[] data, int start, int end) throws ZstdException {
    if (start >= end || data[end - 1] == 0) {
      throw new ZstdException("a range of bits has no end mark");
    }
    this.bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    this.start = start;
    this.limit = data.length - Long.BYTES;
    int unused = Integer.numberOfLeadingZeros(data[end - 1] & 0xff) - 24 + 1;
    this.left = (end - start) * 8L - unused;
  }

  /** How many bits are left. */
  long left() {
    return left;
  }

  /** Takes at most 32 bits. */
  int read(int count) {
    int value = peek(count);
    left -= count;
    return value;
  }

  void skip(int count) {
    left -= count;
  }

  /** The next bits, at most 32, which are not taken. */
  int peek(int count) {
    if (count == 0) {
      return 0;
    }
    long from = left - count;
    if (from < 0) {
      // What lies before the range is zero.
      return left <= 0 ? 0 : (int) (at(0, (int) left) << -from);
    }
    return (int) at(from, count);
  }

  private long at(long bit, int count) {
    int index = start + (int) (bit >> 3);
    int shift = (int) (bit & 7);
    long value;
    if (index <= limit) {
      value = bytes.getLong(index);
    } else {
      value = 0;
      for (int i = bytes.capacity() - 1; i >= index; i--) {
        value = (value << 8) | (bytes.get(i) & 0xff);
      }
    }
    return (value >>> shift) & ((1L << count) - 1);
  }
}
