package io.envprobe.blas.internal;

import io.envprobe.binaries.ElfFile;
import io.envprobe.blas.Affix;
import io.envprobe.blas.Clue;
import io.envprobe.blas.IntegerWidth;
import io.envprobe.blas.Offer;
import io.envprobe.blas.internal.code.Effect;
import io.envprobe.blas.internal.code.MachineCode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How wide a library's integers are. The surest sign decides: what {@code ilaver_} stores, what
 * BLIS's accessor returns, what OpenBLAS was configured with, what was added to the names, what the
 * file is called, how {@code isamax_} reads its first argument.
 */
final class Widths {
  private static final String ABOUT = "integer width";
  private static final String ACCESSOR = "bli_info_get_blas_int_type_size";

  private final ProviderTable table;
  private final Symbols symbols;
  private final ElfFile file;
  private final String path;
  private final Constants constants;
  private final List<Clue> clues;

  Widths(
      ProviderTable table,
      Symbols symbols,
      ElfFile file,
      String path,
      Constants constants,
      List<Clue> clues) {
    this.table = table;
    this.symbols = symbols;
    this.file = file;
    this.path = path;
    this.constants = constants;
    this.clues = clues;
  }

  /** The interface of a library: its integers, and the LAPACK that it implements. */
  record Interface(Optional<IntegerWidth> width, Optional<String> lapackVersion) {}

  Interface of(Set<Offer> offers, Affix affix, boolean openblas) throws IOException {
    boolean linear =
        offers.contains(Offer.BLAS)
            || offers.contains(Offer.CBLAS)
            || offers.contains(Offer.LAPACK);
    Optional<Effect.Triple> lapack = lapack();
    if (lapack.isPresent()) {
      return new Interface(
          stated(lapack.get().bits(), "code of ilaver_", Clue.Confidence.HIGH),
          Optional.of(lapack.get().version()));
    }
    return new Interface(
        linear ? width(offers, affix, openblas) : Optional.empty(), Optional.empty());
  }

  private Optional<Effect.Triple> lapack() throws IOException {
    for (Affix affix : table.affixes()) {
      Optional<Effect> effect = symbols.effect(affix.of("ilaver_"));
      if (effect.isPresent() && effect.get().triple().isPresent()) {
        clues.add(
            new Clue("LAPACK version", "code of " + affix.of("ilaver_"), Clue.Confidence.HIGH));
        return effect.get().triple();
      }
    }
    return Optional.empty();
  }

  private Optional<IntegerWidth> width(Set<Offer> offers, Affix affix, boolean openblas)
      throws IOException {
    OptionalInt accessor =
        symbols.effect(ACCESSOR).map(Effect::constant).orElseGet(OptionalInt::empty);
    if (accessor.isPresent() && IntegerWidth.ofBits(accessor.getAsInt()).isPresent()) {
      return stated(accessor.getAsInt(), "code of " + ACCESSOR, Clue.Confidence.HIGH);
    }
    if (constants.has(Versions.WIDE)) {
      return stated(64, "text " + Versions.WIDE, Clue.Confidence.HIGH);
    }
    if (affix.saysWide()) {
      return stated(64, "suffix " + affix.suffix(), Clue.Confidence.MEDIUM);
    }
    Optional<String> name = wideName();
    if (name.isPresent()) {
      return stated(64, "name " + name.get(), Clue.Confidence.MEDIUM);
    }
    if (openblas && Versions.OPENBLAS.stream().anyMatch(constants::has)) {
      return stated(32, "configuration without " + Versions.WIDE, Clue.Confidence.MEDIUM);
    }
    OptionalInt load = MachineCode.firstLoad(file.header(), symbols.code(affix.of("isamax_")));
    if (load.isPresent()) {
      return stated(load.getAsInt(), "first load of isamax_", Clue.Confidence.MEDIUM);
    }
    return offers.contains(Offer.BLAS)
        ? stated(32, "nothing says otherwise", Clue.Confidence.LOW)
        : Optional.empty();
  }

  /**
   * Names such as {@code libblas64.so.3}, {@code libmkl_intel_ilp64.so.2}, {@code libfoo64_.so}.
   */
  private Optional<String> wideName() {
    String name = path.substring(path.lastIndexOf('/') + 1);
    for (String candidate : List.of(file.soname().orElse(""), name)) {
      int end = candidate.indexOf(".so");
      String stem = (end < 0 ? candidate : candidate.substring(0, end)).toLowerCase(Locale.ROOT);
      if (stem.contains("ilp64") || stem.endsWith("64") || stem.contains("64_")) {
        if (!stem.contains("_lp64")) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<IntegerWidth> stated(int bits, String from, Clue.Confidence confidence) {
    clues.add(new Clue(ABOUT, from, confidence));
    return IntegerWidth.ofBits(bits);
  }
}
