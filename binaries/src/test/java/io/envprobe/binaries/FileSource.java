package io.envprobe.binaries;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file of this machine. */
record FileSource(FileChannel channel, long size) implements ByteSource {
  static FileSource of(FileChannel channel) throws IOException {
    return new FileSource(channel, channel.size());
  }

  @Override
  public int read(long offset, byte[] into, int start, int length) throws IOException {
    return Math.max(0, channel.read(ByteBuffer.wrap(into, start, length), offset));
  }
}
