package io.envprobe.binaries;

import io.envprobe.binaries.internal.SymbolFinder;
import java.io.IOException;
import java.util.List;

/** Finds definitions by name through a file's hash table, as the loader does. Not thread-safe. */
public interface ElfSymbolLookup {

  /**
   * Every definition of a name, one for each version of it; none where the file does not define it
   * or has no usable hash table.
   *
   * @throws IOException only from the source
   */
  List<ElfSymbol> find(String name) throws IOException;

  /** A lookup in a file; it reads when asked. */
  static ElfSymbolLookup of(ByteSource source, ElfFile file) {
    return SymbolFinder.of(source, file);
  }
}
