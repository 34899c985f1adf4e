package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.LdCache.Format;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the header of the loader's cache. */
public final class LdCacheReader {
  private static final byte[] OLD = "ld.so-1.7.0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NEW = "glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII);
  private static final int OLD_HEADER = 16;
  private static final int NEW_HEADER = 48;
  private static final long EXTENSION_MAGIC = 0xeaa42174L;
  private static final int MAX_SIZE = 64 << 20;
  private static final int MAX_SECTIONS = 256;
  private static final int MAX_HWCAPS = 4096;

  private final Words words;
  private final Defects defects = new Defects();
  private final List<Optional<String>> hwcaps = new ArrayList<>();
  private Optional<String> generator = Optional.empty();

  private LdCacheReader(Words words) {
    this.words = words;
  }

  /** The whole of a source; rejected where no cache is so large. */
  public static ReadResult<byte[]> content(ByteSource source) throws IOException {
    if (source.size() > MAX_SIZE) {
      return rejected("cache-size", MAX_SIZE, "The file is larger than any loader cache.");
    }
    byte[] content = new byte[(int) Math.max(0, source.size())];
    int done = 0;
    int read = 1;
    while (done < content.length && read > 0) {
      read = source.read(done, content, done, content.length - done);
      done += Math.max(0, read);
    }
    return new ReadResult.Read<>(content, List.of());
  }

  /** Reads all but the entries. */
  public static ReadResult<LdCacheHeader> read(byte[] content) {
    Words little = new Words(content, ByteOrder.LITTLE_ENDIAN);
    if (little.has(0, NEW)) {
      return readNew(little, 0, Format.NEW);
    }
    if (!little.has(0, OLD)) {
      return rejected("cache-magic", 0, "The file does not start as a loader cache does.");
    }
    Words words = oldFits(little) ? little : little.in(ByteOrder.BIG_ENDIAN);
    if (!oldFits(words)) {
      return rejected("cache-nlibs", 12, "The entries go beyond the file.");
    }
    long count = words.u32(12);
    long end = OLD_HEADER + count * LdCacheEntries.OLD_SIZE;
    // The new part is aligned as the machine aligns 64-bit numbers: to 4 on some, to 8 on most.
    for (int align : new int[] {8, 4}) {
      long start = (end + align - 1) / align * align;
      if (words.has(start, NEW)) {
        return readNew(words, start, Format.COMPAT);
      }
    }
    return new LdCacheReader(words).header(Format.OLD, 0, OLD_HEADER, count, end);
  }

  private static boolean oldFits(Words words) {
    return words.has(OLD_HEADER, words.u32(12) * LdCacheEntries.OLD_SIZE);
  }

  private static boolean newFits(Words words, long base) {
    return words.has(base + NEW_HEADER, words.u32(base + 20) * LdCacheEntries.NEW_SIZE);
  }

  private static <T> ReadResult<T> rejected(String code, long offset, String message) {
    return new ReadResult.Rejected<>(new Defect(code, offset, message));
  }

  private static ReadResult<LdCacheHeader> readNew(Words found, long base, Format format) {
    if (!found.has(base, NEW_HEADER)) {
      return rejected("cache-truncated", base, "The file ends within the cache's header.");
    }
    int flag = found.bytes()[(int) base + 28] & 3;
    if (flag == 1) {
      return rejected("cache-endian-invalid", base + 28, "The byte order is marked as invalid.");
    }
    Words words = found.in(ByteOrder.LITTLE_ENDIAN);
    if (flag == 3 || (flag == 0 && !newFits(words, base))) {
      words = found.in(ByteOrder.BIG_ENDIAN);
    }
    if (!newFits(words, base)) {
      return rejected("cache-nlibs", base + 20, "The entries go beyond the file.");
    }
    LdCacheReader reader = new LdCacheReader(words);
    reader.extension(base, words.u32(base + 32));
    return reader.header(format, flag, base + NEW_HEADER, words.u32(base + 20), base);
  }

  private ReadResult<LdCacheHeader> header(
      Format format, int flag, long first, long count, long strings) {
    return new ReadResult.Read<>(
        new LdCacheHeader(
            words, format, flag, generator, hwcaps, (int) first, (int) count, strings),
        defects.list());
  }

  /**
   * Offsets in the directory count from the start of the file; the names of subdirectories from the
   * new header, although glibc itself looks for them from the start of the file.
   */
  private void extension(long base, long offset) {
    if (offset == 0) {
      return;
    }
    if (offset % 4 != 0 || !words.has(offset, 8) || words.u32(offset) != EXTENSION_MAGIC) {
      defects.add("cache-extension", offset, "The extension is not where the header says.");
      return;
    }
    long sections = Math.min(words.u32(offset + 4), MAX_SECTIONS);
    LdCacheStrings strings = new LdCacheStrings(words.bytes(), defects);
    for (long i = 0; i < sections; i++) {
      long section = offset + 8 + i * 16;
      long start = words.u32(section + 8);
      long size = words.u32(section + 12);
      if (!words.has(section, 16) || !words.has(start, size)) {
        defects.add("cache-extension", section, "A section of the extension is out of the file.");
        return;
      }
      long tag = words.u32(section);
      if (tag == 0) {
        long end = start + Math.min(size, LdCacheStrings.MAX_STRING);
        generator = Optional.of(Text.of(Arrays.copyOfRange(words.bytes(), (int) start, (int) end)));
      } else if (tag == 1) {
        hwcaps.clear();
        for (long j = 0; j < Math.min(size / 4, MAX_HWCAPS) && strings.mayGoOn(); j++) {
          hwcaps.add(strings.at(base + words.u32(start + j * 4)));
        }
      }
    }
  }
}
