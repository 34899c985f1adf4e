package io.envprobe.binaries.gpu.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.gpu.AmdImage;
import io.envprobe.binaries.gpu.Decompressor;
import io.envprobe.binaries.gpu.GpuImage;
import io.envprobe.binaries.gpu.GpuImage.Compression;
import io.envprobe.binaries.internal.Bytes;
import io.envprobe.binaries.internal.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads AMD's bundles: a table of entries with their places, then their content; or the same behind
 * a header and compressed.
 *
 * <p>Source: https://clang.llvm.org/docs/ClangOffloadBundler.html
 */
final class BundleReader {
  private static final String MAGIC = "__CLANG_OFFLOAD_BUNDLE__";
  private static final int TABLE = MAGIC.length() + 8;
  private static final int ENTRY = 24;
  private static final int MOST_ENTRIES = 4096;
  private static final int MOST_ID = 4096;
  private static final long ELF_MAGIC = 0x464c457fL;

  /** The headers of compressed bundles by their version, from 1. */
  private static final int[] HEADERS = {20, 24, 32};

  /** More than the table of any bundle takes that was ever seen. */
  private static final int HEAD = 1 << 16;

  private static final long PAGE = 4096;

  private final ByteSource source;
  private final Bytes bytes;
  private final Decompressor decompressor;
  private final ModuleCollector found;
  private boolean openEnded;

  BundleReader(ByteSource source, Bytes bytes, Decompressor decompressor, ModuleCollector found) {
    this.source = source;
    this.bytes = bytes;
    this.decompressor = decompressor;
    this.found = found;
  }

  /** Whether a bundle starts here. */
  boolean isHeader(long at, long end) throws IOException {
    return end - at >= TABLE && Text.of(bytes.copy(at, MAGIC.length())).equals(MAGIC);
  }

  /** Whether a compressed bundle starts here. */
  boolean isCompressedHeader(long at, long end) throws IOException {
    int version = bytes.u16(at + 4);
    return end - at >= HEADERS[0]
        && version >= 1
        && version <= HEADERS.length
        && bytes.u16(at + 6) <= 1
        && end - at >= HEADERS[version - 1];
  }

  /** Whether the bundle read last does not say where it ends, so that it may go on. */
  boolean isOpenEnded() {
    return openEnded;
  }

  /** Reads the bundle at a mark; where to look for the next one. */
  long read(String section, long at, long end) throws IOException {
    openEnded = false;
    if (!isHeader(at, end)) {
      found.defect("bundle-header", at, "A bundle's header is damaged.");
      return at + Integer.BYTES;
    }
    return table(new Table(bytes, section, Compression.NONE, at, at, end, true));
  }

  /** Reads the compressed bundle at a mark; where to look for the next one. */
  long readCompressed(String section, long at, long end) throws IOException {
    openEnded = false;
    if (!isCompressedHeader(at, end)) {
      found.defect(
          "bundle-header", at, "A compressed bundle has a version or method that is not known.");
      return at + Integer.BYTES;
    }
    int version = bytes.u16(at + 4);
    openEnded = version == 1;
    long header = HEADERS[version - 1];
    Compression method = bytes.u16(at + 6) == 0 ? Compression.ZLIB : Compression.ZSTD;
    // The first version does not say where it ends.
    long size = version == 1 ? end - at : version == 2 ? bytes.u32(at + 8) : bytes.i64(at + 8);
    long raw = version == 3 ? bytes.i64(at + 16) : bytes.u32(at + (version == 1 ? 8 : 12));
    boolean whole = size >= header && size <= end - at;
    if (!whole) {
      found.defect("bundle-size", at, "A compressed bundle goes beyond its section.");
      size = end - at;
    }
    if (!found.unpack(HEAD)) {
      found.defect("too-many-bundles", at, "There are more bundles than such a file can hold.");
      return end;
    }
    byte[] head;
    try (InputStream packed = new SourceStream(source, at + header, at + size)) {
      Optional<InputStream> content = decompressor.open(method, packed);
      if (content.isEmpty()) {
        found.defect(
            "bundle-compression", at, "A bundle is compressed with " + method + ": not read.");
        found.add(section, at, false, List.of());
        return version == 1 ? at + header : at + size;
      }
      try (InputStream unpacked = content.get()) {
        head = unpacked.readNBytes((int) Math.max(0, Math.min(HEAD, raw)));
      } catch (PassThroughException e) {
        throw e.cause();
      } catch (IOException e) {
        head = new byte[0];
      }
    }
    Bytes inner = new Bytes(ByteSource.of(head), ByteOrder.LITTLE_ENDIAN);
    if (head.length < TABLE || !Text.of(inner.copy(0, MAGIC.length())).equals(MAGIC)) {
      found.defect("bundle-content", at, "A compressed bundle's content is damaged.");
      found.add(section, at, false, List.of());
    } else {
      table(new Table(inner, section, method, at, 0, raw, whole));
    }
    return version == 1 || !whole ? at + header : at + size;
  }

  /**
   * A bundle's table.
   *
   * @param place where the bundle is in the file
   * @param start where it is in {@code bytes}
   * @param end where the space that it can take there ends
   * @param whole whether what is around it is sound
   */
  private record Table(
      Bytes bytes,
      String section,
      Compression compression,
      long place,
      long start,
      long end,
      boolean whole) {}

  /** Reads the entries; where the furthest of them ends. */
  private long table(Table table) throws IOException {
    Bytes numbers = table.bytes();
    long count = numbers.i64(table.start() + MAGIC.length());
    boolean sound = table.whole();
    if (count < 0 || count > MOST_ENTRIES) {
      found.defect("bundle-count", table.place(), "A bundle has too many entries.");
      return table.start() + TABLE;
    }
    List<GpuImage> images = new ArrayList<>();
    long at = table.start() + TABLE;
    long furthest = at;
    for (long i = 0; i < count; i++) {
      long room = Math.min(table.end(), numbers.size()) - at;
      long length = room < ENTRY ? -1 : numbers.i64(at + 16);
      if (length < 0 || length > Math.min(MOST_ID, room - ENTRY)) {
        found.defect("bundle-entry", table.place(), "A bundle's table goes beyond the bundle.");
        sound = false;
        break;
      }
      long offset = numbers.i64(at);
      long size = numbers.i64(at + 8);
      String id = Text.of(numbers.copy(at + ENTRY, (int) length));
      at += ENTRY + length;
      furthest = Math.max(furthest, at);
      boolean inside = offset >= 0 && size >= 0 && offset <= table.end() - table.start() - size;
      if (inside) {
        furthest = Math.max(furthest, table.start() + offset + size);
      }
      AmdImage image = AmdImage.of(id, table.compression(), Math.max(0, size));
      sound &= check(table, image, inside, table.start() + offset);
      images.add(image);
    }
    if (table.compression() != Compression.NONE && furthest + PAGE < table.end()) {
      found.defect(
          "bundle-size", table.place(), "A compressed bundle is said to be larger than it is.");
    }
    found.add(table.section(), table.place(), sound, images);
    return sound ? furthest : Math.max(at, table.start() + TABLE);
  }

  private boolean check(Table table, AmdImage image, boolean inside, long content)
      throws IOException {
    if (!inside) {
      found.defect("bundle-entry-size", table.place(), "A bundle's entry goes beyond the bundle.");
      return false;
    }
    boolean host = image.id().startsWith("host");
    if (image.target().isEmpty() && !host) {
      found.defect(
          "bundle-target", table.place(), "A bundle's entry is for something else: " + image.id());
    }
    boolean code =
        image.target().filter(target -> target.processor().startsWith("gfx")).isPresent();
    if (code
        && table.compression() == Compression.NONE
        && image.size() >= Integer.BYTES
        && table.bytes().u32(content) != ELF_MAGIC) {
      found.defect("bundle-payload", content, "A bundle's entry is no code object.");
    }
    return true;
  }
}
