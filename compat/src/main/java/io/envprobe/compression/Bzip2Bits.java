package io.envprobe.compression;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Bits of a stream, the most significant of each byte first. Not thread-safe. */
final class Bzip2Bits {
  private final InputStream packed;
  private int held;
  private int count;

  Bzip2Bits(InputStream packed) {
    this.packed = packed;
  }

  /** So many bits, at most 24. */
  int take(int bits) throws IOException {
    while (count < bits) {
      int next = packed.read();
      if (next < 0) {
        throw new EOFException("the bzip2 data end early");
      }
      held = held << 8 | next;
      count += 8;
    }
    count -= bits;
    return held >>> count & (1 << bits) - 1;
  }

  boolean bit() throws IOException {
    return take(1) != 0;
  }

  /** Passes over what is left of a byte; whether anything follows. */
  boolean nextByte() throws IOException {
    count -= count % 8;
    if (count > 0) {
      return true;
    }
    int next = packed.read();
    if (next < 0) {
      return false;
    }
    held = next;
    count = 8;
    return true;
  }
}
