package io.envprobe.binaries;

import io.envprobe.binaries.internal.Defects;
import io.envprobe.binaries.internal.LdCacheEntries;
import io.envprobe.binaries.internal.LdCacheHeader;
import io.envprobe.binaries.internal.LdCacheOrder;
import io.envprobe.binaries.internal.LdCacheReader;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The dynamic loader's cache, {@code /etc/ld.so.cache}, as written by {@code ldconfig}. Entries are
 * read when they are asked for, by name or all. Immutable, and thread-safe.
 *
 * <p>Source: https://sourceware.org/git/?p=glibc.git;a=blob;f=sysdeps/generic/dl-cache.h
 */
public final class LdCache {
  private final LdCacheHeader header;
  private final LdCacheEntries entries;

  private LdCache(LdCacheHeader header) {
    this.header = header;
    this.entries = new LdCacheEntries(header);
  }

  /** The layouts of the file. */
  public enum Format {
    /** Of libc5 and glibc before 2.2. */
    OLD,
    /** The only one since glibc 2.32, by default. */
    NEW,
    /**
     * The new one within the old one ({@code ldconfig -c compat}). glibc finds wrong names of
     * subdirectories in it and so ignores the entries that have one.
     */
    COMPAT
  }

  /**
   * One library.
   *
   * @param name the SONAME that is looked up; empty where the file is damaged
   * @param path where it is; empty where the file is damaged
   * @param flags the library's kind in the lowest byte (3 glibc, 1 unknown libc), the architecture
   *     in the next; the loader wants all equal to its own
   * @param hwcap the bits as in the file, unsigned
   * @param hwcapName the {@code glibc-hwcaps} subdirectory that the library is in
   * @param isaLevel the level that such an entry needs: 0 none, then 1 for x86-64-v2, and so on
   */
  public record Entry(
      Optional<String> name,
      Optional<String> path,
      int flags,
      long hwcap,
      Optional<String> hwcapName,
      OptionalInt isaLevel) {

    private static final long EXTENSION = 1L << 62;

    /** Whether the entry is for a {@code glibc-hwcaps} subdirectory. */
    public boolean hasSubdirectory() {
      return hwcap >>> 42 << 42 == EXTENSION;
    }

    /** Whether the entry is for a legacy hardware directory, which glibc since 2.37 skips. */
    public boolean isLegacyHardware() {
      return hwcap != 0 && !hasSubdirectory();
    }
  }

  /**
   * Reads a whole cache, and finds everything that is wrong with it.
   *
   * @throws IOException only from the source
   */
  public static ReadResult<LdCache> read(ByteSource source) throws IOException {
    ReadResult<byte[]> content = LdCacheReader.content(source);
    if (content instanceof ReadResult.Rejected<byte[]> rejected) {
      return new ReadResult.Rejected<>(rejected.reason());
    }
    ReadResult<LdCache> opened = open(((ReadResult.Read<byte[]>) content).value());
    if (!(opened instanceof ReadResult.Read<LdCache> read)) {
      return opened;
    }
    Defects defects = new Defects();
    defects.addAll(read.defects());
    defects.addAll(read.value().entries.defects());
    return new ReadResult.Read<>(read.value(), defects.list());
  }

  /**
   * Opens a cache for who asks for a few names: the defects are those of its header alone.
   *
   * @param content not to be changed afterwards
   */
  public static ReadResult<LdCache> open(byte[] content) {
    ReadResult<LdCacheHeader> header = LdCacheReader.read(content);
    return header instanceof ReadResult.Read<LdCacheHeader> read
        ? new ReadResult.Read<>(new LdCache(read.value()), read.defects())
        : new ReadResult.Rejected<>(((ReadResult.Rejected<LdCacheHeader>) header).reason());
  }

  /** The layout. */
  public Format format() {
    return header.format();
  }

  /** The byte order found, whatever the file says. */
  public ByteOrder order() {
    return header.order();
  }

  /** What the file says of it: 0 nothing (before glibc 2.33), 2 little, 3 big. */
  public int orderFlag() {
    return header.orderFlag();
  }

  /** The text of the {@code ldconfig} that wrote it (since glibc 2.33). */
  public Optional<String> generator() {
    return header.generator();
  }

  /** The names of {@code glibc-hwcaps} subdirectories; an unreadable one is empty. */
  public List<Optional<String>> hwcaps() {
    return header.hwcaps();
  }

  /**
   * All entries in the order of the file; of a damaged one, whose strings overlap, only as many as
   * have together no more text than an honest file of its size.
   */
  public List<Entry> entries() {
    return entries.all();
  }

  /** The entries of exactly this name, in the order of the file, whether or not it is sorted. */
  public List<Entry> named(String name) {
    return entries.named(name);
  }

  /**
   * The directories that readable entries lead to, in the order of the file, without a slash at the
   * end; the root is empty.
   *
   * @param architecture the second byte of the flags that count; negative for all
   */
  public Set<String> directories(int architecture) {
    return entries.directories(architecture);
  }

  /**
   * Compares names as the loader does: runs of digits by their number, all else by byte. A sound
   * cache is sorted by it, descending.
   */
  public static int compareNames(String left, String right) {
    return LdCacheOrder.compare(left, right);
  }
}
