package io.envprobe.blas;

import io.envprobe.fact.FactRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Libraries as records of facts, which commands print as they are. */
public final class LibraryRecords {
  private LibraryRecords() {}

  /**
   * A library.
   *
   * @param name that it is reached by
   * @param path that it is reached at
   */
  public static FactRecord of(String name, String path, NumericalLibrary library) {
    FactRecord.Builder record =
        FactRecord.builder()
            .put("name", name)
            .put("path", path)
            .put("real_path", library.path())
            .put("soname", library.soname())
            .put("arch", library.architecture())
            .put("provider", library.provider())
            .put("version", library.version());
    if (library.offers(Offer.OPENMP)) {
      Optional<OpenMpRuntime> runtime = library.openmp();
      record
          .put("specification", runtime.flatMap(OpenMpRuntime::specification))
          .put(
              "macro",
              runtime.isPresent() && runtime.get().macro().isPresent()
                  ? Optional.of((long) runtime.get().macro().getAsInt())
                  : Optional.empty())
          .put("interface", runtime.flatMap(OpenMpRuntime::interfaceVersion))
          .put("compiler", runtime.flatMap(OpenMpRuntime::compiler))
          .put("static_tls", library.staticTls());
      return record.build();
    }
    List<String> offers = new ArrayList<>();
    library.offers().stream().sorted().forEach(offer -> offers.add(offer.label()));
    record
        .put("interface", library.integerWidth().map(IntegerWidth::label))
        .put("int_bits", library.integerWidth().map(width -> (long) width.bits()))
        .put("symbol_prefix", library.affix().prefix())
        .put("symbol_suffix", library.affix().suffix())
        .put("lapack_version", library.lapackVersion())
        .put("threading", library.threading().map(Threading::label))
        .put("offers", offers)
        .put("shim", library.shim());
    if (!library.kernels().isEmpty()) {
      record.put("kernels", library.kernels());
    }
    if (!library.openmpNeeded().isEmpty()) {
      record.put("omp_runtime", library.openmpNeeded());
    }
    library.clue("integer width").ifPresent(clue -> record.put("int_bits_from", clue.source()));
    return record.build();
  }

  /** What the loader finds for a name. */
  public static FactRecord of(Selected selected) {
    return FactRecord.builder()
        .put("name", selected.name())
        .put("path", selected.path())
        .put("real_path", selected.library().map(NumericalLibrary::path))
        .put("core", selected.core().map(NumericalLibrary::path))
        .put("provider", selected.provider())
        .put("version", selected.version())
        .put(
            "interface",
            selected.library().flatMap(NumericalLibrary::integerWidth).map(IntegerWidth::label))
        .put("lapack_version", selected.library().flatMap(NumericalLibrary::lapackVersion))
        .put("threading", selected.threading().map(Threading::label))
        .put("via", selected.via())
        .build();
  }

  /** A group of alternatives. */
  public static FactRecord of(AlternativeGroup group) {
    List<String> choices = new ArrayList<>();
    group.choices().forEach(choice -> choices.add(choice.path() + " " + choice.priority()));
    return FactRecord.builder()
        .put("name", group.name())
        .put("link", group.link())
        .put("mode", group.manual() ? "manual" : "auto")
        .put("value", group.value())
        .put("best", group.best().map(AlternativeGroup.Choice::path))
        .put("choices", choices)
        .build();
  }
}
