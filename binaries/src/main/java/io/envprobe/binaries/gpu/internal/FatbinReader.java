package io.envprobe.binaries.gpu.internal;

import io.envprobe.binaries.gpu.GpuImage;
import io.envprobe.binaries.gpu.GpuImage.Compression;
import io.envprobe.binaries.gpu.NvidiaImage;
import io.envprobe.binaries.gpu.SmTarget;
import io.envprobe.binaries.gpu.SmTarget.Reach;
import io.envprobe.binaries.internal.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads NVIDIA's containers: a header of 16 bytes, then entries, each a header of a size of its own
 * and a payload. Numbers are little-endian. Names of the fields in comments are ours; NVIDIA
 * publishes none.
 */
final class FatbinReader {
  static final int HEADER = 16;
  private static final int VERSION = 1;
  private static final int ENTRY_HEADER = 64;
  private static final int ENTRY_VERSION = 0x0101;

  private static final int PTX = 1;
  private static final int ELF = 2;
  private static final int LTO_IR = 8;
  private static final int TOGETHER = 0x100;

  /** What precedes the headers of entries that are packed as one: their number and their size. */
  private static final long TABLE = 8;

  private static final long FLAG_LZ4 = 0x2000;
  private static final long FLAG_ZSTD = 0x8000;
  private static final long FLAG_EXACT = 0x100000;
  private static final long FLAG_FAMILY = 0x200000;

  private static final long ELF_MAGIC = 0x464c457fL;
  private static final long ZSTD_MAGIC = 0xfd2fb528L;

  /** No number of this size was ever given to a processor. */
  private static final long MOST_SM = 9999;

  private final Bytes bytes;
  private final ModuleCollector found;

  FatbinReader(Bytes bytes, ModuleCollector found) {
    this.bytes = bytes;
    this.found = found;
  }

  /** Whether a header may start here; four bytes alone may be a number in code. */
  boolean isHeader(long at, long end) throws IOException {
    return end - at >= HEADER && bytes.u16(at + 4) == VERSION && bytes.u16(at + 6) >= HEADER;
  }

  /**
   * Reads the container at a mark.
   *
   * @param end where its section ends
   * @return where to look for the next one
   */
  long read(String section, long at, long end) throws IOException {
    if (!isHeader(at, end)) {
      found.defect(
          "fatbin-header", at, "A container's header is cut or has a version that is not known.");
      return at + Integer.BYTES;
    }
    long start = at + bytes.u16(at + 6);
    long size = bytes.i64(at + 8);
    boolean whole = size >= 0 && start <= end && size <= end - start;
    if (!whole) {
      found.defect("fatbin-size", at, "A container goes beyond its section.");
    }
    long limit = whole ? start + size : end;
    List<GpuImage> images = new ArrayList<>();
    long entry = start;
    boolean sound = whole;
    while (entry < limit && !found.isFull()) {
      long next = entry(entry, limit, images);
      if (next < 0) {
        sound = false;
        break;
      }
      entry = next;
    }
    found.add(section, at, sound, images);
    return sound ? limit : Math.max(at + Integer.BYTES, entry);
  }

  /** Reads an entry; where the next one starts, -1 where that is not known. */
  private long entry(long at, long limit, List<GpuImage> images) throws IOException {
    if (limit - at < ENTRY_HEADER || bytes.u16(at + 2) != ENTRY_VERSION) {
      found.defect("fatbin-entry", at, "An entry's header is cut or is none.");
      return -1;
    }
    long header = bytes.u32(at + 4);
    long padded = bytes.i64(at + 8);
    if (header < ENTRY_HEADER
        || header > limit - at
        || padded < 0
        || padded > limit - at - header) {
      found.defect("fatbin-entry-size", at, "An entry goes beyond its container.");
      return -1;
    }
    if (bytes.u16(at) == TOGETHER) {
      together(at, header, images);
    } else {
      images.add(image(at, at + header, padded));
    }
    return at + header + padded;
  }

  /**
   * Several entries that are packed as one, since CUDA 13.5: their headers follow that of the one.
   */
  private void together(long at, long header, List<GpuImage> images) throws IOException {
    long table = at + bytes.u32(at + 20);
    long count = table + TABLE <= at + header ? bytes.u32(table) : -1;
    if (count < 0 || count * ENTRY_HEADER > at + header - table - TABLE) {
      found.defect("fatbin-entry-size", table, "A table of entries goes beyond its header.");
      return;
    }
    Compression compression = compression(bytes.i64(at + 40));
    for (long i = 0; i < count; i++) {
      long each = table + TABLE + i * ENTRY_HEADER;
      images.add(image(each, kind(bytes.u16(each)), compression, bytes.i64(each + 8)));
    }
  }

  private NvidiaImage image(long at, long payload, long padded) throws IOException {
    long compressed = bytes.u32(at + 16);
    NvidiaImage.Kind kind = kind(bytes.u16(at));
    Compression compression = compression(bytes.i64(at + 40));
    if (compression != Compression.NONE && compressed > padded) {
      found.defect("fatbin-entry-size", at + 16, "An entry is said to be larger than it is.");
    }
    boolean plain = kind == NvidiaImage.Kind.CUBIN && compression == Compression.NONE;
    if (padded >= Integer.BYTES
        && ((plain && bytes.u32(payload) != ELF_MAGIC)
            || (compression == Compression.ZSTD && bytes.u32(payload) != ZSTD_MAGIC))) {
      found.defect("fatbin-payload", payload, "An entry does not hold what it says.");
    }
    long size = compression == Compression.NONE ? padded : Math.min(compressed, padded);
    return image(at, kind, compression, size);
  }

  private NvidiaImage image(long at, NvidiaImage.Kind kind, Compression compression, long size)
      throws IOException {
    long sm = bytes.u32(at + 28);
    long flags = bytes.i64(at + 40);
    if ((sm == 0 && kind != NvidiaImage.Kind.OTHER) || sm > MOST_SM) {
      found.defect("fatbin-target", at + 28, "An entry names a processor that cannot be.");
    }
    return new NvidiaImage(
        kind,
        bytes.u16(at),
        new SmTarget(
            (int) Math.min(sm, MOST_SM),
            (flags & FLAG_EXACT) != 0
                ? Reach.EXACT
                : (flags & FLAG_FAMILY) != 0 ? Reach.FAMILY : Reach.FORWARD),
        Optional.of(bytes.u16(at + 26) + "." + bytes.u16(at + 24)),
        compression,
        flags,
        size);
  }

  private static NvidiaImage.Kind kind(int number) {
    return switch (number) {
      case PTX -> NvidiaImage.Kind.PTX;
      case ELF -> NvidiaImage.Kind.CUBIN;
      case LTO_IR -> NvidiaImage.Kind.LTO_IR;
      default -> NvidiaImage.Kind.OTHER;
    };
  }

  private static Compression compression(long flags) {
    return (flags & FLAG_ZSTD) != 0
        ? Compression.ZSTD
        : (flags & FLAG_LZ4) != 0 ? Compression.LZ4 : Compression.NONE;
  }
}
