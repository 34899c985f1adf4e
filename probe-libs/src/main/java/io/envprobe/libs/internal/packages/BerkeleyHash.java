package io.envprobe.libs.internal.packages;

import io.envprobe.binaries.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the values of a hash file of Berkeley DB, in which rpm kept its packages before 4.16.
 *
 * <p>Source: https://github.com/berkeleydb/libdb/blob/master/src/dbinc/db_page.h
 */
final class BerkeleyHash {
  private static final int MAGIC = 0x061561;
  private static final int HEADER = 26;
  private static final int UNSORTED = 2;
  private static final int SORTED = 13;
  private static final int OVERFLOW = 7;
  private static final int ON_PAGE = 1;
  private static final int OFF_PAGE = 3;

  private final Pages file;
  private final ByteOrder order;
  private final int pageSize;
  private final long lastPage;

  private BerkeleyHash(ByteSource source) throws IOException {
    this.file = new Pages(source);
    ByteBuffer little = file.read(0, 72, ByteOrder.LITTLE_ENDIAN);
    this.order = little.getInt(12) == MAGIC ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ByteBuffer header = little.order(order);
    if (header.getInt(12) != MAGIC) {
      throw new IOException("it is no hash file of Berkeley DB");
    }
    this.pageSize = header.getInt(20);
    if (pageSize < 512 || pageSize > 65_536 || Integer.bitCount(pageSize) != 1) {
      throw new IOException("its pages have " + pageSize + " bytes");
    }
    this.lastPage = header.getInt(32) & 0xffffffffL;
  }

  /**
   * Hands over every value; the first one of rpm's file is a number and no package.
   *
   * @throws IOException where the file is damaged, or the source fails
   */
  static void read(ByteSource source, Blobs blobs) throws IOException {
    BerkeleyHash reader = new BerkeleyHash(source);
    for (long number = 1; number <= reader.lastPage; number++) {
      reader.page(number, blobs);
    }
  }

  private ByteBuffer read(long number) throws IOException {
    return file.read(number * pageSize, pageSize, order);
  }

  private void page(long number, Blobs blobs) throws IOException {
    ByteBuffer page = read(number);
    int kind = page.get(25);
    if (kind != UNSORTED && kind != SORTED) {
      return;
    }
    int entries = page.getShort(20) & 0xffff;
    if (HEADER + 2 * entries > pageSize) {
      throw new IOException("page " + number + " claims " + entries + " entries");
    }
    // Keys and values take turns.
    for (int i = 1; i < entries; i += 2) {
      int at = page.getShort(HEADER + 2 * i) & 0xffff;
      int end = page.getShort(HEADER + 2 * (i - 1)) & 0xffff;
      if (at + 12 > pageSize && at >= end) {
        throw new IOException("page " + number + " points past its end");
      }
      int type = page.get(at);
      if (type == OFF_PAGE && at + 12 <= pageSize) {
        blobs.accept(chain(page.getInt(at + 4) & 0xffffffffL, page.getInt(at + 8)));
      } else if (type == ON_PAGE && end > at + 1) {
        byte[] blob = new byte[end - at - 1];
        page.get(at + 1, blob);
        blobs.accept(blob);
      }
    }
  }

  private byte[] chain(long first, int size) throws IOException {
    byte[] blob = Pages.blob(size & 0xffffffffL);
    int done = 0;
    for (long next = first; done < blob.length; ) {
      ByteBuffer page = read(next);
      int count = Math.min(page.getShort(22) & 0xffff, blob.length - done);
      if (page.get(25) != OVERFLOW || count == 0 || HEADER + count > pageSize) {
        throw new IOException("page " + next + " does not go on with a value");
      }
      page.get(HEADER, blob, done, count);
      done += count;
      next = page.getInt(16) & 0xffffffffL;
    }
    return blob;
  }
}
