package io.envprobe.binaries;

import java.io.IOException;

/** Counts the bytes that are read. */
final class CountingSource implements ByteSource {
  private final ByteSource source;
  private long count;

  CountingSource(byte[] bytes) {
    this(ByteSource.of(bytes));
  }

  CountingSource(ByteSource source) {
    this.source = source;
  }

  long count() {
    return count;
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public int read(long offset, byte[] into, int start, int length) throws IOException {
    int read = source.read(offset, into, start, length);
    count += read;
    return read;
  }
}
