package io.envprobe.binaries.internal;

import java.io.IOException;
import java.util.Optional;

/** The strings of a dynamic section. */
public final class StringTable {
  /** Longer than any search path of a Nix build and any C++ symbol met in the wild. */
  private static final int MAX_LENGTH = 65536;

  /**
   * How often its own size an honest table comes out: names share tails, and several entries may
   * name one string.
   */
  private static final long SHARING = 8;

  private final Bytes bytes;
  private final long start;
  private final long size;
  private final Defects defects;
  private long budget;

  StringTable(Bytes bytes, long start, long size, Defects defects) {
    this.bytes = bytes;
    this.start = start;
    this.size = size;
    this.defects = defects;
    this.budget = SHARING * size + MAX_LENGTH;
  }

  long size() {
    return size;
  }

  /** Whether so much was read that the names must overlap; every further one is empty. */
  boolean isSpent() {
    return budget < 0;
  }

  /** The string at an offset of the table; empty, and a defect, where there is none. */
  Optional<String> at(long offset) throws IOException {
    if (offset < 0 || offset >= size) {
      defects.add("string-out-of-table", start, "A name lies outside of the string table.");
      return Optional.empty();
    }
    if (isSpent()) {
      defects.add("strings-overlap", start, "Names overlap without end; the rest is left out.");
      return Optional.empty();
    }
    long limit = Math.min(size - offset, MAX_LENGTH);
    int length = bytes.lengthToZero(start + offset, limit);
    budget -= length < 0 ? limit : length + 1L;
    if (length < 0) {
      defects.add(
          "string-not-terminated",
          start + offset,
          "A name has no end within the string table, or is too long.");
      return Optional.empty();
    }
    return Optional.of(Text.of(bytes.copy(start + offset, length)));
  }

  /** Whether the string at an offset is this one; costs no more than its length. */
  boolean holds(long offset, byte[] name) throws IOException {
    if (offset < 0 || name.length >= size - offset) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (bytes.u8(start + offset + i) != (name[i] & 0xff)) {
        return false;
      }
    }
    return bytes.u8(start + offset + name.length) == 0;
  }
}
