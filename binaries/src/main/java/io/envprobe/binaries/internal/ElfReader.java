package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.ElfAbiTag;
import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfHeader;
import io.envprobe.binaries.ElfNote;
import io.envprobe.binaries.ElfProperties;
import io.envprobe.binaries.ElfSegment;
import io.envprobe.binaries.ElfVersionDefinition;
import io.envprobe.binaries.ElfVersionNeed;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the header and the program headers, then hands each segment to the reader of its kind. */
public final class ElfReader {
  private static final long MAGIC = 0x7f454c46L;
  private static final int EXTENDED_COUNT = 0xffff;
  private static final int MAX_SEGMENTS = 65536;

  /** What the kernel takes as a path. */
  private static final int MAX_INTERPRETER = 4096;

  private final Bytes bytes;
  private final Defects defects = new Defects();
  private final ElfHeader header;
  private final boolean wide;

  private ElfReader(Bytes bytes, ElfHeader header) {
    this.bytes = bytes;
    this.header = header;
    this.wide = header.bits() == 64;
  }

  /** The whole of it. */
  public static ReadResult<ElfFile> read(ByteSource source) throws IOException {
    return read(source, true);
  }

  /** The header and the program headers. */
  public static ReadResult<ElfFile> readHeaders(ByteSource source) throws IOException {
    return read(source, false);
  }

  private static ReadResult<ElfFile> read(ByteSource source, boolean tables) throws IOException {
    Bytes big = new Bytes(source, ByteOrder.BIG_ENDIAN);
    if (!big.has(0, 4) || big.u32(0) != MAGIC) {
      return rejected("not-elf", 0, "The file does not start with the ELF magic number.");
    }
    if (!big.has(0, 16)) {
      return rejected("truncated-ident", big.size(), "The file ends within its identification.");
    }
    int kind = big.u8(4);
    int data = big.u8(5);
    if (kind != 1 && kind != 2) {
      return rejected("bad-class", 4, "The class is neither 32 nor 64 bits but " + kind + ".");
    }
    if (data != 1 && data != 2) {
      return rejected("bad-data", 5, "The byte order is neither little nor big but " + data + ".");
    }
    if (!big.has(0, kind == 2 ? 64 : 52)) {
      return rejected("truncated-header", big.size(), "The file ends within its header.");
    }
    Bytes bytes = data == 1 ? big.in(ByteOrder.LITTLE_ENDIAN) : big;
    ElfReader reader = new ElfReader(bytes, header(bytes, kind == 2));
    return tables ? reader.file() : reader.headers();
  }

  private static ReadResult<ElfFile> rejected(String code, long offset, String message) {
    return new ReadResult.Rejected<>(new Defect(code, offset, message));
  }

  private static ElfHeader header(Bytes bytes, boolean wide) throws IOException {
    boolean clear = true;
    for (int i = 9; i < 16; i++) {
      clear &= bytes.u8(i) == 0;
    }
    int sizes = wide ? 52 : 40;
    long sections = wide ? bytes.i64(40) : bytes.u32(32);
    long count = bytes.u16(sizes + 4);
    if (count == EXTENDED_COUNT && sections > 0 && bytes.has(sections, wide ? 64 : 40)) {
      count = bytes.u32(sections + (wide ? 44 : 28));
    }
    return new ElfHeader(
        wide ? 64 : 32,
        bytes.order(),
        bytes.u8(7),
        bytes.u8(8),
        clear,
        bytes.u16(16),
        bytes.u16(18),
        bytes.u32(20),
        bytes.u32(wide ? 48 : 36),
        wide ? bytes.i64(32) : bytes.u32(28),
        bytes.u16(sizes + 2),
        count,
        sections);
  }

  private ReadResult<ElfFile> headers() throws IOException {
    ElfFile file =
        new ElfFile(
            bytes.size(),
            header,
            segments(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            ElfProperties.NONE,
            Optional.empty());
    return new ReadResult.Read<>(file, defects.list());
  }

  private ReadResult<ElfFile> file() throws IOException {
    List<ElfSegment> segments = segments();
    Optional<String> interpreter = interpreter(segments);
    NoteReader notes = new NoteReader(bytes, header, defects);
    List<ElfNote> found = notes.notes(segments);
    ElfProperties properties = notes.properties(segments);
    Optional<ElfAbiTag> abiTag = notes.abiTag();
    ElfFile bare =
        new ElfFile(
            bytes.size(),
            header,
            segments,
            interpreter,
            Optional.empty(),
            List.of(),
            List.of(),
            found,
            properties,
            abiTag);
    Optional<ElfSegment> dynamicSegment = dynamicSegment(segments);
    if (dynamicSegment.isEmpty()) {
      return new ReadResult.Read<>(bare, defects.list());
    }
    DynamicReader reader = new DynamicReader(bytes, bare, defects);
    ElfDynamic dynamic = reader.read(dynamicSegment.get());
    VersionReader versions = new VersionReader(bytes, bare, reader.strings(), defects);
    List<ElfVersionNeed> needs = versions.needs(dynamic);
    List<ElfVersionDefinition> definitions = versions.definitions(dynamic);
    ElfFile file =
        new ElfFile(
            bytes.size(),
            header,
            segments,
            interpreter,
            Optional.of(dynamic),
            needs,
            definitions,
            found,
            properties,
            abiTag);
    return new ReadResult.Read<>(file, defects.list());
  }

  private List<ElfSegment> segments() throws IOException {
    long count = header.programHeaderCount();
    if (count == 0) {
      return List.of();
    }
    long start = header.programHeaderOffset();
    int size = wide ? 56 : 32;
    if (header.programHeaderSize() != size) {
      defects.add(
          "bad-phentsize",
          wide ? 54 : 42,
          "The program headers are said to have "
              + header.programHeaderSize()
              + " bytes each instead of "
              + size
              + ".");
      return List.of();
    }
    if (!bytes.has(start, count * size)) {
      defects.add("phdr-table-out-of-file", start, "The program headers lie outside of the file.");
      count = bytes.has(start, 0) ? (bytes.size() - start) / size : 0;
    }
    if (count > MAX_SEGMENTS) {
      defects.add("too-many-segments", start, "Only " + MAX_SEGMENTS + " segments were read.");
      count = MAX_SEGMENTS;
    }
    List<ElfSegment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      segments.add(segment(start + (long) i * size));
    }
    return segments;
  }

  private ElfSegment segment(long at) throws IOException {
    return wide
        ? new ElfSegment(
            bytes.u32(at),
            bytes.u32(at + 4),
            bytes.i64(at + 8),
            bytes.i64(at + 16),
            bytes.i64(at + 32),
            bytes.i64(at + 40),
            bytes.i64(at + 48))
        : new ElfSegment(
            bytes.u32(at),
            bytes.u32(at + 24),
            bytes.u32(at + 4),
            bytes.u32(at + 8),
            bytes.u32(at + 16),
            bytes.u32(at + 20),
            bytes.u32(at + 28));
  }

  private Optional<String> interpreter(List<ElfSegment> segments) throws IOException {
    for (ElfSegment segment : segments) {
      if (segment.type() == ElfSegment.INTERPRETER) {
        return interpreter(segment);
      }
    }
    return Optional.empty();
  }

  private Optional<String> interpreter(ElfSegment segment) throws IOException {
    long start = segment.offset();
    if (!bytes.has(start, segment.fileSize()) || segment.fileSize() > MAX_INTERPRETER) {
      defects.add(
          "bad-interp", start, "The interpreter's name lies outside of the file or is too long.");
      return Optional.empty();
    }
    int size = (int) segment.fileSize();
    int length = bytes.lengthToZero(start, size);
    if (length < 0) {
      defects.add("interp-not-terminated", start, "The interpreter's name has no end.");
      length = size;
    }
    return length == 0 ? Optional.empty() : Optional.of(Text.of(bytes.copy(start, length)));
  }

  /** The last that is not empty: what a loader that reads them in order would end with. */
  private Optional<ElfSegment> dynamicSegment(List<ElfSegment> segments) {
    int seen = 0;
    Optional<ElfSegment> last = Optional.empty();
    for (ElfSegment segment : segments) {
      if (segment.type() != ElfSegment.DYNAMIC) {
        continue;
      }
      if (++seen > 1) {
        defects.add(
            "multiple-pt-dynamic", segment.offset(), "There is more than one dynamic segment.");
      }
      if (segment.fileSize() == 0) {
        defects.add("empty-pt-dynamic", segment.offset(), "A dynamic segment is empty.");
      } else {
        last = Optional.of(segment);
      }
    }
    return last;
  }
}
