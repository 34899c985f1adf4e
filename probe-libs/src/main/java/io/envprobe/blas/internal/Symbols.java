package io.envprobe.blas.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSymbol;
import io.envprobe.binaries.ElfSymbolLookup;
import io.envprobe.blas.Affix;
import io.envprobe.blas.internal.code.Effect;
import io.envprobe.blas.internal.code.MachineCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The names that a file defines itself, and the code behind them. */
final class Symbols {
  private static final int FUNCTION = 2;

  private final ByteSource source;
  private final ElfFile file;
  private final ElfSymbolLookup lookup;

  Symbols(ByteSource source, ElfFile file) {
    this.source = source;
    this.file = file;
    this.lookup = ElfSymbolLookup.of(source, file);
  }

  boolean defines(String name) throws IOException {
    return !lookup.find(name).isEmpty();
  }

  /** The first of these names with any of these affixes that is defined. */
  Optional<String> first(List<String> names, List<Affix> affixes) throws IOException {
    for (String name : names) {
      for (Affix affix : affixes) {
        String whole = affix.of(name);
        if (defines(whole)) {
          return Optional.of(whole);
        }
      }
    }
    return Optional.empty();
  }

  /** What a function does, where it does nothing but store or return constants. */
  Optional<Effect> effect(String name) throws IOException {
    byte[] code = code(name);
    return code.length == 0 ? Optional.empty() : MachineCode.effect(file.header(), code);
  }

  /** The first bytes of a function; none where it is not defined. */
  byte[] code(String name) throws IOException {
    List<ElfSymbol> found = lookup.find(name);
    if (found.isEmpty() || found.get(0).type() != FUNCTION) {
      return new byte[0];
    }
    OptionalLong offset = file.offsetOf(found.get(0).value());
    if (offset.isEmpty()) {
      return new byte[0];
    }
    byte[] code = new byte[MachineCode.LONGEST];
    int count = source.read(offset.getAsLong(), code, 0, code.length);
    return Arrays.copyOf(code, Math.max(0, count));
  }
}
