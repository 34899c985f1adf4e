package io.envprobe.artifact.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSegment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Where in an ELF file the tables are that reading its symbols takes. */
final class TableRanges {
  private static final long COMMENTS = 1 << 10;
  private static final long NAMES = 1 << 10;
  private static final long MOST_DYNAMIC = 1 << 16;
  private static final long SECTION_HEADERS = 1 << 12;

  private static final long[] TABLES = {
    Tag.HASH, Tag.STRTAB, Tag.SYMTAB, Tag.GNU_HASH, Tag.VERSYM, Tag.VERDEF, Tag.VERNEED
  };

  private TableRanges() {}

  /** A range of the file. */
  record Range(long offset, long length) {}

  /**
   * What may hold tables, by the headers alone: segments without code, the smallest first, as much
   * as memory is meant for. Repair tools move tables to such segments at the end of a file, behind
   * the section headers; so these are kept too, with the names that linkers put before them and the
   * comments of compilers that they put behind the segments.
   *
   * @param memory how many bytes of segments to keep at most
   */
  static List<Range> likely(ElfFile headers, long memory) {
    List<ElfSegment> segments = new ArrayList<>();
    List<Range> ranges = new ArrayList<>();
    for (ElfSegment segment : headers.segments()) {
      if (segment.type() == ElfSegment.LOAD && segment.fileSize() > 0) {
        segments.add(segment);
        ranges.add(new Range(segment.offset() + segment.fileSize(), COMMENTS));
      }
    }
    long table = headers.header().sectionHeaderOffset();
    if (table > 0) {
      long before = Math.min(table, NAMES);
      ranges.add(new Range(table - before, before + SECTION_HEADERS));
    }
    segments.removeIf(ElfSegment::isExecutable);
    segments.sort(Comparator.comparingLong(ElfSegment::fileSize));
    long rest = memory;
    for (ElfSegment segment : segments) {
      rest -= segment.fileSize();
      if (rest >= 0) {
        ranges.add(new Range(segment.offset(), segment.fileSize()));
      }
    }
    return ranges;
  }

  /**
   * The ranges, by the dynamic section alone: its strings are in one of them, and once they are
   * read all others may have been passed. The smallest come first, up to a limit together.
   *
   * @param headers with the segments
   * @param kept how much of the file's first part is kept anyway
   */
  static List<Range> of(ByteSource source, ElfFile headers, long kept, long limit)
      throws IOException {
    Map<Long, Long> entries = entries(source, headers);
    TreeSet<Long> starts = new TreeSet<>();
    for (ElfSegment segment : headers.segments()) {
      if (segment.type() == ElfSegment.LOAD) {
        starts.add(segment.offset() + segment.fileSize());
      }
    }
    // Relocations follow the other tables, and end them.
    for (Map.Entry<Long, Long> entry : entries.entrySet()) {
      if (isAddress(entry.getKey())) {
        headers.offsetOf(entry.getValue()).ifPresent(starts::add);
      }
    }
    List<Range> ranges = new ArrayList<>();
    for (long tag : TABLES) {
      Long address = entries.get(tag);
      OptionalLong start = address == null ? OptionalLong.empty() : headers.offsetOf(address);
      if (start.isPresent()) {
        Long end = starts.higher(start.getAsLong());
        long length = end == null ? 0 : end - start.getAsLong();
        if (start.getAsLong() + length > kept) {
          ranges.add(new Range(start.getAsLong(), length));
        }
      }
    }
    ranges.sort(Comparator.comparingLong(Range::length));
    long rest = limit;
    List<Range> fitting = new ArrayList<>();
    for (Range range : ranges) {
      rest -= range.length();
      if (rest >= 0) {
        fitting.add(range);
      }
    }
    return fitting;
  }

  /** The numbers of the dynamic section; the first of each tag. */
  private static Map<Long, Long> entries(ByteSource source, ElfFile headers) throws IOException {
    Map<Long, Long> entries = new LinkedHashMap<>();
    boolean wide = headers.header().bits() == 64;
    for (ElfSegment segment : headers.segments()) {
      if (segment.type() == ElfSegment.DYNAMIC) {
        int size = (int) Math.max(0, Math.min(segment.fileSize(), MOST_DYNAMIC));
        ByteBuffer numbers =
            ByteBuffer.wrap(SourceBytes.copy(source, segment.offset(), size))
                .order(headers.header().order());
        while (numbers.remaining() >= (wide ? 16 : 8)) {
          long tag = wide ? numbers.getLong() : numbers.getInt();
          entries.putIfAbsent(tag, wide ? numbers.getLong() : numbers.getInt() & 0xffffffffL);
        }
      }
    }
    return entries;
  }

  private static boolean isAddress(long tag) {
    return tag == 7 || tag == 17 || tag == 23 || tag == Tag.RELR || isTable(tag);
  }

  private static boolean isTable(long tag) {
    for (long table : TABLES) {
      if (table == tag) {
        return true;
      }
    }
    return false;
  }
}
