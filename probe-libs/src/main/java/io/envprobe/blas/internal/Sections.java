package io.envprobe.blas.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Where section headers say that constants are. A hint only: they may be missing, or lie. */
final class Sections {
  private static final int MOST = 4096;
  private static final int PROGBITS = 1;
  private static final int STRTAB = 3;
  private static final int WRITE = 1;
  private static final int ALLOC = 2;
  private static final int EXECUTE = 4;

  private Sections() {}

  /** A part of a file. */
  record Range(long offset, long length) {}

  static List<Range> constants(ByteSource source, ElfFile file, boolean withNames)
      throws IOException {
    boolean wide = file.header().bits() == 64;
    byte[] header = new byte[64];
    int got = source.read(0, header, 0, header.length);
    ByteBuffer numbers = ByteBuffer.wrap(header).order(file.header().order());
    int size = numbers.getShort(wide ? 58 : 46) & 0xffff;
    int count = Math.min(MOST, numbers.getShort(wide ? 60 : 48) & 0xffff);
    long start = file.header().sectionHeaderOffset();
    if (got < header.length || start <= 0 || size != (wide ? 64 : 40) || start > source.size()) {
      return List.of();
    }
    byte[] table = new byte[size * count];
    int read = source.read(start, table, 0, table.length);
    ByteBuffer entries = ByteBuffer.wrap(table).order(file.header().order());
    List<Range> ranges = new ArrayList<>();
    for (int at = 0; at + size <= read; at += size) {
      int type = entries.getInt(at + 4);
      long flags = wide ? entries.getLong(at + 8) : entries.getInt(at + 8);
      boolean constant = type == PROGBITS && (flags & (WRITE | ALLOC | EXECUTE)) == ALLOC;
      boolean names = withNames && type == STRTAB && (flags & ALLOC) == 0;
      long offset = wide ? entries.getLong(at + 24) : entries.getInt(at + 16) & 0xffffffffL;
      long length = wide ? entries.getLong(at + 32) : entries.getInt(at + 20) & 0xffffffffL;
      if ((constant || names) && offset >= 0 && offset < source.size() && length > 0) {
        ranges.add(new Range(offset, Math.min(length, source.size() - offset)));
      }
    }
    return ranges;
  }
}
