package io.envprobe.libs.internal.packages;

import io.envprobe.binaries.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one table of an SQLite file: its rows' blobs, in order. Knows table trees, overflow pages
 * and a write-ahead log, which is all that rpm's database needs.
 *
 * <p>Source: https://www.sqlite.org/fileformat2.html
 */
final class SqliteTable {
  private static final int HEADER = 100;
  private static final int LEAF = 13;
  private static final int INTERIOR = 5;
  private static final int LOG_HEADER = 32;
  private static final int FRAME_HEADER = 24;

  /** Trees of 2^32 pages are lower. */
  private static final int DEPTH_LIMIT = 40;

  private final Pages file;
  private final Pages log;
  private final int pageSize;
  private final int usable;

  /** Pages that the log replaces: number to where the page lies in the log. */
  private final Map<Long, Long> replaced = new HashMap<>();

  private final Set<Long> visited = new HashSet<>();

  private SqliteTable(ByteSource file, ByteSource log) throws IOException {
    this.file = new Pages(file);
    this.log = new Pages(log);
    ByteBuffer header = this.file.read(0, HEADER, ByteOrder.BIG_ENDIAN);
    byte[] magic = new byte[16];
    header.get(magic);
    if (!new String(magic, StandardCharsets.US_ASCII).equals("SQLite format 3\0")) {
      throw new IOException("it is no SQLite file");
    }
    int size = header.getShort(16) & 0xffff;
    this.pageSize = size == 1 ? 65_536 : size;
    if (pageSize < 512 || Integer.bitCount(pageSize) != 1) {
      throw new IOException("its pages have " + pageSize + " bytes");
    }
    this.usable = pageSize - (header.get(20) & 0xff);
    readLog();
  }

  /**
   * Hands over the first blob of every row of a table.
   *
   * @param log the write-ahead log; empty where there is none
   * @throws IOException where the file is damaged, or a source fails
   */
  static void read(ByteSource file, ByteSource log, String table, Blobs blobs) throws IOException {
    SqliteTable reader = new SqliteTable(file, log);
    long[] root = {0};
    reader.tree(
        1,
        0,
        row -> {
          // type, name, tbl_name, rootpage, sql
          if (reader.text(row, 0).equals(Optional.of("table"))
              && reader.text(row, 1).equals(Optional.of(table))) {
            root[0] = reader.integer(row, 3);
          }
        });
    if (root[0] <= 0) {
      throw new IOException("it has no table " + table);
    }
    reader.visited.clear();
    reader.tree(
        root[0],
        0,
        row -> {
          Optional<byte[]> blob = reader.blob(row);
          if (blob.isPresent()) {
            blobs.accept(blob.get());
          }
        });
  }

  /**
   * The frames up to the last commit count, as long as they carry the salts of the log's header.
   */
  private void readLog() throws IOException {
    long size = log.source().size();
    if (size < LOG_HEADER) {
      return;
    }
    ByteBuffer header = log.read(0, LOG_HEADER, ByteOrder.BIG_ENDIAN);
    long salts = header.getLong(16);
    if ((header.getInt(0) & ~1) != 0x377f0682 || header.getInt(8) != pageSize) {
      return;
    }
    Map<Long, Long> pending = new HashMap<>();
    long step = FRAME_HEADER + (long) pageSize;
    for (long at = LOG_HEADER; at + step <= size; at += step) {
      ByteBuffer frame = log.read(at, FRAME_HEADER, ByteOrder.BIG_ENDIAN);
      if (frame.getLong(8) != salts) {
        break;
      }
      pending.put(frame.getInt(0) & 0xffffffffL, at + FRAME_HEADER);
      if (frame.getInt(4) != 0) {
        replaced.putAll(pending);
        pending.clear();
      }
    }
  }

  private ByteBuffer page(long number) throws IOException {
    Long inLog = replaced.get(number);
    return inLog != null
        ? log.read(inLog, pageSize, ByteOrder.BIG_ENDIAN)
        : file.read((number - 1) * pageSize, pageSize, ByteOrder.BIG_ENDIAN);
  }

  private void tree(long number, int depth, Blobs rows) throws IOException {
    if (depth > DEPTH_LIMIT || !visited.add(number)) {
      throw new IOException("its tree comes back to page " + number);
    }
    ByteBuffer page = page(number);
    int start = number == 1 ? HEADER : 0;
    int kind = page.get(start);
    int cells = page.getShort(start + 3) & 0xffff;
    int pointers = start + (kind == INTERIOR ? 12 : 8);
    if ((kind != LEAF && kind != INTERIOR) || pointers + 2 * cells > pageSize) {
      throw new IOException("page " + number + " is no part of a table");
    }
    for (int i = 0; i < cells; i++) {
      int cell = page.getShort(pointers + 2 * i) & 0xffff;
      if (cell + 4 > pageSize) {
        throw new IOException("page " + number + " points past its end");
      }
      if (kind == INTERIOR) {
        tree(page.getInt(cell) & 0xffffffffL, depth + 1, rows);
      } else {
        rows.accept(payload(page, cell));
      }
    }
    if (kind == INTERIOR) {
      tree(page.getInt(start + 8) & 0xffffffffL, depth + 1, rows);
    }
  }

  private byte[] payload(ByteBuffer page, int cell) throws IOException {
    ByteBuffer at = page.duplicate().order(ByteOrder.BIG_ENDIAN).position(cell);
    long size = varint(at);
    varint(at); // The row's number.
    byte[] payload = Pages.blob(size);
    int most = usable - 35;
    int least = (usable - 12) * 32 / 255 - 23;
    int split = least + (int) ((size - least) % (usable - 4));
    int local = size <= most ? (int) size : split <= most ? split : least;
    if (local < 0 || at.remaining() < local + (local < size ? 4 : 0)) {
      throw new IOException("a row goes past its page");
    }
    at.get(payload, 0, local);
    int done = local;
    long next = done < size ? at.getInt() & 0xffffffffL : 0;
    while (done < size) {
      ByteBuffer overflow = page(next);
      next = overflow.getInt() & 0xffffffffL;
      int count = Math.min(usable - 4, payload.length - done);
      overflow.get(payload, done, count);
      done += count;
    }
    return payload;
  }

  /** One column of a row: its serial type and where it lies. */
  private record Column(long type, int start, int length) {}

  private Optional<Column> column(byte[] row, int wanted, boolean blobOnly) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(row);
    long end = varint(header);
    long start = end;
    for (int index = 0; header.position() < end && start <= row.length; index++) {
      long type = varint(header);
      long length = length(type);
      boolean match = blobOnly ? type >= 12 && type % 2 == 0 : index == wanted;
      if (match) {
        return length <= row.length - start
            ? Optional.of(new Column(type, (int) start, (int) length))
            : Optional.empty();
      }
      start += length;
    }
    return Optional.empty();
  }

  private static long length(long type) {
    if (type >= 12) {
      return (type - 12) / 2;
    }
    return type <= 4 ? type : type == 5 ? 6 : type <= 7 ? 8 : 0;
  }

  private Optional<String> text(byte[] row, int index) throws IOException {
    return column(row, index, false)
        .map(at -> new String(row, at.start(), at.length(), StandardCharsets.UTF_8));
  }

  private long integer(byte[] row, int index) throws IOException {
    Optional<Column> at = column(row, index, false);
    if (at.isEmpty() || at.get().type() > 6) {
      return at.isPresent() && at.get().type() == 9 ? 1 : 0;
    }
    long value = 0;
    for (int i = 0; i < at.get().length(); i++) {
      value = (value << 8) | (row[at.get().start() + i] & 0xff);
    }
    return value;
  }

  private Optional<byte[]> blob(byte[] row) throws IOException {
    return column(row, 0, true)
        .map(at -> java.util.Arrays.copyOfRange(row, at.start(), at.start() + at.length()));
  }

  private static long varint(ByteBuffer at) throws IOException {
    long value = 0;
    for (int i = 0; i < 9; i++) {
      if (!at.hasRemaining()) {
        throw new IOException("a number goes past its page");
      }
      int next = at.get();
      if (i == 8) {
        return (value << 8) | (next & 0xff);
      }
      value = (value << 7) | (next & 0x7f);
      if (next >= 0) {
        return value;
      }
    }
    return value;
  }
}
