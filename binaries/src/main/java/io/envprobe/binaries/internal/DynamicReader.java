package io.envprobe.binaries.internal;

import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfDynamic.Entry;
import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSegment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the dynamic section and the names that it refers to. */
final class DynamicReader {
  private static final int MAX_ENTRIES = 65536;

  private final Bytes bytes;
  private final ElfFile file;
  private final Defects defects;
  private final List<Entry> entries = new ArrayList<>();
  private StringTable strings;

  DynamicReader(Bytes bytes, ElfFile file, Defects defects) {
    this.bytes = bytes;
    this.file = file;
    this.defects = defects;
    this.strings = new StringTable(bytes, 0, 0, defects);
  }

  /** The table of the section that was read. */
  StringTable strings() {
    return strings;
  }

  ElfDynamic read(ElfSegment segment) throws IOException {
    readEntries(segment);
    strings = stringTable(bytes, file, entries, defects);
    return new ElfDynamic(
        entries,
        all(Tag.NEEDED),
        last(Tag.SONAME),
        last(Tag.RPATH),
        last(Tag.RUNPATH),
        last(Tag.AUDIT),
        last(Tag.DEPAUDIT),
        all(Tag.FILTER),
        all(Tag.AUXILIARY));
  }

  private void readEntries(ElfSegment segment) throws IOException {
    boolean wide = file.header().bits() == 64;
    int size = wide ? 16 : 8;
    long start = segment.offset();
    long length = segment.fileSize();
    if (!bytes.has(start, length)) {
      defects.add("dynamic-out-of-file", start, "The dynamic section lies outside of the file.");
      length = bytes.has(start, 0) ? bytes.size() - start : 0;
      if (length < size) {
        return;
      }
    }
    for (long at = start; at <= start + length - size; at += size) {
      if (entries.size() == MAX_ENTRIES) {
        defects.add("dynamic-too-long", at, "Only " + MAX_ENTRIES + " entries were read.");
        return;
      }
      long tag = wide ? bytes.i64(at) : (int) bytes.u32(at);
      if (tag == 0) {
        return;
      }
      entries.add(new Entry(tag, wide ? bytes.i64(at + 8) : bytes.u32(at + 4)));
    }
    defects.add("dynamic-not-terminated", start + length, "The dynamic section has no end mark.");
  }

  static StringTable stringTable(Bytes bytes, ElfFile file, List<Entry> entries, Defects defects) {
    OptionalLong address = OptionalLong.empty();
    long size = -1;
    for (Entry entry : entries) {
      if (entry.tag() == Tag.STRTAB) {
        address = OptionalLong.of(entry.value());
      } else if (entry.tag() == Tag.STRSZ) {
        size = entry.value();
      }
    }
    if (address.isEmpty()) {
      return new StringTable(bytes, 0, 0, defects);
    }
    OptionalLong start = file.offsetOf(address.getAsLong());
    if (start.isEmpty()) {
      defects.add("strtab-unmapped", 0, "The string table's address is in no segment of the file.");
      return new StringTable(bytes, 0, 0, defects);
    }
    long offset = start.getAsLong();
    if (!bytes.has(offset, size)) {
      defects.add("strsz-out-of-file", offset, "The string table is said to go beyond the file.");
      size = bytes.size() - offset;
    }
    return new StringTable(bytes, offset, size, defects);
  }

  private List<String> all(long tag) throws IOException {
    List<String> names = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.tag() == tag) {
        Optional<String> name = strings.at(entry.value());
        if (name.isPresent()) {
          names.add(name.get());
        }
      }
    }
    return names;
  }

  private Optional<String> last(long tag) throws IOException {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).tag() == tag) {
        return strings.at(entries.get(i).value());
      }
    }
    return Optional.empty();
  }
}
