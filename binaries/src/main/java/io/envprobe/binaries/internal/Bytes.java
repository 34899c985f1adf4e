package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import java.io.IOException;
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
  private final boolean big;
  private final byte[] @Nullable [] pages;
  private final long[] numbers;

  public Bytes(ByteSource source, ByteOrder order) {
    this(source, order, new byte[SLOTS][], new long[SLOTS]);
  }

  private Bytes(ByteSource source, ByteOrder order, byte[] @Nullable [] pages, long[] numbers) {
    this.source = source;
    this.size = Math.max(0, source.size());
    this.order = order;
    this.big = order == ByteOrder.BIG_ENDIAN;
    this.pages = pages;
    this.numbers = numbers;
  }

  /** The same bytes, and the pages that were read, in another order. */
  public Bytes in(ByteOrder other) {
    return other == order ? this : new Bytes(source, other, pages, numbers);
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
    return page(offset / PAGE)[(int) (offset % PAGE)] & 0xff;
  }

  public int u16(long offset) throws IOException {
    int at = (int) (offset % PAGE);
    if (offset < 0 || offset >= size || at > PAGE - 2) {
      return (int) assemble(offset, 2);
    }
    byte[] page = page(offset / PAGE);
    return big
        ? (page[at] & 0xff) << 8 | (page[at + 1] & 0xff)
        : (page[at + 1] & 0xff) << 8 | (page[at] & 0xff);
  }

  public long u32(long offset) throws IOException {
    int at = (int) (offset % PAGE);
    if (offset < 0 || offset >= size || at > PAGE - 4) {
      return assemble(offset, 4);
    }
    return word(page(offset / PAGE), at) & 0xffffffffL;
  }

  /** 64 bits; values of 2^63 and more come out negative. */
  public long i64(long offset) throws IOException {
    int at = (int) (offset % PAGE);
    if (offset < 0 || offset >= size || at > PAGE - 8) {
      return assemble(offset, 8);
    }
    byte[] page = page(offset / PAGE);
    long first = word(page, at);
    long second = word(page, at + 4);
    return big ? first << 32 | (second & 0xffffffffL) : second << 32 | (first & 0xffffffffL);
  }

  /**
   * 32 bits within a page. Byte by byte, which is quickest in a process that lives for a moment.
   */
  private int word(byte[] page, int at) {
    return big
        ? page[at] << 24
            | (page[at + 1] & 0xff) << 16
            | (page[at + 2] & 0xff) << 8
            | (page[at + 3] & 0xff)
        : page[at + 3] << 24
            | (page[at + 2] & 0xff) << 16
            | (page[at + 1] & 0xff) << 8
            | (page[at] & 0xff);
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
      System.arraycopy(page(at / PAGE), (int) (at % PAGE), bytes, done, count);
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
      byte[] page = page(at / PAGE);
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
      long next = u8(big ? offset + i : offset + width - 1 - i);
      value = value << 8 | next;
    }
    return value;
  }

  private byte[] page(long number) throws IOException {
    int slot = (int) (number % SLOTS);
    byte[] page = pages[slot];
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
    pages[slot] = content;
    numbers[slot] = number;
    return content;
  }
}
