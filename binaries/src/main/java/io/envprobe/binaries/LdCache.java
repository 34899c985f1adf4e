package io.envprobe.binaries;

import io.envprobe.binaries.internal.LastLdCache;
import io.envprobe.binaries.internal.LdCacheReader;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The dynamic loader's cache, {@code /etc/ld.so.cache}, as written by {@code ldconfig}. Immutable.
 *
 * <p>Source: https://sourceware.org/git/?p=glibc.git;a=blob;f=sysdeps/generic/dl-cache.h
 *
 * @param order the byte order found, whatever the file says
 * @param orderFlag what the file says: 0 nothing (before glibc 2.33), 2 little, 3 big
 * @param generator the text of the {@code ldconfig} that wrote it (since glibc 2.33)
 * @param hwcaps the names of {@code glibc-hwcaps} subdirectories; an unreadable one is empty
 * @param entries in the order of the file, which the loader searches by halving
 */
public record LdCache(
    Format format,
    ByteOrder order,
    int orderFlag,
    Optional<String> generator,
    List<Optional<String>> hwcaps,
    List<Entry> entries) {

  public LdCache {
    hwcaps = List.copyOf(hwcaps);
    entries = List.copyOf(entries);
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
   * Reads a whole cache; they have some kilobytes.
   *
   * @throws IOException only from the source
   */
  public static ReadResult<LdCache> read(ByteSource source) throws IOException {
    return LdCacheReader.read(source);
  }

  /**
   * Reads a whole cache. Several readers of one machine want the same one: content that was read
   * last is not read again. Thread-safe.
   *
   * @param content not to be changed afterwards
   */
  public static ReadResult<LdCache> read(byte[] content) {
    return LastLdCache.read(content);
  }

  /**
   * Compares names as the loader does: runs of digits by their number, all else by byte. A sound
   * cache is sorted by it, descending.
   */
  public static int compareNames(String left, String right) {
    return LdCacheReader.compareNames(left, right);
  }
}
