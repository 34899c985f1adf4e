package io.envprobe.binaries;

import java.io.IOException;

/**
 * Random access to bytes: a file, a mapped file, a member of an archive, memory.
 *
 * <p>Readers ask only for the ranges that they need. Implementations say whether they are
 * thread-safe.
 */
public interface ByteSource {

  /** The number of bytes. */
  long size();

  /**
   * Copies bytes from {@code offset} on.
   *
   * @param offset from 0; at or past the end gives 0
   * @return how many bytes were copied: less than {@code length} only at the end
   * @throws IOException where the bytes cannot be had
   */
  int read(long offset, byte[] into, int start, int length) throws IOException;

  /**
   * A range of this source as a source of its own, such as a member of an archive.
   *
   * @param offset from 0
   * @param length cut where this source ends
   */
  default ByteSource slice(long offset, long length) {
    long start = Math.max(0, Math.min(offset, size()));
    long available = Math.max(0, Math.min(length, size() - start));
    ByteSource whole = this;
    return new ByteSource() {
      @Override
      public long size() {
        return available;
      }

      @Override
      public int read(long from, byte[] into, int at, int count) throws IOException {
        if (from < 0 || from >= available) {
          return 0;
        }
        return whole.read(start + from, into, at, (int) Math.min(count, available - from));
      }
    };
  }

  /** A source over an array that the caller does not change afterwards; thread-safe. */
  static ByteSource of(byte[] bytes) {
    return new ByteSource() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public int read(long offset, byte[] into, int start, int length) {
        if (offset < 0 || offset >= bytes.length) {
          return 0;
        }
        int count = (int) Math.min(length, bytes.length - offset);
        System.arraycopy(bytes, (int) offset, into, start, count);
        return count;
      }
    };
  }
}
