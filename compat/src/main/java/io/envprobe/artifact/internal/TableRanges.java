package io.envprobe.artifact.internal;

import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSegment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Where in an ELF file the tables are that reading its symbols takes. */
final class TableRanges {
  private static final int HEAD = 1 << 12;

  private static final long[] TABLES = {
    Tag.HASH, Tag.STRTAB, Tag.SYMTAB, Tag.GNU_HASH, Tag.VERSYM, Tag.VERDEF, Tag.VERNEED
  };

  private TableRanges() {}

  /** A range of the file. */
  record Range(long offset, long length) {}

  /**
   * Segments that may hold tables, by the headers alone: those without code, the smallest first, as
   * much as memory is meant for. Repair tools move tables to such segments at the end of a file.
   */
  static List<Range> likely(InflatedSource source) throws IOException {
    List<ElfSegment> segments = new ArrayList<>();
    ElfFile.read(source.slice(0, HEAD))
        .content()
        .ifPresent(head -> segments.addAll(head.segments()));
    segments.removeIf(
        segment ->
            segment.type() != ElfSegment.LOAD || segment.isExecutable() || segment.fileSize() <= 0);
    segments.sort(Comparator.comparingLong(ElfSegment::fileSize));
    List<Range> ranges = new ArrayList<>();
    long rest = source.memory();
    for (ElfSegment segment : segments) {
      rest -= segment.fileSize();
      if (rest >= 0) {
        ranges.add(new Range(segment.offset(), segment.fileSize()));
      }
    }
    return ranges;
  }

  /** The ranges; none where they are larger than the limit together. */
  static List<Range> of(ElfFile file, long limit) {
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
    return total > limit ? List.of() : ranges;
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
