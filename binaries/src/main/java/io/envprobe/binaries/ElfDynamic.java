package io.envprobe.binaries;

import java.util.List;
import java.util.Optional;

/**
 * The dynamic section: what a file asks of the dynamic loader. Names are as in the file: {@code ..}
 * and absolute names, unexpanded {@code $ORIGIN}, control characters included.
 *
 * @param entries every entry in order, without the terminator
 * @param needed the libraries needed, in order
 * @param soname the name that other files need this one by
 * @param rpath the old search path, one string
 * @param runpath the new search path, one string
 * @param audit {@code DT_AUDIT}
 * @param depaudit {@code DT_DEPAUDIT}
 * @param filters {@code DT_FILTER} entries: they must load
 * @param auxiliaries {@code DT_AUXILIARY} entries: they may be missing
 */
public record ElfDynamic(
    List<Entry> entries,
    List<String> needed,
    Optional<String> soname,
    Optional<String> rpath,
    Optional<String> runpath,
    Optional<String> audit,
    Optional<String> depaudit,
    List<String> filters,
    List<String> auxiliaries) {

  public ElfDynamic {
    entries = List.copyOf(entries);
    needed = List.copyOf(needed);
    filters = List.copyOf(filters);
    auxiliaries = List.copyOf(auxiliaries);
  }

  /** {@code DF_1_NODEFLIB} in {@link #flags1}: neither the cache nor the default directories. */
  public static final long FLAG_1_NODEFLIB = 0x800;

  /** {@code DF_1_NOOPEN} in {@link #flags1}: not to be opened by {@code dlopen}. */
  public static final long FLAG_1_NOOPEN = 0x40;

  /** {@code DF_1_PIE} in {@link #flags1}: an executable, although its type is shared object. */
  public static final long FLAG_1_PIE = 0x08000000;

  /** {@code DF_TEXTREL} in {@link #flags}. */
  public static final long FLAG_TEXTREL = 4;

  /** {@code DF_STATIC_TLS} in {@link #flags}. */
  public static final long FLAG_STATIC_TLS = 16;

  /** One entry; the tag and the value are signed 64 bits as in the file. */
  public record Entry(long tag, long value) {}

  /** Tags of entries. Source: https://gabi.xinuos.com/elf/08-dynamic.html, glibc's elf.h. */
  public static final class Tag {
    private Tag() {}

    public static final long NEEDED = 1;
    public static final long HASH = 4;
    public static final long STRTAB = 5;
    public static final long SYMTAB = 6;
    public static final long STRSZ = 10;
    public static final long SYMENT = 11;
    public static final long SONAME = 14;
    public static final long RPATH = 15;
    public static final long TEXTREL = 22;
    public static final long RUNPATH = 29;
    public static final long FLAGS = 30;
    public static final long RELRSZ = 35;
    public static final long RELR = 36;
    public static final long GNU_HASH = 0x6ffffef5L;
    public static final long DEPAUDIT = 0x6ffffefbL;
    public static final long AUDIT = 0x6ffffefcL;
    public static final long VERSYM = 0x6ffffff0L;
    public static final long FLAGS_1 = 0x6ffffffbL;
    public static final long VERDEF = 0x6ffffffcL;
    public static final long VERDEFNUM = 0x6ffffffdL;
    public static final long VERNEED = 0x6ffffffeL;
    public static final long VERNEEDNUM = 0x6fffffffL;
    public static final long AUXILIARY = 0x7ffffffdL;
    public static final long FILTER = 0x7fffffffL;
  }

  /** The value of the last entry with a tag, the one that the loader uses. */
  public Optional<Long> value(long tag) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).tag() == tag) {
        return Optional.of(entries.get(i).value());
      }
    }
    return Optional.empty();
  }

  /** {@code DT_FLAGS}, 0 where there is none. */
  public long flags() {
    return value(Tag.FLAGS).orElse(0L);
  }

  /** {@code DT_FLAGS_1}, 0 where there is none. */
  public long flags1() {
    return value(Tag.FLAGS_1).orElse(0L);
  }

  /** Whether relocations are packed as {@code DT_RELR}. */
  public boolean hasRelr() {
    return value(Tag.RELR).isPresent();
  }

  /** Whether relocations change code, so that it is mapped writable. */
  public boolean hasTextRelocations() {
    return value(Tag.TEXTREL).isPresent() || (flags() & FLAG_TEXTREL) != 0;
  }

  /** Whether the file says that it is a position-independent executable. */
  public boolean isPositionIndependentExecutable() {
    return (flags1() & FLAG_1_PIE) != 0;
  }
}
