package io.envprobe.blas.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSymbol;
import io.envprobe.binaries.ElfSymbols;
import io.envprobe.binaries.ReadResult;
import io.envprobe.blas.Affix;
import io.envprobe.blas.Clue;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.Offer;
import io.envprobe.blas.Provider;
import io.envprobe.blas.Threading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells what a library file is from its symbols, its needs, its code and its constants. */
public final class Identification {
  /** Nothing that holds all of MKL is smaller. */
  private static final long LARGE = 4 << 20;

  private static final List<String> OPENMP = List.of("libgomp", "libomp", "libiomp5");

  private final ProviderTable table;
  private final String path;
  private final ElfFile file;
  private final Symbols symbols;
  private final ByteSource source;
  private final List<Clue> clues = new ArrayList<>();

  private Identification(ProviderTable table, String path, ByteSource source, ElfFile file) {
    this.table = table;
    this.path = path;
    this.file = file;
    this.source = source;
    this.symbols = new Symbols(source, file);
  }

  /** As {@link NumericalLibrary#read}. */
  public static ReadResult<NumericalLibrary> of(String path, ByteSource source) throws IOException {
    ReadResult<ElfFile> read = ElfFile.read(source);
    ProviderTable table = ProviderTable.read();
    if (read instanceof ReadResult.Read<ElfFile> elf) {
      return new ReadResult.Read<>(
          new Identification(table, path, source, elf.value()).library(), elf.defects());
    }
    return OtherFormats.of(table, path, source, read.defects().get(0));
  }

  private NumericalLibrary library() throws IOException {
    Affix affix = affix();
    Set<Offer> offers = offers();
    String soname = file.soname().orElse("");
    Constants constants = constants(offers, soname);
    Optional<ProviderTable.Match> match =
        table.match(
            new ProviderTable.Traits(path, soname, file.needed(), offers, symbols, constants));
    String provider = match.map(ProviderTable.Match::provider).orElse("");
    match.ifPresent(found -> clue("provider", found.mark(), confidence(found)));
    boolean shim = match.isPresent() && match.get().shim();
    boolean linear = offers.contains(Offer.BLAS) || offers.contains(Offer.LAPACK);
    String configuration = match.map(ProviderTable.Match::symbol).orElse("");
    Versions versions = new Versions(path, file, constants, clues);
    Widths.Interface width =
        new Widths(table, symbols, file, path, constants, clues)
            .of(offers, affix, provider.equals("openblas") && !shim);
    return new NumericalLibrary(
        path,
        file.header().architecture().orElse(""),
        file.soname(),
        file.needed(),
        offers,
        match.map(ProviderTable.Match::provider),
        shim,
        match.isPresent() ? versions.of(provider) : Optional.empty(),
        affix,
        width.width(),
        width.lapackVersion(),
        linear ? threading(provider, shim, configuration) : Optional.empty(),
        needed(OPENMP),
        provider.equals("openblas") && !shim ? kernels(affix) : List.of(),
        offers.contains(Offer.OPENMP) ? Optional.of(versions.openmp(table)) : Optional.empty(),
        file.dynamic().isPresent()
            && (file.dynamic().get().flags() & ElfDynamic.FLAG_STATIC_TLS) != 0,
        clues);
  }

  private static Clue.Confidence confidence(ProviderTable.Match match) {
    return match.symbol().isEmpty() || match.provider().equals("netlib")
        ? Clue.Confidence.MEDIUM
        : Clue.Confidence.HIGH;
  }

  /** Constants are worth the reading where something hints at such a library. */
  private Constants constants(Set<Offer> offers, String soname) throws IOException {
    boolean atlas = soname.contains("atlas");
    boolean large = offers.isEmpty() && source.size() >= LARGE;
    if (offers.isEmpty() && !large && !atlas) {
      return Constants.NONE;
    }
    List<String> wanted = new ArrayList<>(table.texts());
    wanted.addAll(Versions.TEXTS);
    return Constants.find(source, file, wanted, large);
  }

  private Affix affix() throws IOException {
    for (Affix affix : table.affixes()) {
      if (symbols.defines(affix.of("isamax_")) || symbols.defines(affix.of("dpotrf_"))) {
        return affix;
      }
    }
    return Affix.NONE;
  }

  private Set<Offer> offers() throws IOException {
    Set<Offer> offers = EnumSet.noneOf(Offer.class);
    if (symbols.first(List.of("dgemm_"), table.affixes()).isPresent()) {
      offers.add(Offer.BLAS);
    }
    if (symbols.first(List.of("cblas_dgemm"), table.affixes()).isPresent()) {
      offers.add(Offer.CBLAS);
    }
    if (symbols.first(List.of("dgetrf_"), table.affixes()).isPresent()) {
      offers.add(Offer.LAPACK);
    }
    if (symbols.first(List.of("LAPACKE_dgesv"), table.affixes()).isPresent()) {
      offers.add(Offer.LAPACKE);
    }
    if (symbols.defines("omp_get_max_threads")) {
      offers.add(Offer.OPENMP);
    }
    return offers;
  }

  private Optional<Threading> threading(String provider, boolean shim, String configuration)
      throws IOException {
    if (provider.equals("openblas") && !shim) {
      String accessor = configuration.replace("get_config", "get_parallel");
      int parallel =
          symbols.effect(accessor).map(effect -> effect.constant().orElse(-1)).orElse(-1);
      if (parallel >= 0 && parallel <= 2) {
        clue("threading", accessor + " returns " + parallel, Clue.Confidence.HIGH);
        return Optional.of(
            parallel == 0 ? Threading.NONE : parallel == 1 ? Threading.PTHREADS : Threading.OPENMP);
      }
    }
    if (!needed(OPENMP).isEmpty()) {
      clue("threading", "needs " + needed(OPENMP).get(0), Clue.Confidence.MEDIUM);
      return Optional.of(Threading.OPENMP);
    }
    if (startsThreads()) {
      clue("threading", "calls pthread_create", Clue.Confidence.MEDIUM);
      return Optional.of(Threading.PTHREADS);
    }
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    clue("threading", "starts no threads", Clue.Confidence.MEDIUM);
    return Optional.of(shim || passesOn(provider) ? Threading.DELEGATED : Threading.NONE);
  }

  /** Libraries that choose another one, or a part of their own, when the program runs. */
  private boolean passesOn(String provider) {
    return file.soname().orElse("").startsWith("libmkl_rt")
        || Provider.named(provider)
            .map(known -> known.kind() == Provider.Kind.DEMULTIPLEXER)
            .orElse(false);
  }

  private boolean startsThreads() throws IOException {
    Optional<ElfSymbols> undefined = ElfSymbols.readUndefined(source, file).content();
    if (undefined.isPresent()) {
      for (ElfSymbol symbol : undefined.get().undefined()) {
        if (symbol.name().equals("pthread_create")) {
          return true;
        }
      }
    }
    return false;
  }

  private List<String> needed(List<String> stems) {
    List<String> found = new ArrayList<>();
    for (String name : file.needed()) {
      for (String stem : stems) {
        int end = stem.length();
        boolean ends = name.length() > end && (name.charAt(end) == '.' || name.charAt(end) == '-');
        if (name.startsWith(stem) && ends) {
          found.add(name);
        }
      }
    }
    return found;
  }

  private List<String> kernels(Affix affix) throws IOException {
    List<String> kernels = new ArrayList<>();
    for (String kernel : table.kernels()) {
      if (symbols.defines("gotoblas_" + kernel)
          || (!affix.prefix().isEmpty()
              && symbols.defines(affix.prefix() + "gotoblas_" + kernel))) {
        kernels.add(kernel);
      }
    }
    kernels.sort(null);
    if (!kernels.isEmpty()) {
      clue("kernels", "symbols gotoblas_…", Clue.Confidence.HIGH);
    }
    return kernels;
  }

  private void clue(String about, String from, Clue.Confidence confidence) {
    clues.add(new Clue(about, from, confidence));
  }
}
