package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfMachine;
import io.envprobe.binaries.ElfSymbol;
import io.envprobe.binaries.ElfVersionDefinition;
import io.envprobe.binaries.ElfVersionNeed;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the dynamic symbols of a file lie, how many there are, and what each says. */
final class SymbolTable {
  private static final long MIPS_SYMTABNO = 0x70000011L;

  /** {@code DT_PLTGOT} is of no use here: it may point anywhere. */
  private static final long[] TABLES = {
    Tag.HASH, Tag.STRTAB, 7, 17, 23, Tag.RELR, Tag.GNU_HASH, Tag.VERSYM, Tag.VERDEF, Tag.VERNEED
  };

  /** What a version index stands for. */
  private record Version(Optional<String> name, Optional<String> file) {}

  private static final Version NONE = new Version(Optional.empty(), Optional.empty());

  final Bytes bytes;
  final StringTable strings;
  final Defects defects;
  private final ElfFile file;
  private final ElfDynamic dynamic;
  private final boolean wide;
  private final long start;
  private final OptionalLong versionStart;
  private final Map<Integer, Version> versions = new HashMap<>();
  private boolean inferred;

  private SymbolTable(Bytes bytes, ElfFile file, ElfDynamic dynamic, long start, Defects defects) {
    this.bytes = bytes;
    this.file = file;
    this.dynamic = dynamic;
    this.wide = file.header().bits() == 64;
    this.start = start;
    this.defects = defects;
    this.strings = DynamicReader.stringTable(bytes, file, dynamic.entries(), defects);
    this.versionStart = located(Tag.VERSYM);
    for (ElfVersionDefinition definition : file.versionDefinitions()) {
      if (!definition.isBase()) {
        versions.put(definition.index(), new Version(definition.name(), Optional.empty()));
      }
    }
    for (ElfVersionNeed need : file.versionNeeds()) {
      for (ElfVersionNeed.Version version : need.versions()) {
        versions.put(
            version.index() & 0x7fff, new Version(Optional.of(version.name()), need.file()));
      }
    }
  }

  /** Empty where the file has no table, or it is out of reach. */
  static Optional<SymbolTable> locate(ByteSource source, ElfFile file) {
    Optional<ElfDynamic> dynamic = file.dynamic();
    if (dynamic.isEmpty()) {
      return Optional.empty();
    }
    Optional<Long> address = dynamic.get().value(Tag.SYMTAB);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong start = file.offsetOf(address.get());
    if (start.isEmpty()) {
      return Optional.empty();
    }
    Bytes bytes = new Bytes(source, file.header().order());
    return Optional.of(
        new SymbolTable(bytes, file, dynamic.get(), start.getAsLong(), new Defects()));
  }

  int entrySize() {
    return wide ? 24 : 16;
  }

  boolean isInferred() {
    return inferred;
  }

  OptionalLong located(long tag) {
    Optional<Long> address = dynamic.value(tag);
    return address.isPresent() ? file.offsetOf(address.get()) : OptionalLong.empty();
  }

  /**
   * How many symbols, the null symbol included: what a hash table says, unless that goes beyond the
   * next table, as no sound file's does.
   */
  long count() throws IOException {
    long room = (end() - start) / entrySize();
    long count = stated(room);
    if (count > room) {
      defects.add("symtab-out-of-file", start, "The symbol table is said to go beyond its place.");
    }
    if (count < 0 || count > room) {
      inferred = true;
      return inferredCount(room);
    }
    return count;
  }

  /** Of the tables that state a count the first that states a possible one; -1 for none. */
  private long stated(long room) throws IOException {
    long count = -1;
    OptionalLong hash = located(Tag.HASH);
    int word = hashWord();
    if (hash.isPresent() && bytes.has(hash.getAsLong(), 2L * word)) {
      long number = hashNumber(hash.getAsLong() + word);
      count = number < 0 ? Long.MAX_VALUE : number;
    } else if (file.header().is(ElfMachine.MIPS) && dynamic.value(MIPS_SYMTABNO).isPresent()) {
      count = dynamic.value(MIPS_SYMTABNO).get() & 0xffffffffL;
    }
    OptionalLong gnu = located(Tag.GNU_HASH);
    if (gnu.isPresent() && (count < 0 || count > room)) {
      long number = new GnuHash(bytes, gnu.getAsLong(), wide).count();
      count = number < 0 ? count : number;
    }
    return count;
  }

  /** 64-bit words in {@code DT_HASH} are a peculiarity of two machines. */
  int hashWord() {
    return wide && (file.header().is(ElfMachine.S390) || file.header().is(ElfMachine.ALPHA))
        ? 8
        : 4;
  }

  long hashNumber(long at) throws IOException {
    return hashWord() == 8 ? bytes.i64(at) : bytes.u32(at);
  }

  boolean isWithin(long index) {
    return index > 0 && index < (bytes.size() - start) / entrySize();
  }

  boolean isWide() {
    return wide;
  }

  /** Where the next table starts, or the file ends. */
  private long end() {
    long end = bytes.size();
    for (long tag : TABLES) {
      OptionalLong other = located(tag);
      if (other.isPresent() && other.getAsLong() > start) {
        end = Math.min(end, other.getAsLong());
      }
    }
    return end;
  }

  /** Up to the next table, which linkers put straight behind the symbols, while names are sound. */
  private long inferredCount(long room) throws IOException {
    for (long i = 1; i < room; i++) {
      if (nameOffset(i) >= strings.size()) {
        return i;
      }
    }
    return room;
  }

  long nameOffset(long index) throws IOException {
    return bytes.u32(start + index * entrySize());
  }

  int info(long index) throws IOException {
    return bytes.u8(start + index * entrySize() + (wide ? 4 : 12));
  }

  boolean isDefined(long index) throws IOException {
    return bytes.u16(start + index * entrySize() + (wide ? 6 : 14)) != 0;
  }

  ElfSymbol symbol(long index, String name) throws IOException {
    long at = start + index * entrySize();
    int info = info(index);
    boolean defined = isDefined(index);
    long value = wide ? bytes.i64(at + 8) : bytes.u32(at + 4);
    long size = wide ? bytes.i64(at + 16) : bytes.u32(at + 8);
    int number = versionNumber(index);
    Version version = versions.getOrDefault(number & 0x7fff, NONE);
    return new ElfSymbol(
        name,
        info >> 4,
        info & 15,
        defined,
        value,
        size,
        version.name(),
        version.file(),
        (number & 0x8000) != 0);
  }

  private int versionNumber(long index) throws IOException {
    if (versionStart.isEmpty()) {
      return 0;
    }
    long at = versionStart.getAsLong() + 2 * index;
    if (!bytes.has(at, 2)) {
      defects.add("versym-out-of-file", at, "A symbol's version lies outside of the file.");
      return 0;
    }
    return bytes.u16(at);
  }
}
