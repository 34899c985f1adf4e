package io.envprobe.conformance.blas;

import io.envprobe.binaries.ByteSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file as a byte source. */
record FileSource(FileChannel channel, long size) implements ByteSource, Closeable {
  static FileSource open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    return new FileSource(channel, channel.size());
  }

  @Override
  public int read(long offset, byte[] into, int start, int length) throws IOException {
    return offset < 0 ? 0 : Math.max(0, channel.read(ByteBuffer.wrap(into, start, length), offset));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
