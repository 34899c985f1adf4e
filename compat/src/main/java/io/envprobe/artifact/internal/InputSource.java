package io.envprobe.artifact.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/** A file that the user named, read in blocks. Not thread-safe; the counter may be shared. */
public final class InputSource implements ByteSource {
  private static final int BLOCK = 1 << 13;
  private static final int SLOTS = 32;

  private final Inputs inputs;
  private final String name;
  private final long size;
  private final LongAdder counter;
  private final byte[][] blocks = new byte[SLOTS][0];
  private final long[] numbers = new long[SLOTS];

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
      Outcome<Integer> outcome = inputs.range(name, offset, into, start, length);
      if (outcome instanceof Outcome.Failure<Integer> failure) {
        throw new IOException(failure.detail());
      }
      int count = outcome.answer().orElseThrow();
      counter.add(count);
      return count;
    }
    long number = offset / BLOCK;
    int slot = (int) (number % SLOTS);
    if (numbers[slot] != number || blocks[slot].length == 0) {
      blocks[slot] = range(number * BLOCK, BLOCK);
      numbers[slot] = number;
    }
    int at = (int) (offset % BLOCK);
    int count = Math.max(0, Math.min(length, blocks[slot].length - at));
    System.arraycopy(blocks[slot], at, into, start, count);
    return count;
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
