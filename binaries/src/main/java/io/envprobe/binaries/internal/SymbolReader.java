package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSymbol;
import io.envprobe.binaries.ElfSymbols;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads dynamic symbols: first the table, then the names in the order in which they lie. */
public final class SymbolReader {
  private static final long MAX_SYMBOLS = 1 << 21;

  private final SymbolTable table;
  private final boolean withDefined;
  private long[] keys = new long[64];
  private long[] indices = new long[64];
  private int selected;
  private int definedCount;

  private SymbolReader(SymbolTable table, boolean withDefined) {
    this.table = table;
    this.withDefined = withDefined;
  }

  public static ReadResult<ElfSymbols> read(ByteSource source, ElfFile file, boolean withDefined)
      throws IOException {
    Optional<SymbolTable> table = SymbolTable.locate(source, file);
    if (table.isEmpty()) {
      return new ReadResult.Rejected<>(
          new Defect("no-symbols", 0, "The file has no dynamic symbol table within its segments."));
    }
    return new SymbolReader(table.get(), withDefined).read();
  }

  private ReadResult<ElfSymbols> read() throws IOException {
    long count = table.count();
    if (count > MAX_SYMBOLS) {
      table.defects.add("too-many-symbols", 0, "Only " + MAX_SYMBOLS + " symbols were read.");
      count = MAX_SYMBOLS;
    }
    for (long i = 1; i < count; i++) {
      boolean defined = table.isDefined(i);
      definedCount += defined ? 1 : 0;
      boolean local = table.info(i) >> 4 == 0;
      if (!local && (!defined || withDefined)) {
        select(i);
      }
    }
    @Nullable String[] names = names();
    List<ElfSymbol> undefined = new ArrayList<>();
    List<ElfSymbol> defined = new ArrayList<>();
    for (int i = 0; i < selected; i++) {
      String name = names[i];
      if (name != null && !name.isEmpty()) {
        ElfSymbol symbol = table.symbol(indices[i], name);
        (symbol.defined() ? defined : undefined).add(symbol);
      }
    }
    return new ReadResult.Read<>(
        new ElfSymbols(undefined, defined, definedCount, table.isInferred()), table.defects.list());
  }

  private void select(long index) throws IOException {
    if (selected == keys.length) {
      keys = Arrays.copyOf(keys, selected * 2);
      indices = Arrays.copyOf(indices, selected * 2);
    }
    keys[selected] = table.nameOffset(index) << 32 | selected;
    indices[selected++] = index;
  }

  /** Sorted by place, so that a page of names is read once however the symbols are sorted. */
  private @Nullable String[] names() throws IOException {
    @Nullable String[] names = new String[selected];
    Arrays.sort(keys, 0, selected);
    long before = -1;
    String name = null;
    for (int i = 0; i < selected && !table.strings.isSpent(); i++) {
      long offset = keys[i] >>> 32;
      if (offset != before) {
        name = table.strings.at(offset).orElse(null);
        before = offset;
      }
      names[(int) keys[i]] = name;
    }
    return names;
  }
}
