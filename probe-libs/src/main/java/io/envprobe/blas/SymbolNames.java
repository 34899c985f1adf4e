package io.envprobe.blas;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSymbol;
import io.envprobe.binaries.ElfSymbols;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The dynamic symbols of a file by name. Immutable.
 *
 * @param defined what it provides
 * @param needed what it cannot do without and takes from any library: neither weak, nor bound to a
 *     version of another one
 * @param bound what it takes from a certain version of a library
 */
public record SymbolNames(Set<String> defined, Set<String> needed, Set<String> bound) {
  /** No symbols. */
  public static final SymbolNames NONE = new SymbolNames(Set.of(), Set.of(), Set.of());

  public SymbolNames {
    defined = Set.copyOf(defined);
    needed = Set.copyOf(needed);
    bound = Set.copyOf(bound);
  }

  /**
   * Reads them; none where the file has no dynamic symbols, or is no ELF file.
   *
   * @throws IOException only from the source
   */
  public static SymbolNames read(ByteSource source) throws IOException {
    Optional<ElfFile> file = ElfFile.read(source).content();
    if (file.isEmpty()) {
      return NONE;
    }
    Optional<ElfSymbols> symbols = ElfSymbols.read(source, file.get()).content();
    if (symbols.isEmpty()) {
      return NONE;
    }
    Set<String> defined = new HashSet<>();
    Set<String> needed = new HashSet<>();
    Set<String> bound = new HashSet<>();
    for (ElfSymbol symbol : symbols.get().defined()) {
      defined.add(symbol.name());
    }
    for (ElfSymbol symbol : symbols.get().undefined()) {
      if (symbol.version().isPresent()) {
        bound.add(symbol.name());
      } else if (!symbol.isWeak()) {
        needed.add(symbol.name());
      }
    }
    return new SymbolNames(defined, needed, bound);
  }

  /** Whether the file needs a name, of whatever library. */
  public boolean uses(String name) {
    return needed.contains(name) || bound.contains(name);
  }

  /** Whether it needs one of these names. */
  public boolean usesAny(List<String> names) {
    for (String name : names) {
      if (uses(name)) {
        return true;
      }
    }
    return false;
  }
}
