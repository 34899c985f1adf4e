package io.envprobe.binaries.gpu.internal;

import io.envprobe.binaries.ByteSource;
import java.io.IOException;
import java.io.InputStream;

/** A range of a source as a stream. What goes wrong with the source comes out apart. */
final class SourceStream extends InputStream {
  private final ByteSource source;
  private final long end;
  private long at;

  SourceStream(ByteSource source, long start, long end) {
    this.source = source;
    this.at = start;
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count;
    try {
      count = at >= end ? 0 : source.read(at, into, start, (int) Math.min(length, end - at));
    } catch (IOException e) {
      throw new PassThroughException(e);
    }
    at += count;
    return count <= 0 ? -1 : count;
  }
}
