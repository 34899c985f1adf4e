package io.envprobe.artifact.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/** A file that the user named, read in blocks. Not thread-safe; the counter may be shared. */
public final class InputSource implements ByteSource {
  private static final int BLOCK = 1 << 15;

  private final Inputs inputs;
  private final String name;
  private final long size;
  private final LongAdder counter;
  private byte[] block = new byte[0];
  private long blockStart;

  /** A source over a file whose size is known. */
  public InputSource(Inputs inputs, String name, long size, LongAdder counter) {
    this.inputs = inputs;
    this.name = name;
    this.size = size;
    this.counter = counter;
  }

  /** The same file for another thread. */
  public InputSource again() {
    return new InputSource(inputs, name, size, counter);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long offset, byte[] into, int start, int length) throws IOException {
    if (offset < 0 || offset >= size || length <= 0) {
      return 0;
    }
    if (length >= BLOCK) {
      byte[] bytes = range(offset, length);
      System.arraycopy(bytes, 0, into, start, bytes.length);
      return bytes.length;
    }
    if (offset < blockStart || offset >= blockStart + block.length) {
      block = range(offset, BLOCK);
      blockStart = offset;
    }
    int at = (int) (offset - blockStart);
    int count = Math.min(length, block.length - at);
    System.arraycopy(block, at, into, start, Math.max(0, count));
    return Math.max(0, count);
  }

  private byte[] range(long offset, int length) throws IOException {
    Outcome<byte[]> outcome = inputs.range(name, offset, length);
    if (outcome instanceof Outcome.Failure<byte[]> failure) {
      throw new IOException(failure.detail());
    }
    byte[] bytes = outcome.answer().orElseThrow();
    counter.add(bytes.length);
    return bytes;
  }
}
