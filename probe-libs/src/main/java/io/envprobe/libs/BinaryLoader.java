package io.envprobe.libs;

import io.envprobe.binaries.MachOFile;
import io.envprobe.binaries.PeFile;
import io.envprobe.binaries.loader.BinaryFiles;
import io.envprobe.binaries.loader.DyldLoader;
import io.envprobe.binaries.loader.Resolution;
import io.envprobe.binaries.loader.WindowsLoader;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.libs.internal.HostBinaries;
import io.envprobe.libs.internal.macos.DyldPlaces;
import io.envprobe.libs.internal.windows.WindowsPlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The loaders of macOS and Windows on a host, as far as files tell. Used by one thread.
 *
 * @param system the operating system that the file is for: {@code macos}, {@code windows}
 * @param resolution what the loader would come to
 * @param outcome what trying a path came to, in words
 * @param unknowns what could not be looked at, and why
 */
record BinaryLoader(
    String system, Resolution resolution, Function<String, String> outcome, List<String> unknowns) {
  private static final String MACOS = "macos";
  private static final String WINDOWS = "windows";
  private static final Set<String> SYSTEMS = Set.of(MACOS, WINDOWS);
  private static final int X64 = 0x8664;
  private static final int ARM64 = 0xaa64;

  /** What loading a file comes to; empty where it is neither a Mach-O nor a Windows file. */
  static Optional<BinaryLoader> resolve(Host host, Profile facts, String path) {
    HostBinaries<MachOFile> apple = apple(host);
    if (apple.open(path) instanceof BinaryFiles.Binary<MachOFile> file) {
      return Optional.of(
          ofApple(
              apple,
              () ->
                  DyldLoader.resolve(
                      DyldPlaces.of(host, facts, path, file.content()), apple, path)));
    }
    HostBinaries<PeFile> windows = windows(host);
    if (windows.open(path) instanceof BinaryFiles.Binary<PeFile> file) {
      return Optional.of(
          ofWindows(
              windows,
              () ->
                  WindowsLoader.resolve(
                      WindowsPlaces.of(host, facts, path, file.content()), windows, path)));
    }
    return Optional.empty();
  }

  /**
   * What loading a file comes to where the host is of the system that the file is for; an image
   * that does not tell its system is.
   */
  static Optional<BinaryLoader> resolveHere(Host host, Profile facts, String path) {
    Optional<String> system = facts.reading(OsFacts.OS_NAME).asOptional();
    boolean other = system.isPresent() && !SYSTEMS.contains(system.get());
    return other
        ? Optional.empty()
        : resolve(host, facts, path)
            .filter(found -> system.isEmpty() || system.get().equals(found.system()));
  }

  /** What opening a name in a bare program comes to; empty on other systems. */
  static Optional<BinaryLoader> open(Host host, Profile facts, String name) {
    String system = facts.reading(OsFacts.OS_NAME).asOptional().orElse("");
    if (system.equals(MACOS)) {
      HostBinaries<MachOFile> files = apple(host);
      return Optional.of(
          ofApple(files, () -> DyldLoader.open(DyldPlaces.of(host, facts), files, name)));
    }
    if (system.equals(WINDOWS)) {
      HostBinaries<PeFile> files = windows(host);
      boolean arm = facts.reading(CpuFacts.CPU_ARCH).asOptional().orElse("").equals("aarch64");
      return Optional.of(
          ofWindows(
              files,
              () ->
                  WindowsLoader.open(
                      WindowsPlaces.of(host, facts), files, name, arm ? ARM64 : X64)));
    }
    return Optional.empty();
  }

  private static HostBinaries<MachOFile> apple(Host host) {
    return HostBinaries.of(host, "Mach-O file", false, MachOFile::read);
  }

  private static HostBinaries<PeFile> windows(Host host) {
    return HostBinaries.of(host, "file of Windows", true, PeFile::read);
  }

  private static BinaryLoader ofApple(
      HostBinaries<MachOFile> files, Supplier<Resolution> resolution) {
    return of(MACOS, files, resolution, BinaryLoader::architectures);
  }

  private static BinaryLoader ofWindows(
      HostBinaries<PeFile> files, Supplier<Resolution> resolution) {
    return of(WINDOWS, files, resolution, PeFile::machineName);
  }

  private static <T> BinaryLoader of(
      String system,
      HostBinaries<T> files,
      Supplier<Resolution> resolution,
      Function<T, String> processor) {
    return new BinaryLoader(
        system,
        resolution.get(),
        path ->
            files.open(path) instanceof BinaryFiles.Binary<T> file
                ? "for " + processor.apply(file.content())
                : outcome(files.open(path)),
        files.unanswered());
  }

  private static <T> String outcome(BinaryFiles.Found<T> found) {
    return found instanceof BinaryFiles.Unfit<T> unfit ? unfit.reason() : "not there";
  }

  private static String architectures(MachOFile file) {
    return String.join(", ", file.slices().stream().map(MachOFile.Slice::architecture).toList());
  }

  /**
   * The name that files ask by for what a person calls {@code libfoo.dylib} or {@code foo.dll};
   * itself where none does.
   */
  String asked(String name) {
    List<String> names = new ArrayList<>();
    resolution.objects().forEach(object -> names.add(object.name()));
    resolution.searches().forEach(search -> names.add(search.name()));
    for (String each : names) {
      if (each.equals(name)) {
        return name;
      }
    }
    for (String each : names) {
      if (each.substring(each.lastIndexOf('/') + 1).equalsIgnoreCase(name)) {
        return each;
      }
    }
    return name;
  }

  /** The same as a report on one file. */
  LoadReport report(String path) {
    LoadReport.State state =
        !unknowns.isEmpty()
            ? LoadReport.State.UNKNOWN
            : resolution.loads() ? LoadReport.State.LOADS : LoadReport.State.FAILS;
    List<LoadReport.Provider> providers =
        resolution.objects().stream()
            .map(
                object ->
                    new LoadReport.Provider(
                        object.name(),
                        object.path().orElse(""),
                        object.requestedBy(),
                        object.via()))
            .toList();
    List<LoadReport.MissingLibrary> libraries =
        resolution.missingLibraries().stream()
            .map(
                missing ->
                    new LoadReport.MissingLibrary(
                        missing.name(), missing.requiredBy(), looked(missing.name())))
            .toList();
    return new LoadReport(
        path,
        LoadReport.Basis.FILES,
        state,
        providers,
        libraries,
        List.of(),
        List.of(),
        resolution.errors(),
        resolution.warnings(),
        unknowns);
  }

  private List<Resolution.Step> looked(String name) {
    for (Resolution.Search search : resolution.searches()) {
      if (search.name().equals(name)) {
        return search.steps();
      }
    }
    return List.of();
  }
}
