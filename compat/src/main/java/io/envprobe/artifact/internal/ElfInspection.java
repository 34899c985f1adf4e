package io.envprobe.artifact.internal;

import io.envprobe.artifact.NativeFile;
import io.envprobe.artifact.Unpacking;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.CxxAbi;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfHeader;
import io.envprobe.binaries.ElfMachine;
import io.envprobe.binaries.ElfNote;
import io.envprobe.binaries.ElfProducers;
import io.envprobe.binaries.ElfRequirements;
import io.envprobe.binaries.ElfRequirements.Libc;
import io.envprobe.binaries.ElfSymbol;
import io.envprobe.binaries.ElfSymbols;
import io.envprobe.binaries.ElfVersionDefinition;
import io.envprobe.binaries.ElfVersionNeed;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.gpu.GpuCode;
import io.envprobe.binaries.gpu.GpuPass;
import io.envprobe.libs.VendoredName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Looks into an ELF file. */
final class ElfInspection {
  /** The comments of compilers are at the end of a file; that much is inflated to get there. */
  private static final long NEAR = 4 << 20;

  private static final int FEW_SYMBOLS = 20_000;
  private static final GpuCode NO_GPU_CODE = new GpuCode(GpuCode.Form.ELF, List.of());
  private static final ElfSymbols NO_SYMBOLS = new ElfSymbols(List.of(), List.of(), 0, false);

  private final ByteSource source;
  private final List<Defect> defects = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();

  /** What was found of a member while it was inflated up to its tables. */
  private Optional<GpuPass> pass = Optional.empty();

  private ElfInspection(ByteSource source) {
    this.source = source;
  }

  /**
   * What a file is.
   *
   * @param whole whether to inflate a member to its end where something is only there
   * @throws IOException from the source, or where the file's tables do not fit into memory
   */
  static Optional<Inspected> of(ContainedFile file, ByteSource source, boolean whole)
      throws IOException {
    Optional<ElfFile> headers = ElfFile.readHeaders(source).content();
    if (headers.isEmpty()) {
      return Optional.empty();
    }
    if (headers.get().header().is(ElfMachine.CUDA)
        || headers.get().header().is(ElfMachine.AMDGPU)) {
      return GpuInspection.of(file, source);
    }
    ElfInspection inspection = new ElfInspection(source);
    if (source instanceof InflatedSource inflated) {
      TableRanges.likely(headers.get(), inflated.memory())
          .forEach(range -> inflated.retain(range.offset(), range.length()));
      inspection.pass = Optional.of(GpuPass.over(source, headers.get(), Unpacking.ALL));
      TableRanges.of(source, headers.get(), inflated.memory(), 2 * inflated.memory())
          .forEach(range -> inflated.retain(range.offset(), range.length()));
    }
    ReadResult<ElfFile> read = ElfFile.read(source);
    if (read.content().isEmpty()) {
      return Optional.empty();
    }
    inspection.defects.addAll(read.defects());
    return Optional.of(inspection.inspect(file, read.content().get(), whole));
  }

  private Inspected inspect(ContainedFile place, ElfFile file, boolean whole) throws IOException {
    ElfSymbols symbols = symbols(file);
    ElfRequirements requirements = ElfRequirements.of(file, symbols.undefined());
    Requirement requirement =
        ElfExpectations.of(place.path(), file, requirements, symbols.undefined());
    List<String> leaks = leaks(file, symbols.definedCount());
    String name = place.path().substring(place.path().lastIndexOf('/') + 1);
    ElfHeader header = file.header();
    Optional<ElfDynamic> dynamic = file.dynamic();
    NativeFile found =
        new NativeFile(
            place.path(),
            place.size(),
            place.checksum(),
            NativeFile.Format.ELF,
            header.architecture().orElse("machine " + header.machine()),
            type(file),
            file.soname(),
            VendoredName.original(name),
            file.interpreter(),
            file.needed(),
            optional(file),
            paths(dynamic.flatMap(ElfDynamic::rpath)),
            paths(dynamic.flatMap(ElfDynamic::runpath)),
            libc(requirements.libc()),
            versions(file, symbols.undefined()),
            provides(file),
            dynamic.isPresent() ? OptionalInt.of(symbols.definedCount()) : OptionalInt.empty(),
            cxx(requirements.cxx(), symbols.defined()),
            producers(file, whole),
            level(file.properties().x86LevelNeeded()),
            used(file),
            file.abiTag().map(tag -> tag.systemName() + " " + tag.kernel()),
            Optional.of(gpu(file)),
            Optional.of(Judgement.of(List.of(requirement), List.of())),
            unread,
            defects);
    return new Inspected(
        found, Optional.of(requirement), ElfFindings.of(place.path(), file, found, leaks));
  }

  private ElfSymbols symbols(ElfFile file) throws IOException {
    if (file.dynamic().isEmpty()) {
      return NO_SYMBOLS;
    }
    try {
      ReadResult<ElfSymbols> read = ElfSymbols.readUndefined(source, file);
      defects.addAll(read.defects());
      ElfSymbols undefined = read.content().orElse(NO_SYMBOLS);
      int defined = undefined.definedCount();
      // The names of what a file provides are wanted for its C++ strings; few are enough.
      if (defined > 0 && defined <= FEW_SYMBOLS) {
        return ElfSymbols.read(source, file).content().orElse(undefined);
      }
      if (defined > 0) {
        unread.add("names of the " + defined + " symbols that it defines");
      }
      return undefined;
    } catch (PassedException e) {
      unread.add("symbols: " + e.getMessage());
      return NO_SYMBOLS;
    }
  }

  private List<String> leaks(ElfFile file, int defined) throws IOException {
    try {
      return BlasNames.leaks(source, file, defined);
    } catch (PassedException e) {
      return List.of();
    }
  }

  private List<String> producers(ElfFile file, boolean whole) throws IOException {
    if (!file.header().hasSectionHeaders()) {
      return List.of();
    }
    if (whole || !(source instanceof InflatedSource inflated)) {
      return ElfProducers.read(source, file);
    }
    if (inflated.remaining() <= NEAR) {
      inflated.onlyForward();
      try {
        return ElfProducers.read(source, file);
      } catch (PassedException e) {
        // They lie before what was read last.
      }
    }
    unread.add("producers: far from the tables of a large member; read with --full");
    return List.of();
  }

  private GpuCode gpu(ElfFile file) throws IOException {
    if (pass.filter(found -> found.modules().isEmpty() && found.defects().isEmpty()).isPresent()) {
      return NO_GPU_CODE;
    }
    ReadResult<GpuCode> read;
    if (pass.isEmpty() || !(source instanceof InflatedSource inflated)) {
      read = GpuCode.read(source, Unpacking.ALL);
    } else if (inflated.remaining() <= NEAR) {
      inflated.onlyForward();
      read = placed(pass.get(), file);
    } else {
      read = pass.get().unplaced();
      unread.add("section headers: far from the tables of a large member");
    }
    defects.addAll(read.defects());
    return read.content().orElse(NO_GPU_CODE);
  }

  private ReadResult<GpuCode> placed(GpuPass found, ElfFile file) throws IOException {
    try {
      return found.placed(source, file);
    } catch (PassedException e) {
      unread.add("section headers: " + e.getMessage());
      return found.unplaced();
    }
  }

  private static String type(ElfFile file) {
    return switch (file.header().type()) {
      case 1 -> "object";
      case 2 -> "executable";
      case 3 ->
          file.interpreter().isPresent()
                  && (file.soname().isEmpty()
                      || file.dynamic()
                          .filter(ElfDynamic::isPositionIndependentExecutable)
                          .isPresent())
              ? "executable"
              : "shared object";
      case 4 -> "core";
      default -> "type " + file.header().typeName();
    };
  }

  private static List<String> optional(ElfFile file) {
    List<String> optional = new ArrayList<>();
    file.dynamic().map(ElfDynamic::auxiliaries).ifPresent(optional::addAll);
    for (ElfNote note : file.notes()) {
      if (note.owner().equals(ElfNote.FDO) && note.type() == ElfNote.DLOPEN) {
        optional.addAll(DlopenNote.sonames(note.text()));
      }
    }
    return optional;
  }

  private static List<String> paths(Optional<String> path) {
    return path.isEmpty() ? List.of() : List.of(path.get().split(":", -1));
  }

  private static Optional<String> libc(Libc libc) {
    return switch (libc) {
      case NONE -> Optional.empty();
      case CONFLICT -> Optional.of("two");
      default -> Optional.of(libc.name().toLowerCase(Locale.ROOT));
    };
  }

  private static List<NativeFile.VersionNeed> versions(ElfFile file, List<ElfSymbol> undefined) {
    Map<String, List<String>> bound = new LinkedHashMap<>();
    for (ElfSymbol symbol : undefined) {
      if (symbol.version().isPresent()) {
        bound
            .computeIfAbsent(
                symbol.file().orElse("") + "\n" + symbol.version().get(), key -> new ArrayList<>())
            .add(symbol.name());
      }
    }
    List<NativeFile.VersionNeed> versions = new ArrayList<>();
    for (ElfVersionNeed need : file.versionNeeds()) {
      String library = need.file().orElse("");
      for (ElfVersionNeed.Version version : need.versions()) {
        versions.add(
            new NativeFile.VersionNeed(
                library,
                version.name(),
                version.isWeak(),
                bound.getOrDefault(library + "\n" + version.name(), List.of())));
      }
    }
    return versions;
  }

  private static List<String> provides(ElfFile file) {
    List<String> provides = new ArrayList<>();
    for (ElfVersionDefinition definition : file.versionDefinitions()) {
      if (!definition.isBase()) {
        definition.name().ifPresent(provides::add);
      }
    }
    return provides;
  }

  private static NativeFile.Cxx cxx(CxxAbi imports, List<ElfSymbol> defined) {
    CxxAbi exports = CxxAbi.of(defined.stream().map(ElfSymbol::name));
    return new NativeFile.Cxx(
        imports.stringAbi(), exports.stringAbi(), imports.libcxx().or(exports::libcxx));
  }

  private static OptionalInt level(OptionalLong level) {
    return level.isPresent() ? OptionalInt.of((int) level.getAsLong()) : OptionalInt.empty();
  }

  private static OptionalInt used(ElfFile file) {
    long bits = file.properties().x86IsaUsed().orElse(0);
    return bits == 0 ? OptionalInt.empty() : OptionalInt.of(64 - Long.numberOfLeadingZeros(bits));
  }
}
