package io.envprobe.binaries;

import java.io.IOException;

/** Counts the bytes that are read. */
public final class CountingSource implements ByteSource {
  private final ByteSource source;
  private long count;

  /** Over an array. */
  public CountingSource(byte[] bytes) {
    this(ByteSource.of(bytes));
  }

  /** Over a source. */
  public CountingSource(ByteSource source) {
    this.source = source;
  }

  /** How many bytes were read. */
  public long count() {
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
