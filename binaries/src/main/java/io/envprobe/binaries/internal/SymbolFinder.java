package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfHash;
import io.envprobe.binaries.ElfSymbol;
import io.envprobe.binaries.ElfSymbolLookup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks names up in the GNU hash table, or in the older one where there is no other. */
public final class SymbolFinder implements ElfSymbolLookup {
  private final SymbolTable table;

  private SymbolFinder(SymbolTable table) {
    this.table = table;
  }

  public static ElfSymbolLookup of(ByteSource source, ElfFile file) {
    Optional<SymbolTable> table = SymbolTable.locate(source, file);
    return table.isPresent() ? new SymbolFinder(table.get()) : name -> List.of();
  }

  @Override
  public List<ElfSymbol> find(String name) throws IOException {
    List<ElfSymbol> found = new ArrayList<>();
    OptionalLong gnu = table.located(Tag.GNU_HASH);
    if (gnu.isPresent()) {
      findGnu(gnu.getAsLong(), name, found);
    } else {
      OptionalLong hash = table.located(Tag.HASH);
      if (hash.isPresent()) {
        findSysv(hash.getAsLong(), name, found);
      }
    }
    return found;
  }

  private void findGnu(long start, String name, List<ElfSymbol> found) throws IOException {
    GnuHash hashes = new GnuHash(table.bytes, start, table.isWide());
    long hash = ElfHash.gnu(name);
    long index = hashes.first(hash);
    if (index == 0) {
      return;
    }
    for (; hashes.inChain(index) && table.isWithin(index); index++) {
      long link = hashes.chain(index);
      if ((link | 1) == (hash | 1)) {
        take(index, name, found);
      }
      if ((link & 1) != 0) {
        return;
      }
    }
  }

  private void findSysv(long start, String name, List<ElfSymbol> found) throws IOException {
    int word = table.hashWord();
    long buckets = table.hashNumber(start);
    long symbols = table.hashNumber(start + word);
    if (buckets <= 0 || buckets > table.bytes.size()) {
      return;
    }
    long index = table.hashNumber(start + (2 + ElfHash.sysv(name) % buckets) * word);
    // A damaged chain may lead back into itself: no chain has more links than there are symbols.
    for (long steps = 0; index > 0 && index < symbols && table.isWithin(steps + 1); steps++) {
      take(index, name, found);
      index = table.hashNumber(start + (2 + buckets + index) * word);
    }
  }

  private void take(long index, String name, List<ElfSymbol> found) throws IOException {
    if (table.isWithin(index)
        && table.info(index) >> 4 != 0
        && table.isDefined(index)
        && table.strings.holds(table.nameOffset(index), name.getBytes(StandardCharsets.UTF_8))) {
      found.add(table.symbol(index, name));
    }
  }
}
