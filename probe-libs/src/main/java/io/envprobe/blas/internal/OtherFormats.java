package io.envprobe.blas.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.MachOFile;
import io.envprobe.binaries.PeFile;
import io.envprobe.binaries.ReadResult;
import io.envprobe.blas.Affix;
import io.envprobe.blas.Clue;
import io.envprobe.blas.IntegerWidth;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.Offer;
import io.envprobe.blas.OpenMpRuntime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Libraries of Windows and macOS: known by their names, their exports and, on Windows, their
 * version resource. Their code is not read.
 */
final class OtherFormats {
  private final ProviderTable table;
  private final String path;

  private OtherFormats(ProviderTable table, String path) {
    this.table = table;
    this.path = path;
  }

  static ReadResult<NumericalLibrary> of(
      ProviderTable table, String path, ByteSource source, Defect notElf) throws IOException {
    OtherFormats formats = new OtherFormats(table, path);
    ReadResult<PeFile> pe = PeFile.read(source);
    if (pe instanceof ReadResult.Read<PeFile> read) {
      return new ReadResult.Read<>(formats.windows(read.value()), read.defects());
    }
    ReadResult<MachOFile> macho = MachOFile.read(source);
    if (macho instanceof ReadResult.Read<MachOFile> read && !read.value().slices().isEmpty()) {
      return new ReadResult.Read<>(formats.macos(read.value()), read.defects());
    }
    return new ReadResult.Rejected<>(notElf);
  }

  private NumericalLibrary windows(PeFile file) {
    List<String> needed = new ArrayList<>();
    file.imports().forEach(imported -> needed.add(imported.dll()));
    return library(
        file.machineName().equals("x64") ? "x86_64" : file.machineName(),
        file.exportName(),
        needed,
        Set.copyOf(file.exports()),
        file.version().map(PeFile.Version::file));
  }

  private NumericalLibrary macos(MachOFile file) {
    MachOFile.Slice slice = file.slices().get(0);
    List<String> needed = new ArrayList<>();
    slice.dylibs().forEach(dylib -> needed.add(dylib.name()));
    return library(slice.architecture(), slice.installName(), needed, Set.of(), Optional.empty());
  }

  private NumericalLibrary library(
      String architecture,
      Optional<String> ownName,
      List<String> needed,
      Set<String> exports,
      Optional<String> resource) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<Clue> clues = new ArrayList<>();
    Affix affix = affix(exports);
    Set<Offer> offers = offers(exports, affix);
    Optional<ProviderTable.FileMatch> match = table.byName(name);
    if (path.contains("/Accelerate.framework/")) {
      match = Optional.of(new ProviderTable.FileMatch("accelerate", Offer.BLAS));
    }
    Optional<String> version = Optional.empty();
    Optional<IntegerWidth> width = Optional.empty();
    if (match.isPresent()) {
      offers.add(match.get().offer());
      clues.add(new Clue("provider", "file name " + name, Clue.Confidence.MEDIUM));
      version = resource.filter(numbers -> !numbers.equals("0.0.0.0"));
      version.ifPresent(
          numbers -> clues.add(new Clue("version", "version resource", Clue.Confidence.HIGH)));
      if (match.get().offer() == Offer.BLAS && name.contains("64_")) {
        width = Optional.of(IntegerWidth.ILP64);
        clues.add(new Clue("integer width", "file name " + name, Clue.Confidence.MEDIUM));
      }
    }
    return new NumericalLibrary(
        path,
        architecture,
        ownName,
        needed,
        offers,
        match.map(ProviderTable.FileMatch::provider),
        false,
        version,
        affix,
        affix.saysWide() ? Optional.of(IntegerWidth.ILP64) : width,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        offers.contains(Offer.OPENMP)
            ? Optional.of(
                new OpenMpRuntime(
                    OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
            : Optional.empty(),
        false,
        clues);
  }

  private Affix affix(Set<String> exports) {
    for (Affix affix : table.affixes()) {
      if (exports.contains(affix.of("isamax_")) || exports.contains(affix.of("dpotrf_"))) {
        return affix;
      }
    }
    return Affix.NONE;
  }

  private static Set<Offer> offers(Set<String> exports, Affix affix) {
    Set<Offer> offers = EnumSet.noneOf(Offer.class);
    if (exports.contains(affix.of("dgemm_"))) {
      offers.add(Offer.BLAS);
    }
    if (exports.contains(affix.of("cblas_dgemm"))) {
      offers.add(Offer.CBLAS);
    }
    if (exports.contains(affix.of("dgetrf_"))) {
      offers.add(Offer.LAPACK);
    }
    if (exports.contains("omp_get_max_threads")) {
      offers.add(Offer.OPENMP);
    }
    return offers;
  }
}
