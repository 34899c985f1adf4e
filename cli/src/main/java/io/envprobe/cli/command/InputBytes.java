package io.envprobe.cli.command;

import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A file that the user names, as a stream: it may be larger than memory. */
final class InputBytes extends InputStream {
  private static final int BLOCK = 1 << 20;

  private final Inputs inputs;
  private final String name;
  private byte[] block = new byte[0];
  private int at;
  private long offset;

  InputBytes(Inputs inputs, String name) {
    this.inputs = inputs;
    this.name = name;
  }

  /** How many bytes were read. */
  long position() {
    return offset - block.length + at;
  }

  private boolean fill() throws IOException {
    if (at < block.length) {
      return true;
    }
    Outcome<byte[]> next = inputs.range(name, offset, BLOCK);
    if (next instanceof Outcome.Failure<byte[]> failure) {
      throw new IOException(failure.detail());
    }
    block = next.answer().orElseThrow();
    offset += block.length;
    at = 0;
    return block.length > 0;
  }

  @Override
  public int read() throws IOException {
    return fill() ? block[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, block.length - at);
    System.arraycopy(block, at, bytes, from, count);
    at += count;
    return count;
  }
}
