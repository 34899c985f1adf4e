package io.envprobe.binaries.gpu.internal;

import io.envprobe.binaries.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds the first bytes of containers. Reads forward only, and little where one is near. */
final class MarkFinder {
  /** NVIDIA's container. */
  static final int FATBIN = 0xba55ed50;

  /** {@code __CL}, the start of {@code __CLANG_OFFLOAD_BUNDLE__}. */
  static final int BUNDLE = 0x4c435f5f;

  /** {@code CCOB}, a compressed bundle. */
  static final int COMPRESSED = 0x424f4343;

  private static final int FIRST = 1 << 8;
  private static final int MOST = 1 << 16;

  private final ByteSource source;
  private final ByteBuffer buffer = ByteBuffer.allocate(MOST).order(ByteOrder.LITTLE_ENDIAN);
  private long content = -1;
  private int mark;

  MarkFinder(ByteSource source) {
    this.source = source;
  }

  /** What was found last. */
  int mark() {
    return mark;
  }

  /** Where the last search passed the first byte that is not zero; -1 where there was none. */
  long content() {
    return content;
  }

  /**
   * Where the next mark is.
   *
   * @param step how many bytes lie between the places to look at: a power of two up to 8
   * @return -1 where there is none before the end
   */
  long find(long start, long end, int step) throws IOException {
    content = -1;
    int wanted = FIRST;
    long at = start;
    while (at <= end - Integer.BYTES) {
      int length = fill(at, (int) Math.min(wanted, end - at));
      for (int i = 0; i <= length - Integer.BYTES; i += step) {
        int value = buffer.getInt(i);
        if (value == FATBIN || value == BUNDLE || value == COMPRESSED) {
          mark = value;
          return at + i;
        }
        if ((value & 0xff) != 0 && content < 0) {
          content = at + i;
        }
      }
      if (length < Integer.BYTES) {
        return -1;
      }
      // The next search starts at the first place that was not looked at.
      at += (length - Integer.BYTES) / step * step + step;
      wanted = Math.min(MOST, wanted * 4);
    }
    return -1;
  }

  private int fill(long at, int wanted) throws IOException {
    int done = 0;
    while (done < wanted) {
      int count = source.read(at + done, buffer.array(), done, wanted - done);
      if (count <= 0) {
        return done;
      }
      done += count;
    }
    return done;
  }
}
