package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.MachOFile;
import io.envprobe.binaries.MachOFile.Slice;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the slices of a macOS binary. */
public final class MachOReader {
  private static final long FAT = 0xcafebabeL;
  private static final long FAT_64 = 0xcafebabfL;
  private static final long THIN = 0xfeedfaceL;
  private static final long THIN_64 = 0xfeedfacfL;

  /** The lowest major version of Java classes, which stands where fat files have their count. */
  private static final int JAVA = 45;

  private MachOReader() {}

  public static ReadResult<MachOFile> read(ByteSource source) throws IOException {
    Bytes bytes = new Bytes(source, ByteOrder.BIG_ENDIAN);
    if (!bytes.has(0, 8)) {
      return rejected("not-mach-o", 0, "The file is too short.");
    }
    long magic = bytes.u32(0);
    if (magic == FAT || magic == FAT_64) {
      return fat(source, bytes, magic == FAT_64);
    }
    Defects defects = new Defects();
    Optional<Slice> slice = slice(source, 0, bytes.size(), defects);
    return slice.isEmpty()
        ? rejected("not-mach-o", 0, "The file does not start with a whole Mach-O header.")
        : new ReadResult.Read<>(new MachOFile(false, List.of(slice.get())), defects.list());
  }

  private static ReadResult<MachOFile> rejected(String code, long offset, String message) {
    return new ReadResult.Rejected<>(new Defect(code, offset, message));
  }

  private static ReadResult<MachOFile> fat(ByteSource source, Bytes bytes, boolean wide)
      throws IOException {
    long count = bytes.u32(4);
    int size = wide ? 32 : 20;
    if (count >= JAVA) {
      return rejected("not-mach-o", 4, "The file is a Java class, or has too many slices.");
    }
    Defects defects = new Defects();
    List<Slice> slices = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      long at = 8 + i * size;
      long offset = wide ? bytes.i64(at + 8) : bytes.u32(at + 8);
      long length = wide ? bytes.i64(at + 16) : bytes.u32(at + 12);
      if (!bytes.has(at, size) || !bytes.has(offset, length)) {
        defects.add("slice-out-of-file", at, "A slice lies outside of the file.");
        continue;
      }
      Optional<Slice> slice = slice(source.slice(offset, length), offset, length, defects);
      if (slice.isEmpty()) {
        defects.add("bad-slice", offset, "A slice does not start with a whole Mach-O header.");
      } else {
        slices.add(slice.get());
      }
    }
    return new ReadResult.Read<>(new MachOFile(true, slices), defects.list());
  }

  private static Optional<Slice> slice(ByteSource source, long offset, long length, Defects defects)
      throws IOException {
    Bytes big = new Bytes(source, ByteOrder.BIG_ENDIAN);
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      Bytes bytes = big.in(order);
      long magic = bytes.u32(0);
      boolean wide = magic == THIN_64;
      if ((wide || magic == THIN) && bytes.has(0, wide ? 32 : 28)) {
        return Optional.of(new MachOSliceReader(bytes, wide, defects).read(offset, length));
      }
    }
    return Optional.empty();
  }
}
