package io.envprobe.binaries.gpu.internal;

import io.envprobe.binaries.internal.Bytes;
import io.envprobe.binaries.internal.ElfSections.Section;
import io.envprobe.binaries.internal.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sections of a Windows file. Source: https://learn.microsoft.com/windows/win32/debug/pe-format
 *
 * @param image whether it is a program or library; otherwise an object
 * @param sections whose names images cut to eight bytes
 */
record WindowsSections(boolean image, List<Section> sections) {
  private static final int DOS_MAGIC = 0x5a4d;
  private static final long PE_MAGIC = 0x00004550;
  private static final int X64 = 0x8664;
  private static final int ARM64 = 0xaa64;
  private static final int FILE_HEADER = 20;
  private static final int SECTION = 40;
  private static final int NAME = 8;
  private static final int MOST_NAME = 256;
  private static final long SYMBOL = 18;
  private static final int MOST_SECTIONS = 65535;

  /** Empty where the file is none of Windows'. */
  static Optional<WindowsSections> read(Bytes bytes) throws IOException {
    int first = bytes.u16(0);
    if (first == DOS_MAGIC) {
      long header = bytes.u32(60);
      return bytes.has(header, 4L + FILE_HEADER) && bytes.u32(header) == PE_MAGIC
          ? Optional.of(new WindowsSections(true, sections(bytes, header + 4)))
          : Optional.empty();
    }
    // An object has no magic number, so that its number of sections and their place must fit too.
    boolean object = (first == X64 || first == ARM64) && bytes.u16(16) == 0 && bytes.u16(2) > 0;
    return object && bytes.has(FILE_HEADER, (long) SECTION * bytes.u16(2))
        ? Optional.of(new WindowsSections(false, sections(bytes, 0)))
        : Optional.empty();
  }

  private static List<Section> sections(Bytes bytes, long header) throws IOException {
    int count = Math.min(bytes.u16(header + 2), MOST_SECTIONS);
    long table = header + FILE_HEADER + bytes.u16(header + 16);
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < count && bytes.has(table + (long) i * SECTION, SECTION); i++) {
      long at = table + (long) i * SECTION;
      String name = name(bytes, at, header);
      long size = bytes.u32(at + 16);
      long offset = bytes.u32(at + 20);
      // A section that takes no room has no place either.
      if (offset != 0 && size != 0) {
        sections.add(new Section(name, offset, size));
      }
    }
    return sections;
  }

  /** Objects have long names, in a table behind their symbols; images cut them. */
  private static String name(Bytes bytes, long at, long header) throws IOException {
    int length = bytes.lengthToZero(at, NAME);
    String name = Text.of(bytes.copy(at, length < 0 ? NAME : length));
    if (!name.startsWith("/")) {
      return name;
    }
    long offset = 0;
    for (int i = 1; i < name.length(); i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return name;
      }
      offset = offset * 10 + digit;
    }
    long strings = bytes.u32(header + 8) + SYMBOL * bytes.u32(header + 12);
    int reach = bytes.lengthToZero(strings + offset, MOST_NAME);
    return reach < 0 ? name : Text.of(bytes.copy(strings + offset, reach));
  }
}
