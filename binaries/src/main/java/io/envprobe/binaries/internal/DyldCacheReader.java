package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.DyldCache;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads the list of libraries of macOS's shared cache. */
public final class DyldCacheReader {
  private static final String MAGIC = "dyld_v1 ";
  private static final int MAGIC_SIZE = 16;
  private static final int MAPPINGS = 0x10;
  private static final int OLD_IMAGES = 0x18;

  /** Caches in several files moved the list; their headers are long enough to hold its place. */
  private static final int IMAGES = 0x1c0;

  private static final int IMAGE_SIZE = 32;
  private static final int MAX_IMAGES = 1 << 16;

  private DyldCacheReader() {}

  public static ReadResult<DyldCache> read(ByteSource source) throws IOException {
    Bytes bytes = new Bytes(source, ByteOrder.LITTLE_ENDIAN);
    String magic = new String(bytes.copy(0, MAGIC_SIZE), StandardCharsets.ISO_8859_1);
    if (!magic.startsWith(MAGIC) || !bytes.has(0, OLD_IMAGES + 8)) {
      return new ReadResult.Rejected<>(
          new Defect("not-dyld-cache", 0, "The file does not start as a shared cache does."));
    }
    Defects defects = new Defects();
    long header = bytes.u32(MAPPINGS);
    long at = bytes.u32(OLD_IMAGES);
    long count = bytes.u32(OLD_IMAGES + 4);
    if (at == 0 && header >= IMAGES + 8) {
      at = bytes.u32(IMAGES);
      count = bytes.u32(IMAGES + 4);
    }
    if (count > MAX_IMAGES || !bytes.has(at, count * IMAGE_SIZE)) {
      defects.add("images-out-of-file", at, "The list of libraries goes beyond the file.");
      count = Math.max(0, Math.min(MAX_IMAGES, (bytes.size() - at) / IMAGE_SIZE));
    }
    NameBudget names = new NameBudget(bytes, defects);
    Set<String> paths = new LinkedHashSet<>();
    for (long i = 0; i < count && !names.isSpent(); i++) {
      names.at(bytes.u32(at + i * IMAGE_SIZE + 24), Long.MAX_VALUE).ifPresent(paths::add);
    }
    String architecture = magic.substring(MAGIC.length()).replace("\0", "").strip();
    return new ReadResult.Read<>(new DyldCache(architecture, paths), defects.list());
  }
}
