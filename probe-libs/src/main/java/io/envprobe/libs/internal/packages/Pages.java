package io.envprobe.libs.internal.packages;

import io.envprobe.binaries.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Ranges of a database file, each read whole or not at all. */
record Pages(ByteSource source) {
  /** The largest value that is read: no package's description comes near. */
  static final int BLOB_LIMIT = 64 << 20;

  /**
   * A range.
   *
   * @throws IOException where the file ends before it does, or the source fails
   */
  ByteBuffer read(long offset, int length, ByteOrder order) throws IOException {
    if (offset < 0 || length < 0 || offset > source.size() - length) {
      throw new IOException("it ends before byte " + (offset + length));
    }
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      int count = source.read(offset + done, bytes, done, length - done);
      if (count <= 0) {
        throw new IOException("it ends at byte " + (offset + done));
      }
      done += count;
    }
    return ByteBuffer.wrap(bytes).order(order);
  }

  /** An empty buffer for a value of a claimed size. */
  static byte[] blob(long size) throws IOException {
    if (size < 0 || size > BLOB_LIMIT) {
      throw new IOException("a value claims " + size + " bytes");
    }
    return new byte[(int) size];
  }
}
