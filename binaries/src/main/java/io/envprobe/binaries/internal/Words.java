package io.envprobe.binaries.internal;

import java.nio.ByteOrder;

/**
 * Numbers in an array, in a byte order, for walks through small files that must be fast in a
 * program that has just started. Past the end there are zeros. Immutable.
 */
final class Words {
  private final byte[] bytes;
  private final ByteOrder order;

  /** Those of an array that is not changed. */
  Words(byte[] bytes, ByteOrder order) {
    this.bytes = bytes;
    this.order = order;
  }

  /** The array itself, not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  ByteOrder order() {
    return order;
  }

  Words in(ByteOrder other) {
    return new Words(bytes, other);
  }

  boolean has(long offset, long length) {
    return offset <= bytes.length && length <= bytes.length - offset;
  }

  /** Whether these bytes stand there; {@code Arrays.equals} is slow until it is compiled. */
  boolean has(long offset, byte[] wanted) {
    if (!has(offset, wanted.length)) {
      return false;
    }
    int start = (int) offset;
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[start + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  long u32(long offset) {
    if (!has(offset, 4)) {
      return 0;
    }
    int i = (int) offset;
    int little =
        (bytes[i] & 0xff)
            | ((bytes[i + 1] & 0xff) << 8)
            | ((bytes[i + 2] & 0xff) << 16)
            | (bytes[i + 3] << 24);
    return (order == ByteOrder.LITTLE_ENDIAN ? little : Integer.reverseBytes(little)) & 0xffffffffL;
  }

  long i64(long offset) {
    boolean little = order == ByteOrder.LITTLE_ENDIAN;
    return (u32(little ? offset + 4 : offset) << 32) | u32(little ? offset : offset + 4);
  }
}
