package io.envprobe.binaries.internal;

import java.io.IOException;
import java.util.Optional;

/** The strings of a dynamic section. */
public final class StringTable {
  /** Longer than any search path of a Nix build and any C++ symbol met in the wild. */
  static final int MAX_LENGTH = 65536;

  private final Bytes bytes;
  private final long start;
  private final long size;
  private final Defects defects;

  StringTable(Bytes bytes, long start, long size, Defects defects) {
    this.bytes = bytes;
    this.start = start;
    this.size = size;
    this.defects = defects;
  }

  long size() {
    return size;
  }

  /** The string at an offset of the table; empty, and a defect, where there is none. */
  Optional<String> at(long offset) throws IOException {
    if (offset < 0 || offset >= size) {
      defects.add("string-out-of-table", start, "A name lies outside of the string table.");
      return Optional.empty();
    }
    int length = bytes.lengthToZero(start + offset, Math.min(size - offset, MAX_LENGTH));
    if (length < 0) {
      defects.add(
          "string-not-terminated",
          start + offset,
          "A name has no end within the string table, or is too long.");
      return Optional.empty();
    }
    return Optional.of(Text.of(bytes.copy(start + offset, length)));
  }
}
