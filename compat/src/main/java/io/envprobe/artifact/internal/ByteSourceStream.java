package io.envprobe.artifact.internal;

import io.envprobe.binaries.ByteSource;
import java.io.IOException;
import java.io.InputStream;

/** A source from its start to its end as a stream; passing over bytes reads none. */
public final class ByteSourceStream extends InputStream {
  private static final int BUFFER = 1 << 16;

  private final ByteSource source;
  private final byte[] buffer = new byte[BUFFER];
  private long at;
  private long buffered = -1;
  private int filled;

  /** A stream over a source, which stays open. */
  public ByteSourceStream(ByteSource source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer[(int) (at++ - buffered)] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int from = (int) (at - buffered);
    int count = Math.min(length, filled - from);
    System.arraycopy(buffer, from, into, start, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (buffered < 0 || at < buffered || at >= buffered + filled) {
      filled = Math.max(0, source.read(at, buffer, 0, BUFFER));
      buffered = at;
    }
    return filled > 0;
  }

  @Override
  public long skip(long count) {
    long passed = Math.max(0, Math.min(count, source.size() - at));
    at += passed;
    return passed;
  }
}
