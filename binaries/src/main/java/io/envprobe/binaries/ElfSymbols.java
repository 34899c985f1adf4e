package io.envprobe.binaries;

import io.envprobe.binaries.internal.SymbolReader;
import java.io.IOException;
import java.util.List;

/**
 * The dynamic symbols of an ELF file, found through its hash tables, in the order of the file.
 * Immutable.
 *
 * @param undefined what the file needs
 * @param defined what it provides; empty where only the undefined ones were asked for
 * @param definedCount how many entries of the table are defined, in either case; the local ones,
 *     which some linkers leave in the table, are counted here and listed nowhere
 * @param countInferred whether no table states how many symbols there are, so that the place of the
 *     next table had to tell
 */
public record ElfSymbols(
    List<ElfSymbol> undefined, List<ElfSymbol> defined, int definedCount, boolean countInferred) {

  public ElfSymbols {
    undefined = List.copyOf(undefined);
    defined = List.copyOf(defined);
  }

  /**
   * Reads both kinds. Heap and bytes read are proportional to the file's own tables.
   *
   * @return rejected where the file has no dynamic symbol table, or none that can be read
   * @throws IOException only from the source
   */
  public static ReadResult<ElfSymbols> read(ByteSource source, ElfFile file) throws IOException {
    return SymbolReader.read(source, file, true);
  }

  /** As {@link #read}, but takes the names of the undefined symbols alone. */
  public static ReadResult<ElfSymbols> readUndefined(ByteSource source, ElfFile file)
      throws IOException {
    return SymbolReader.read(source, file, false);
  }
}
