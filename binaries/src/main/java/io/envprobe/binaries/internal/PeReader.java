package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.PeFile;
import io.envprobe.binaries.PeFile.Import;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads Windows executables. */
public final class PeReader {
  private static final int DOS_MAGIC = 0x5a4d;
  private static final long PE_MAGIC = 0x00004550;
  private static final int PE32 = 0x10b;
  private static final int PE32_PLUS = 0x20b;
  private static final int MAX_LIBRARIES = 4096;
  private static final int MAX_EXPORTS = 1 << 18;
  private static final int EXPORTS = 0;
  private static final int IMPORTS = 1;
  private static final int RESOURCES = 2;
  private static final int DELAY_IMPORTS = 13;
  private static final int MANAGED = 14;

  private final Bytes bytes;
  private final Defects defects = new Defects();
  private final NameBudget names;
  private final PeImage image;
  private final long header;
  private final long optional;
  private final boolean wide;

  /** Each imported function takes a number in the file: more come of tables that overlap. */
  private final long maxFunctions;

  private int functions;

  private PeReader(Bytes bytes, long header, boolean wide) throws IOException {
    this.bytes = bytes;
    this.names = new NameBudget(bytes, defects);
    this.maxFunctions = bytes.size() / (wide ? 8 : 4);
    this.header = header;
    this.optional = header + 24;
    this.wide = wide;
    this.image = new PeImage(bytes, header, wide, defects);
  }

  public static ReadResult<PeFile> read(ByteSource source) throws IOException {
    Bytes bytes = new Bytes(source, ByteOrder.LITTLE_ENDIAN);
    if (!bytes.has(0, 64) || bytes.u16(0) != DOS_MAGIC) {
      return rejected("not-pe", 0, "The file does not start with a DOS header.");
    }
    long header = bytes.u32(60);
    if (!bytes.has(header, 24 + 2) || bytes.u32(header) != PE_MAGIC) {
      return rejected("not-pe", header, "The DOS header does not lead to a PE header.");
    }
    int magic = bytes.u16(header + 24);
    if (magic != PE32 && magic != PE32_PLUS) {
      return rejected("not-pe", header + 24, "The optional header is of an unknown form.");
    }
    boolean wide = magic == PE32_PLUS;
    if (!bytes.has(header + 24, wide ? 112 : 96)) {
      return rejected("truncated-header", header + 24, "The file ends within its header.");
    }
    return new PeReader(bytes, header, wide).read();
  }

  private static ReadResult<PeFile> rejected(String code, long offset, String message) {
    return new ReadResult.Rejected<>(new Defect(code, offset, message));
  }

  private ReadResult<PeFile> read() throws IOException {
    List<Import> imports = imports();
    List<Import> delayImports = delayImports();
    long exports = image.directory(EXPORTS);
    PeResources resources = new PeResources(bytes, image, image.directory(RESOURCES), defects);
    PeFile file =
        new PeFile(
            bytes.u16(header + 4),
            wide,
            bytes.u16(header + 22),
            bytes.u16(optional + 40) + "." + bytes.u16(optional + 42),
            bytes.u16(optional + 68),
            bytes.u16(optional + 48) + "." + bytes.u16(optional + 50),
            bytes.u16(optional + 70),
            image.directory(MANAGED) >= 0,
            imports,
            delayImports,
            exports < 0 ? Optional.empty() : name(bytes.u32(exports + 12)),
            exports < 0 ? List.of() : exports(exports),
            resources.version(),
            resources.manifest());
    return new ReadResult.Read<>(file, defects.list());
  }

  private List<Import> imports() throws IOException {
    List<Import> imports = new ArrayList<>();
    long at = image.directory(IMPORTS);
    while (at >= 0 && imports.size() < MAX_LIBRARIES) {
      if (!bytes.has(at, 20)) {
        defects.add("imports-out-of-file", at, "The import table goes beyond the file.");
        break;
      }
      long lookup = bytes.u32(at);
      long address = bytes.u32(at + 16);
      long library = bytes.u32(at + 12);
      if (library == 0 || address == 0) {
        break;
      }
      add(imports, library, lookup == 0 ? address : lookup);
      at += 20;
    }
    return imports;
  }

  private List<Import> delayImports() throws IOException {
    List<Import> imports = new ArrayList<>();
    long at = image.directory(DELAY_IMPORTS);
    while (at >= 0 && imports.size() < MAX_LIBRARIES) {
      if (!bytes.has(at, 32)) {
        defects.add("imports-out-of-file", at, "The delay import table goes beyond the file.");
        break;
      }
      long library = bytes.u32(at + 4);
      if (library == 0) {
        break;
      }
      // Before Visual C++ 7 the numbers were addresses, not relative to the image.
      long base = (bytes.u32(at) & 1) != 0 ? 0 : image.base();
      add(imports, library - base, bytes.u32(at + 16) - base);
      at += 32;
    }
    return imports;
  }

  private void add(List<Import> imports, long library, long lookup) throws IOException {
    Optional<String> name = name(library);
    if (name.isPresent()) {
      imports.add(new Import(name.get(), functions(lookup)));
    }
  }

  private List<String> functions(long table) throws IOException {
    List<String> found = new ArrayList<>();
    int size = wide ? 8 : 4;
    long at = image.offsetOf(table);
    if (at < 0) {
      defects.add("imports-unmapped", table, "A table of imported functions is in no section.");
    }
    while (at >= 0 && functions++ < maxFunctions && !names.isSpent()) {
      if (!bytes.has(at, size)) {
        defects.add("imports-out-of-file", at, "A table of imported functions has no end.");
        break;
      }
      long thunk = wide ? bytes.i64(at) : bytes.u32(at);
      if (thunk == 0) {
        break;
      }
      if (wide ? thunk < 0 : thunk >>> 31 != 0) {
        found.add("#" + (thunk & 0xffff));
      } else {
        name((thunk & 0x7fffffffL) + 2).ifPresent(found::add);
      }
      at += size;
    }
    return found;
  }

  private List<String> exports(long table) throws IOException {
    long count = bytes.u32(table + 24);
    long at = image.offsetOf(bytes.u32(table + 32));
    if (count == 0) {
      return List.of();
    }
    if (at < 0 || !bytes.has(at, count * 4)) {
      defects.add("exports-out-of-file", at, "The names of exported functions are not there.");
      return List.of();
    }
    List<String> found = new ArrayList<>();
    for (long i = 0; i < Math.min(count, MAX_EXPORTS) && !names.isSpent(); i++) {
      name(bytes.u32(at + i * 4)).ifPresent(found::add);
    }
    return found;
  }

  private Optional<String> name(long address) throws IOException {
    long at = image.offsetOf(address);
    if (at < 0) {
      defects.add("name-unmapped", address, "The address of a name is in no section.");
      return Optional.empty();
    }
    return names.at(at, Long.MAX_VALUE);
  }
}
