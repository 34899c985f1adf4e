package io.envprobe.artifact.internal;

import io.envprobe.binaries.ByteSource;
import java.io.IOException;
import java.util.Arrays;

/** Ranges of a source as arrays. */
public final class SourceBytes {
  private SourceBytes() {}

  /** A range, shorter where the source ends or delivers less than it promised. */
  public static byte[] copy(ByteSource source, long offset, int length) throws IOException {
    long rest = offset < 0 ? 0 : Math.max(0, source.size() - offset);
    byte[] bytes = new byte[(int) Math.min(length, rest)];
    int done = 0;
    while (done < bytes.length) {
      int count = source.read(offset + done, bytes, done, bytes.length - done);
      if (count <= 0) {
        return Arrays.copyOf(bytes, done);
      }
      done += count;
    }
    return bytes;
  }
}
