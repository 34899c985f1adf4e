package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.LdCache;
import io.envprobe.binaries.LdCache.Entry;
import io.envprobe.binaries.LdCache.Format;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the loader's cache. */
public final class LdCacheReader {
  private static final byte[] OLD = "ld.so-1.7.0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NEW = "glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII);
  private static final int OLD_HEADER = 16;
  private static final int OLD_ENTRY = 12;
  private static final int NEW_HEADER = 48;
  private static final int NEW_ENTRY = 24;
  private static final long EXTENSION_MAGIC = 0xeaa42174L;
  private static final int MAX_SECTIONS = 256;
  private static final int MAX_HWCAPS = 4096;
  private static final int MAX_STRING = 4096;

  /** How often its own size an honest file's strings come out, names being tails of paths. */
  private static final long SHARING = 4;

  private final Bytes bytes;
  private final Defects defects = new Defects();
  private final List<Optional<String>> hwcaps = new ArrayList<>();
  private Optional<String> generator = Optional.empty();
  private long budget;
  private boolean lastIsAscii;

  private LdCacheReader(Bytes bytes) {
    this.bytes = bytes;
    this.budget = SHARING * bytes.size() + MAX_STRING;
  }

  public static ReadResult<LdCache> read(ByteSource source) throws IOException {
    Bytes little = new Bytes(source, ByteOrder.LITTLE_ENDIAN);
    if (startsWith(little, 0, NEW)) {
      return readNew(little, 0, Format.NEW);
    }
    if (!startsWith(little, 0, OLD)) {
      return rejected("cache-magic", 0, "The file does not start as a loader cache does.");
    }
    Bytes bytes = little;
    if (!oldFits(bytes)) {
      bytes = little.in(ByteOrder.BIG_ENDIAN);
      if (!oldFits(bytes)) {
        return rejected("cache-nlibs", 12, "The entries go beyond the file.");
      }
    }
    long end = OLD_HEADER + bytes.u32(12) * OLD_ENTRY;
    // The new part is aligned as the machine aligns 64-bit numbers: to 4 on some, to 8 on most.
    for (int align : new int[] {8, 4}) {
      long start = (end + align - 1) / align * align;
      if (startsWith(bytes, start, NEW)) {
        return readNew(bytes, start, Format.COMPAT);
      }
    }
    return new LdCacheReader(bytes).readOld(end);
  }

  private static boolean oldFits(Bytes bytes) throws IOException {
    return bytes.has(OLD_HEADER, bytes.u32(12) * OLD_ENTRY);
  }

  private static boolean newFits(Bytes bytes, long base) throws IOException {
    return bytes.has(base + NEW_HEADER, bytes.u32(base + 20) * NEW_ENTRY);
  }

  private static boolean startsWith(Bytes bytes, long at, byte[] wanted) throws IOException {
    return bytes.has(at, wanted.length)
        && Text.of(bytes.copy(at, wanted.length)).equals(Text.of(wanted));
  }

  private static ReadResult<LdCache> rejected(String code, long offset, String message) {
    return new ReadResult.Rejected<>(new Defect(code, offset, message));
  }

  private static ReadResult<LdCache> readNew(Bytes little, long base, Format format)
      throws IOException {
    if (!little.has(base, NEW_HEADER)) {
      return rejected("cache-truncated", base, "The file ends within the cache's header.");
    }
    int flag = little.u8(base + 28) & 3;
    if (flag == 1) {
      return rejected("cache-endian-invalid", base + 28, "The byte order is marked as invalid.");
    }
    Bytes bytes = little.in(ByteOrder.LITTLE_ENDIAN);
    if (flag == 3 || (flag == 0 && !newFits(bytes, base))) {
      bytes = little.in(ByteOrder.BIG_ENDIAN);
    }
    if (!newFits(bytes, base)) {
      return rejected("cache-nlibs", base + 20, "The entries go beyond the file.");
    }
    return new LdCacheReader(bytes).readNew(base, format, flag);
  }

  private ReadResult<LdCache> readNew(long base, Format format, int flag) throws IOException {
    extension(base, bytes.u32(base + 32));
    long count = bytes.u32(base + 20);
    List<Entry> entries = new ArrayList<>();
    for (long i = 0; i < count && budget > 0; i++) {
      long at = base + NEW_HEADER + i * NEW_ENTRY;
      long hwcap = bytes.i64(at + 16);
      long name = base + bytes.u32(at + 4);
      long path = base + bytes.u32(at + 8);
      Optional<String> whole = string(path);
      Entry plain =
          new Entry(
              tail(name, path, whole),
              whole,
              (int) bytes.u32(at),
              hwcap,
              Optional.empty(),
              OptionalInt.empty());
      entries.add(plain.hasSubdirectory() ? withSubdirectory(plain) : plain);
    }
    return result(format, flag, entries);
  }

  private Entry withSubdirectory(Entry entry) {
    long index = entry.hwcap() & 0xffffffffL;
    Optional<String> name = index < hwcaps.size() ? hwcaps.get((int) index) : Optional.empty();
    int level = (int) (entry.hwcap() >>> 32 & 0x3ff);
    return new Entry(
        entry.name(), entry.path(), entry.flags(), entry.hwcap(), name, OptionalInt.of(level));
  }

  private ReadResult<LdCache> readOld(long strings) throws IOException {
    long count = bytes.u32(12);
    List<Entry> entries = new ArrayList<>();
    for (long i = 0; i < count && budget > 0; i++) {
      long at = OLD_HEADER + i * OLD_ENTRY;
      entries.add(
          new Entry(
              string(strings + bytes.u32(at + 4)),
              string(strings + bytes.u32(at + 8)),
              (int) bytes.u32(at),
              0,
              Optional.empty(),
              OptionalInt.empty()));
    }
    return result(Format.OLD, 0, entries);
  }

  private ReadResult<LdCache> result(Format format, int flag, List<Entry> entries) {
    if (budget <= 0) {
      defects.add("cache-strings-overlap", 0, "The strings overlap; the rest is left out.");
    }
    return new ReadResult.Read<>(
        new LdCache(format, bytes.order(), flag, generator, hwcaps, entries), defects.list());
  }

  /**
   * Offsets in the directory count from the start of the file; the names of subdirectories from the
   * new header, although glibc itself looks for them from the start of the file.
   */
  private void extension(long base, long offset) throws IOException {
    if (offset == 0) {
      return;
    }
    if (offset % 4 != 0 || !bytes.has(offset, 8) || bytes.u32(offset) != EXTENSION_MAGIC) {
      defects.add("cache-extension", offset, "The extension is not where the header says.");
      return;
    }
    long count = Math.min(bytes.u32(offset + 4), MAX_SECTIONS);
    for (long i = 0; i < count; i++) {
      long section = offset + 8 + i * 16;
      long start = bytes.u32(section + 8);
      long size = bytes.u32(section + 12);
      if (!bytes.has(section, 16) || !bytes.has(start, size)) {
        defects.add("cache-extension", section, "A section of the extension is out of the file.");
        return;
      }
      long tag = bytes.u32(section);
      if (tag == 0) {
        generator = Optional.of(Text.of(bytes.copy(start, (int) Math.min(size, MAX_STRING))));
      } else if (tag == 1) {
        hwcaps.clear();
        for (long j = 0; j < Math.min(size / 4, MAX_HWCAPS) && budget > 0; j++) {
          hwcaps.add(string(base + bytes.u32(start + j * 4)));
        }
      }
    }
  }

  /** A name, which in most entries is the end of the path. */
  private Optional<String> tail(long name, long path, Optional<String> whole) throws IOException {
    if (lastIsAscii && whole.isPresent() && name >= path && name <= path + whole.get().length()) {
      String text = whole.get().substring((int) (name - path));
      budget -= text.length();
      return Optional.of(text);
    }
    return string(name);
  }

  private Optional<String> string(long at) throws IOException {
    int length = bytes.has(at, 1) ? bytes.lengthToZero(at, MAX_STRING) : -1;
    budget -= length < 0 ? Math.max(1, Math.min(MAX_STRING, bytes.size() - at)) : length;
    if (length < 0) {
      defects.add("cache-string-out-of-file", at, "A name or path lies outside of the file.");
      return Optional.empty();
    }
    byte[] text = bytes.copy(at, length);
    lastIsAscii = Text.isAscii(text);
    return Optional.of(Text.of(text));
  }

  /** See {@link LdCache#compareNames}. */
  public static int compareNames(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length()) {
      char a = left.charAt(i);
      char b = j < right.length() ? right.charAt(j) : '\0';
      if (isDigit(a) && isDigit(b)) {
        int endLeft = endOfDigits(left, i);
        int endRight = endOfDigits(right, j);
        int order = VersionOrder.compare(left.substring(i, endLeft), right.substring(j, endRight));
        if (order != 0) {
          return order;
        }
        i = endLeft;
        j = endRight;
      } else if (isDigit(a)) {
        return 1;
      } else if (isDigit(b)) {
        return -1;
      } else if (a != b) {
        return a - b;
      } else {
        i++;
        j++;
      }
    }
    return j < right.length() ? -1 : 0;
  }

  private static int endOfDigits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
