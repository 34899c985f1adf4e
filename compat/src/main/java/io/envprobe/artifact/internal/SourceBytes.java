package io.envprobe.artifact.internal;

import io.envprobe.binaries.ByteSource;
import java.io.IOException;
import java.util.Arrays;

/** Ranges of a source as arrays. */
public final class SourceBytes {
  private SourceBytes() {}

  private static final int FIRST = 1 << 16;

  /**
   * A range, shorter where the source ends or delivers less than it promised. Takes no more memory
   * than what is delivered warrants, whatever was promised.
   */
  public static byte[] copy(ByteSource source, long offset, int length) throws IOException {
    long rest = offset < 0 ? 0 : Math.max(0, source.size() - offset);
    int wanted = (int) Math.min(length, rest);
    byte[] bytes = new byte[Math.min(FIRST, wanted)];
    int done = 0;
    while (done < wanted) {
      if (done == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, bytes.length * 2L));
      }
      int count = source.read(offset + done, bytes, done, bytes.length - done);
      if (count <= 0) {
        return Arrays.copyOf(bytes, done);
      }
      done += count;
    }
    return bytes;
  }
}
