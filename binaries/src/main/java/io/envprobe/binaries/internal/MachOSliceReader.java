package io.envprobe.binaries.internal;

import io.envprobe.binaries.MachOFile.Build;
import io.envprobe.binaries.MachOFile.Dylib;
import io.envprobe.binaries.MachOFile.Import;
import io.envprobe.binaries.MachOFile.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the load commands and the undefined symbols of one slice. */
final class MachOSliceReader {
  private static final int MAX_COMMANDS = 65536;
  private static final int MAX_IMPORTS = 1 << 20;
  private static final int MAX_TEXT = 65536;

  private static final int SYMTAB = 0x2;
  private static final int DYSYMTAB = 0xb;
  private static final int LOAD_DYLIB = 0xc;
  private static final int ID_DYLIB = 0xd;
  private static final int LAZY_LOAD_DYLIB = 0x20;
  private static final int CODE_SIGNATURE = 0x1d;
  private static final int VERSION_MIN_MACOSX = 0x24;
  private static final int VERSION_MIN_IPHONEOS = 0x25;
  private static final int VERSION_MIN_TVOS = 0x2f;
  private static final int VERSION_MIN_WATCHOS = 0x30;
  private static final int BUILD_VERSION = 0x32;

  /** The loader must know these commands to go on. */
  private static final int REQUIRED = 0x80000000;

  private static final int LOAD_WEAK_DYLIB = 0x18 | REQUIRED;
  private static final int RPATH = 0x1c | REQUIRED;
  private static final int REEXPORT_DYLIB = 0x1f | REQUIRED;
  private static final int LOAD_UPWARD_DYLIB = 0x23 | REQUIRED;

  private static final List<String> PLATFORMS =
      List.of(
          "macos",
          "ios",
          "tvos",
          "watchos",
          "bridgeos",
          "maccatalyst",
          "iossimulator",
          "tvossimulator",
          "watchossimulator",
          "driverkit",
          "visionos",
          "visionossimulator");

  private final Bytes bytes;
  private final boolean wide;
  private final Defects defects;
  private final NameBudget names;
  private final List<Dylib> dylibs = new ArrayList<>();
  private final List<String> rpaths = new ArrayList<>();
  private final List<Build> builds = new ArrayList<>();
  private Optional<String> installName = Optional.empty();
  private boolean signed;
  private long symbolTable = -1;
  private long undefinedRange = -1;

  MachOSliceReader(Bytes bytes, boolean wide, Defects defects) {
    this.bytes = bytes;
    this.wide = wide;
    this.defects = defects;
    this.names = new NameBudget(bytes, defects);
  }

  Slice read(long offset, long size) throws IOException {
    commands();
    List<Import> imports = symbolTable < 0 ? List.of() : imports();
    return new Slice(
        offset,
        size,
        (int) bytes.u32(4),
        (int) bytes.u32(8) & 0xffffff,
        (int) bytes.u32(12),
        bytes.u32(24),
        installName,
        dylibs,
        rpaths,
        builds,
        signed,
        imports);
  }

  private void commands() throws IOException {
    long count = bytes.u32(16);
    long start = wide ? 32 : 28;
    long end = start + bytes.u32(20);
    if (end > bytes.size()) {
      defects.add("commands-out-of-file", start, "The load commands go beyond the file.");
      end = bytes.size();
    }
    long at = start;
    for (long i = 0; i < Math.min(count, MAX_COMMANDS); i++) {
      long size = at + 8 <= end ? bytes.u32(at + 4) : 0;
      if (size < 8 || size > end - at) {
        defects.add("bad-command", at, "A load command has an impossible size.");
        return;
      }
      command((int) bytes.u32(at), at, size);
      at += size;
    }
  }

  private void command(int command, long at, long size) throws IOException {
    switch (command) {
      case LOAD_DYLIB, LOAD_WEAK_DYLIB, REEXPORT_DYLIB, LAZY_LOAD_DYLIB, LOAD_UPWARD_DYLIB ->
          dylib(command, at, size);
      case ID_DYLIB -> installName = text(at, size);
      case RPATH -> text(at, size).ifPresent(rpaths::add);
      case CODE_SIGNATURE -> signed = true;
      case BUILD_VERSION -> build(platform(bytes.u32(at + 8)), at + 12, at, size);
      case VERSION_MIN_MACOSX -> build("macos", at + 8, at, size);
      case VERSION_MIN_IPHONEOS -> build("ios", at + 8, at, size);
      case VERSION_MIN_TVOS -> build("tvos", at + 8, at, size);
      case VERSION_MIN_WATCHOS -> build("watchos", at + 8, at, size);
      case SYMTAB -> symbolTable = size >= 24 ? at : symbolTable;
      case DYSYMTAB -> undefinedRange = size >= 32 ? at : undefinedRange;
      default -> {}
    }
  }

  private void dylib(int command, long at, long size) throws IOException {
    Optional<String> name = text(at, size);
    if (name.isPresent() && size >= 24) {
      dylibs.add(
          new Dylib(
              name.get(),
              version(bytes.u32(at + 16)),
              version(bytes.u32(at + 20)),
              command == LOAD_WEAK_DYLIB,
              command == REEXPORT_DYLIB));
    }
  }

  private void build(String platform, long versions, long at, long size) throws IOException {
    if (versions + 8 <= at + size) {
      builds.add(
          new Build(platform, version(bytes.u32(versions)), version(bytes.u32(versions + 4))));
    }
  }

  private static String platform(long number) {
    return number >= 1 && number <= PLATFORMS.size()
        ? PLATFORMS.get((int) number - 1)
        : Long.toString(number);
  }

  /** Sixteen, eight and eight bits; the last number is left out where it is 0. */
  private static String version(long packed) {
    String version = (packed >> 16) + "." + (packed >> 8 & 0xff);
    return (packed & 0xff) == 0 ? version : version + "." + (packed & 0xff);
  }

  /** The string whose place within the command is its first number. */
  private Optional<String> text(long at, long size) throws IOException {
    long into = size >= 12 ? bytes.u32(at + 8) : size;
    if (into >= size) {
      defects.add("bad-command", at, "A load command's text lies outside of it.");
      return Optional.empty();
    }
    int length = bytes.lengthToZero(at + into, Math.min(size - into, MAX_TEXT));
    if (length < 0) {
      // A text may fill its command to the last byte.
      return Optional.of(Text.of(bytes.copy(at + into, (int) Math.min(size - into, MAX_TEXT))));
    }
    return names.at(at + into, size - into);
  }

  private List<Import> imports() throws IOException {
    long symbols = bytes.u32(symbolTable + 8);
    long count = bytes.u32(symbolTable + 12);
    long strings = bytes.u32(symbolTable + 16);
    long stringSize = bytes.u32(symbolTable + 20);
    int size = wide ? 16 : 12;
    long first = 0;
    if (undefinedRange >= 0) {
      first = Math.min(count, bytes.u32(undefinedRange + 24));
      count = Math.min(count, first + bytes.u32(undefinedRange + 28));
    }
    if (!bytes.has(symbols, count * size)) {
      defects.add("symtab-out-of-file", symbols, "The symbol table lies outside of the file.");
      return List.of();
    }
    List<Import> imports = new ArrayList<>();
    for (long i = first; i < count && imports.size() < MAX_IMPORTS && !names.isSpent(); i++) {
      long at = symbols + i * size;
      int type = bytes.u8(at + 4);
      // External and undefined, and no debugger's entry.
      if ((type & 0xef) != 1) {
        continue;
      }
      long name = bytes.u32(at);
      int description = bytes.u16(at + 6);
      if (name < stringSize) {
        names
            .at(strings + name, stringSize - name)
            .ifPresent(
                text ->
                    imports.add(
                        new Import(text, description >> 8 & 0xff, (description & 0x40) != 0)));
      } else {
        defects.add("name-out-of-file", at, "A symbol's name lies outside of its table.");
      }
    }
    return imports;
  }
}
