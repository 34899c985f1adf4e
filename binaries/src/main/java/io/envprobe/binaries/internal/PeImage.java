package io.envprobe.binaries.internal;

import java.io.IOException;

/** Where the addresses of a Windows image lie in its file. */
final class PeImage {
  /** What the loader of Windows takes. */
  private static final int MAX_SECTIONS = 96;

  private final Bytes bytes;
  private final Defects defects;
  private final long optional;
  private final boolean wide;
  private final long headerSize;
  private final long[][] sections;

  PeImage(Bytes bytes, long header, boolean wide, Defects defects) throws IOException {
    this.bytes = bytes;
    this.defects = defects;
    this.optional = header + 24;
    this.wide = wide;
    this.headerSize = bytes.u32(optional + 60);
    int count = bytes.u16(header + 6);
    long table = optional + bytes.u16(header + 20);
    if (count > MAX_SECTIONS || !bytes.has(table, count * 40L)) {
      defects.add("bad-sections", table, "There are too many sections, or they are not there.");
      count =
          (int) Math.min(count, Math.max(0, Math.min(MAX_SECTIONS, (bytes.size() - table) / 40)));
    }
    sections = new long[count][];
    for (int i = 0; i < count; i++) {
      long at = table + i * 40L;
      sections[i] = new long[] {bytes.u32(at + 12), bytes.u32(at + 16), bytes.u32(at + 20)};
    }
  }

  long base() throws IOException {
    return wide ? bytes.i64(optional + 24) : bytes.u32(optional + 28);
  }

  /** The offset of a data directory; -1 where there is none. */
  long directory(int index) throws IOException {
    long count = bytes.u32(optional + (wide ? 108 : 92));
    long at = optional + (wide ? 112 : 96) + index * 8L;
    if (index >= count || !bytes.has(at, 8) || bytes.u32(at) == 0) {
      return -1;
    }
    long offset = offsetOf(bytes.u32(at));
    if (offset < 0) {
      defects.add("directory-unmapped", at, "The address of a table is in no section.");
    }
    return offset;
  }

  /** The offset of an address relative to the image; -1 where it is not in the file. */
  long offsetOf(long address) {
    if (address < 0) {
      return -1;
    }
    for (long[] section : sections) {
      long into = address - section[0];
      if (into >= 0 && into < section[1]) {
        return section[2] + into < bytes.size() ? section[2] + into : -1;
      }
    }
    return address < headerSize && address < bytes.size() ? address : -1;
  }
}
