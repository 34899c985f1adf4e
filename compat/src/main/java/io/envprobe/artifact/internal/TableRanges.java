package io.envprobe.artifact.internal;

import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Where in an ELF file the tables are that reading its symbols takes. */
final class TableRanges {
  /** More than this is not kept in memory. */
  private static final long LIMIT = 192L << 20;

  private static final long[] TABLES = {
    Tag.HASH, Tag.STRTAB, Tag.SYMTAB, Tag.GNU_HASH, Tag.VERSYM, Tag.VERDEF, Tag.VERNEED
  };

  private TableRanges() {}

  /** A range of the file. */
  record Range(long offset, long length) {}

  /** The ranges; none where they are too large. */
  static List<Range> of(ElfFile file) {
    ElfDynamic dynamic = file.dynamic().orElseThrow();
    TreeSet<Long> starts = new TreeSet<>();
    for (ElfSegment segment : file.segments()) {
      if (segment.type() == ElfSegment.LOAD) {
        starts.add(segment.offset() + segment.fileSize());
      }
    }
    // Relocations follow the other tables, and end them.
    for (ElfDynamic.Entry entry : dynamic.entries()) {
      if (isAddress(entry.tag())) {
        file.offsetOf(entry.value()).ifPresent(starts::add);
      }
    }
    List<Range> ranges = new ArrayList<>();
    long total = 0;
    for (long tag : TABLES) {
      OptionalLong start = dynamic.value(tag).map(file::offsetOf).orElse(OptionalLong.empty());
      if (start.isPresent()) {
        Long end = starts.higher(start.getAsLong());
        long length = end == null ? 0 : end - start.getAsLong();
        ranges.add(new Range(start.getAsLong(), length));
        total += length;
      }
    }
    return total > LIMIT ? List.of() : ranges;
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
