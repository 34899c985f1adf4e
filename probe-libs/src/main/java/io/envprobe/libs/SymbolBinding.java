package io.envprobe.libs;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSymbol;
import io.envprobe.binaries.ElfSymbolLookup;
import io.envprobe.binaries.ElfSymbols;
import io.envprobe.binaries.loader.Resolution;
import io.envprobe.host.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which definitions the symbols of a file get among the objects that are loaded with it.
 *
 * <p>Source: glibc, elf/dl-lookup.c, function check_match. Where an object cannot be read, nothing
 * is claimed of it.
 */
final class SymbolBinding {
  private record Provider(String path, ElfFile file, ElfSymbolLookup lookup) {}

  private final HostLoaderFiles files;
  private final String path;
  private final Set<String> unknowns;
  private final List<ElfSymbol> undefined;
  private final List<Provider> providers = new ArrayList<>();
  private boolean allReadable = true;

  SymbolBinding(
      HostLoaderFiles files,
      String path,
      ElfFile file,
      Resolution resolution,
      Set<String> unknowns) {
    this.files = files;
    this.path = path;
    this.unknowns = unknowns;
    this.undefined = undefined(path, file);
    for (Resolution.LoadedObject object : resolution.objects()) {
      if (object.path().isPresent() && object.file().isPresent()) {
        add(object.path().get(), object.file().get());
      } else {
        allReadable = false;
      }
    }
    add(path, file);
  }

  private void add(String provider, ElfFile file) {
    if (files.source(provider) instanceof Outcome.Answer<ByteSource> source) {
      providers.add(new Provider(provider, file, ElfSymbolLookup.of(source.value(), file)));
    } else {
      allReadable = false;
    }
  }

  private List<ElfSymbol> undefined(String of, ElfFile file) {
    if (files.source(of) instanceof Outcome.Answer<ByteSource> source) {
      try {
        Optional<ElfSymbols> symbols = ElfSymbols.readUndefined(source.value(), file).content();
        return symbols.isPresent() ? symbols.get().undefined() : List.of();
      } catch (IOException e) {
        unknowns.add(of + ": its symbols cannot be read: " + e.getMessage());
      }
    }
    return List.of();
  }

  /** The symbols of the file that nothing defines; none where a library is missing anyway. */
  List<String> unbound() {
    List<String> unbound = new ArrayList<>();
    try {
      for (ElfSymbol symbol : undefined) {
        if (allReadable && !symbol.isWeak() && !isBound(symbol)) {
          unbound.add(
              symbol.name() + (symbol.version().isPresent() ? "@" + symbol.version().get() : ""));
        }
      }
    } catch (IOException e) {
      unknowns.add("symbols cannot be looked up: " + e.getMessage());
      return List.of();
    }
    return unbound;
  }

  private boolean isBound(ElfSymbol symbol) throws IOException {
    for (Provider provider : providers) {
      for (ElfSymbol definition : provider.lookup.find(symbol.name())) {
        boolean fits =
            symbol.version().isEmpty()
                || definition.version().isEmpty()
                || definition.version().equals(symbol.version());
        if (fits) {
          return true;
        }
      }
    }
    return false;
  }

  /** A missing version with the symbols that need it, and what the provider has instead. */
  LoadReport.MissingVersion missing(Resolution.MissingVersion missing) {
    Optional<Provider> provider = provider(missing.provider().orElse(""));
    List<String> symbols = new ArrayList<>();
    Set<String> alternatives = new LinkedHashSet<>();
    for (ElfSymbol symbol : symbolsOf(missing.requiredBy())) {
      if (symbol.version().equals(Optional.of(missing.version()))
          && symbol.file().equals(Optional.of(missing.library()))) {
        symbols.add(symbol.name());
        provider.ifPresent(library -> addAlternatives(library, symbol.name(), alternatives));
      }
    }
    int underscore = missing.version().indexOf('_');
    String prefix = underscore < 0 ? "" : missing.version().substring(0, underscore);
    Optional<String> offered =
        provider
            .flatMap(library -> library.file().highestDefined(prefix))
            .map(version -> prefix + "_" + version);
    return new LoadReport.MissingVersion(
        missing.requiredBy(),
        missing.library(),
        missing.provider(),
        missing.version(),
        missing.weak(),
        symbols,
        offered,
        List.copyOf(alternatives));
  }

  private List<ElfSymbol> symbolsOf(String requiredBy) {
    if (requiredBy.equals(path)) {
      return undefined;
    }
    Optional<Provider> other = provider(requiredBy);
    return other.isPresent() ? undefined(requiredBy, other.get().file()) : List.of();
  }

  private Optional<Provider> provider(String wanted) {
    for (Provider provider : providers) {
      if (provider.path.equals(wanted)) {
        return Optional.of(provider);
      }
    }
    return Optional.empty();
  }

  private void addAlternatives(Provider provider, String symbol, Set<String> alternatives) {
    try {
      for (ElfSymbol definition : provider.lookup.find(symbol)) {
        definition.version().ifPresent(version -> alternatives.add(symbol + "@" + version));
      }
    } catch (IOException e) {
      unknowns.add(provider.path + ": its symbols cannot be read: " + e.getMessage());
    }
  }
}
