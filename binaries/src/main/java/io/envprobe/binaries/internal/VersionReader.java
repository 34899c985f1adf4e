package io.envprobe.binaries.internal;

import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfVersionDefinition;
import io.envprobe.binaries.ElfVersionNeed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Walks the version tables as the loader does: by their links, which only lead forwards, not by the
 * counts beside them.
 */
final class VersionReader {
  private static final int MAX_RECORDS = 65536;

  private final Bytes bytes;
  private final ElfFile file;
  private final StringTable strings;
  private final Defects defects;
  private int records;

  VersionReader(Bytes bytes, ElfFile file, StringTable strings, Defects defects) {
    this.bytes = bytes;
    this.file = file;
    this.strings = strings;
    this.defects = defects;
  }

  List<ElfVersionNeed> needs(ElfDynamic dynamic) throws IOException {
    List<ElfVersionNeed> needs = new ArrayList<>();
    OptionalLong start = start(dynamic, Tag.VERNEED, "verneed");
    if (start.isEmpty()) {
      return needs;
    }
    long at = start.getAsLong();
    while (true) {
      if (!bytes.has(at, 16)) {
        defects.add("verneed-out-of-file", at, "A needed file's record lies outside of the file.");
        break;
      }
      if (bytes.u16(at) != 1) {
        defects.add("verneed-version", at, "A needed file's record has an unknown layout.");
        break;
      }
      if (full(at)) {
        break;
      }
      needs.add(
          new ElfVersionNeed(
              strings.at(bytes.u32(at + 4)),
              neededVersions(at + bytes.u32(at + 8), bytes.u16(at + 2))));
      long next = bytes.u32(at + 12);
      if (next == 0) {
        break;
      }
      at += next;
    }
    count(dynamic, Tag.VERNEEDNUM, needs.size(), at, "verneednum-mismatch");
    return needs;
  }

  private List<ElfVersionNeed.Version> neededVersions(long first, int count) throws IOException {
    List<ElfVersionNeed.Version> versions = new ArrayList<>();
    long at = first;
    int seen = 0;
    while (true) {
      if (!bytes.has(at, 16)) {
        defects.add("vernaux-out-of-file", at, "A needed version lies outside of the file.");
        break;
      }
      if (full(at)) {
        break;
      }
      seen++;
      long hash = bytes.u32(at);
      int flags = bytes.u16(at + 4);
      int index = bytes.u16(at + 6);
      Optional<String> name = strings.at(bytes.u32(at + 8));
      if (name.isPresent()) {
        versions.add(new ElfVersionNeed.Version(name.get(), hash, flags, index));
      }
      long next = bytes.u32(at + 12);
      if (next == 0) {
        break;
      }
      at += next;
    }
    if (seen != count && seen > 0) {
      defects.add("vernaux-count-mismatch", first, "A needed file has another number of versions.");
    }
    return versions;
  }

  List<ElfVersionDefinition> definitions(ElfDynamic dynamic) throws IOException {
    List<ElfVersionDefinition> definitions = new ArrayList<>();
    OptionalLong start = start(dynamic, Tag.VERDEF, "verdef");
    if (start.isEmpty()) {
      return definitions;
    }
    long at = start.getAsLong();
    while (true) {
      if (!bytes.has(at, 20)) {
        defects.add("verdef-out-of-file", at, "A defined version lies outside of the file.");
        break;
      }
      if (bytes.u16(at) != 1) {
        defects.add("verdef-version", at, "A defined version's record has an unknown layout.");
        break;
      }
      if (full(at)) {
        break;
      }
      definitions.add(definition(at));
      long next = bytes.u32(at + 16);
      if (next == 0) {
        break;
      }
      at += next;
    }
    count(dynamic, Tag.VERDEFNUM, definitions.size(), at, "verdefnum-mismatch");
    return definitions;
  }

  private ElfVersionDefinition definition(long record) throws IOException {
    int count = bytes.u16(record + 6);
    long at = record + bytes.u32(record + 12);
    Optional<String> name = Optional.empty();
    List<String> parents = new ArrayList<>();
    for (int i = 0; i < count && !full(at); i++) {
      if (!bytes.has(at, 8)) {
        defects.add("verdaux-out-of-file", at, "A defined version's name lies outside the file.");
        break;
      }
      Optional<String> text = strings.at(bytes.u32(at));
      if (i == 0) {
        name = text;
      } else if (text.isPresent()) {
        parents.add(text.get());
      }
      long next = bytes.u32(at + 4);
      if (next == 0) {
        break;
      }
      at += next;
    }
    if (name.isEmpty()) {
      defects.add("verdef-no-name", record, "A defined version has no name.");
    }
    return new ElfVersionDefinition(name, parents, bytes.u16(record + 4), bytes.u16(record + 2));
  }

  private OptionalLong start(ElfDynamic dynamic, long tag, String table) {
    Optional<Long> address = dynamic.value(tag);
    if (address.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong start = file.offsetOf(address.get());
    if (start.isEmpty()) {
      defects.add(
          table + "-unmapped", 0, "The version table's address is in no segment of the file.");
    }
    return start;
  }

  private void count(ElfDynamic dynamic, long tag, int seen, long at, String code) {
    Optional<Long> stated = dynamic.value(tag);
    if (stated.isPresent() && stated.get() != seen) {
      defects.add(code, at, "The stated number of records is " + stated.get() + ", not " + seen);
    }
  }

  private boolean full(long at) {
    if (records == MAX_RECORDS) {
      defects.add("too-many-versions", at, "Only " + MAX_RECORDS + " version records were read.");
      return true;
    }
    records++;
    return false;
  }
}
