package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and strings of a source, in a byte order. Reads pages, keeps a few, and reads nothing
 * twice in a sequential walk. Bytes past the end are zero: callers ask {@link #has} where that
 * matters. Not thread-safe.
 */
public final class Bytes {
  static final int PAGE = 4096;
  private static final int SLOTS = 32;

  private final ByteSource source;
  private final long size;
  private final ByteOrder order;
  private final @Nullable ByteBuffer[] pages = new ByteBuffer[SLOTS];
  private final long[] numbers = new long[SLOTS];

  public Bytes(ByteSource source, ByteOrder order) {
    this.source = source;
    this.size = Math.max(0, source.size());
    this.order = order;
  }

  /** The same bytes in another order. */
  public Bytes in(ByteOrder other) {
    return other == order ? this : new Bytes(source, other);
  }

  public long size() {
    return size;
  }

  public ByteOrder order() {
    return order;
  }

  /** Whether the range lies within the source; false for negative numbers. */
  public boolean has(long offset, long length) {
    return offset >= 0 && length >= 0 && offset <= size && length <= size - offset;
  }

  public int u8(long offset) throws IOException {
    if (offset < 0 || offset >= size) {
      return 0;
    }
    return page(offset / PAGE).get((int) (offset % PAGE)) & 0xff;
  }

  public int u16(long offset) throws IOException {
    if (offset >= 0 && offset < size && offset % PAGE <= PAGE - 2) {
      return page(offset / PAGE).getShort((int) (offset % PAGE)) & 0xffff;
    }
    return (int) assemble(offset, 2);
  }

  public long u32(long offset) throws IOException {
    if (offset >= 0 && offset < size && offset % PAGE <= PAGE - 4) {
      return page(offset / PAGE).getInt((int) (offset % PAGE)) & 0xffffffffL;
    }
    return assemble(offset, 4);
  }

  /** 64 bits; values of 2^63 and more come out negative. */
  public long i64(long offset) throws IOException {
    if (offset >= 0 && offset < size && offset % PAGE <= PAGE - 8) {
      return page(offset / PAGE).getLong((int) (offset % PAGE));
    }
    return assemble(offset, 8);
  }

  /** A copy of a range, cut at the end of the source. */
  public byte[] copy(long offset, int length) throws IOException {
    if (offset < 0 || offset >= size) {
      return new byte[0];
    }
    byte[] bytes = new byte[(int) Math.min(length, size - offset)];
    for (int done = 0; done < bytes.length; ) {
      long at = offset + done;
      int count = (int) Math.min(bytes.length - done, PAGE - at % PAGE);
      page(at / PAGE).get((int) (at % PAGE), bytes, done, count);
      done += count;
    }
    return bytes;
  }

  /**
   * How many bytes precede the first zero byte at or after an offset; -1 where none is in reach.
   */
  public int lengthToZero(long offset, long limit) throws IOException {
    long end = Math.min(size, limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + limit);
    long at = offset;
    while (at >= 0 && at < end) {
      byte[] page = page(at / PAGE).array();
      int stop = (int) Math.min(PAGE, end - at / PAGE * PAGE);
      for (int i = (int) (at % PAGE); i < stop; i++) {
        if (page[i] == 0) {
          return (int) (at / PAGE * PAGE + i - offset);
        }
      }
      at = (at / PAGE + 1) * PAGE;
    }
    return -1;
  }

  private long assemble(long offset, int width) throws IOException {
    long value = 0;
    for (int i = 0; i < width; i++) {
      long next = u8(order == ByteOrder.BIG_ENDIAN ? offset + i : offset + width - 1 - i);
      value = value << 8 | next;
    }
    return value;
  }

  private ByteBuffer page(long number) throws IOException {
    int slot = (int) (number % SLOTS);
    ByteBuffer page = pages[slot];
    if (page != null && numbers[slot] == number) {
      return page;
    }
    // The last page is zero past the end; a source that delivers less than it promised, too.
    byte[] content = new byte[PAGE];
    long start = number * PAGE;
    int wanted = (int) Math.min(PAGE, size - start);
    for (int done = 0; done < wanted; ) {
      int count = source.read(start + done, content, done, wanted - done);
      if (count <= 0) {
        break;
      }
      done += count;
    }
    page = ByteBuffer.wrap(content).order(order);
    pages[slot] = page;
    numbers[slot] = number;
    return page;
  }
}
