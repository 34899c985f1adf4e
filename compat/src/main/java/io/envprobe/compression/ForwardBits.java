package io.envprobe.compression;

/** Bits read from the start of a range on. Those behind it are zero. */
final class ForwardBits {
  private final byte[] data;
  private final int start;
  private final int end;
  private long at;

  ForwardBits(byte[] data, int start, int end) {
    this.data = data;
    this.start = start;
    this.end = end;
  }

  int read(int count) {
    int value = peek(count);
    at += count;
    return value;
  }

  void skip(int count) {
    at += count;
  }

  /** The next bits, at most 16, which are not taken. */
  int peek(int count) {
    int first = start + (int) (at >> 3);
    int value = 0;
    for (int i = 2; i >= 0; i--) {
      value = (value << 8) | (first + i < end ? data[first + i] & 0xff : 0);
    }
    return (value >>> (int) (at & 7)) & ((1 << count) - 1);
  }

  /** Whether more was read than there is. */
  boolean isPast() {
    return at > (end - start) * 8L;
  }

  /** Where the byte behind the last one begun is. */
  int end() {
    return start + (int) ((at + 7) >> 3);
  }
}
