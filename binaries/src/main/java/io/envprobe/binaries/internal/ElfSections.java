package io.envprobe.binaries.internal;

import io.envprobe.binaries.ElfHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads section headers, which may be missing, and whose names may lie. */
public final class ElfSections {
  /** The type of a section that takes no room in the file. */
  private static final long NOBITS = 8;

  private static final int MAX_SECTIONS = 65536;
  private static final int MAX_NAME = 256;
  private static final int EXTENDED_INDEX = 0xffff;

  private final Bytes bytes;
  private final boolean wide;

  private ElfSections(Bytes bytes, boolean wide) {
    this.bytes = bytes;
    this.wide = wide;
  }

  /**
   * A section.
   *
   * @param name empty where it is not to be found
   * @param offset where its content starts; may lie outside of the file
   * @param size of its content in the file, in bytes
   */
  public record Section(String name, long offset, long size) {}

  /** The sections with content, in order; none where there is no table that can be read. */
  public static List<Section> read(Bytes bytes, ElfHeader header) throws IOException {
    return new ElfSections(bytes, header.bits() == 64).read(header.sectionHeaderOffset());
  }

  private List<Section> read(long table) throws IOException {
    int size = wide ? 64 : 40;
    int numbers = wide ? 58 : 46;
    if (table <= 0 || !bytes.has(table, size) || bytes.u16(numbers) != size) {
      return List.of();
    }
    long count = bytes.u16(numbers + 2);
    long names = bytes.u16(numbers + 4);
    count = count == 0 ? sizeOf(table) : count;
    names = names == EXTENDED_INDEX ? bytes.u32(table + (wide ? 40 : 24)) : names;
    count = Math.min(Math.min(count, MAX_SECTIONS), (bytes.size() - table) / size);
    if (count <= 0 || names >= count) {
      return List.of();
    }
    long strings = offsetOf(table + names * size);
    List<Section> sections = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      long section = table + i * size;
      if (bytes.u32(section + 4) != NOBITS) {
        sections.add(
            new Section(name(strings + bytes.u32(section)), offsetOf(section), sizeOf(section)));
      }
    }
    return sections;
  }

  private String name(long at) throws IOException {
    if (!bytes.has(at, 1)) {
      return "";
    }
    int length = bytes.lengthToZero(at, MAX_NAME);
    return length < 0 ? "" : Text.of(bytes.copy(at, length));
  }

  private long offsetOf(long section) throws IOException {
    return wide ? bytes.i64(section + 24) : bytes.u32(section + 16);
  }

  private long sizeOf(long section) throws IOException {
    return wide ? bytes.i64(section + 32) : bytes.u32(section + 20);
  }
}
