package io.envprobe.libs;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfRequirements;
import io.envprobe.binaries.ElfSymbol;
import io.envprobe.binaries.ElfVersionNeed;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.table.Table;
import io.envprobe.version.VersionSchemes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What loading a file would come to on a machine of which only a profile is known: by the libraries
 * that it lists, where it lists them, and by the highest versions of the C and C++ runtimes. That
 * is less than {@link HostLoader} tells; what the profile does not hold is unknown.
 */
public final class ProfileLoader {
  /** The lines of versions that a fact gives the end of. */
  private static final Map<String, FactKey<String>> LINES =
      Map.of(
          "GLIBC_", LibraryFacts.LIBC_VERSION,
          "GLIBCXX_", LibraryFacts.LIBSTDCXX_GLIBCXX,
          "CXXABI_", LibraryFacts.LIBSTDCXX_CXXABI,
          "GCC_", LibraryFacts.LIBGCC_VERSION);

  private final Profile profile;
  private final String path;
  private final ElfFile file;
  private final List<ElfSymbol> undefined;
  private final List<LoadReport.Provider> providers = new ArrayList<>();
  private final List<LoadReport.MissingLibrary> libraries = new ArrayList<>();
  private final List<LoadReport.MissingVersion> versions = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final Set<String> unknowns = new LinkedHashSet<>();
  private final Map<String, String> visible = new LinkedHashMap<>();
  private final Table markers = VersionMarkersTable.read();

  private ProfileLoader(Profile profile, String path, ElfFile file, List<ElfSymbol> undefined) {
    this.profile = profile;
    this.path = path;
    this.file = file;
    this.undefined = undefined;
  }

  /** The facts that are read. */
  public static Set<FactKey<?>> needs() {
    return Set.of(
        LibraryFacts.LIBC_NAME,
        LibraryFacts.LIBC_VERSION,
        LibraryFacts.LIBSTDCXX_GLIBCXX,
        LibraryFacts.LIBSTDCXX_CXXABI,
        LibraryFacts.LIBGCC_VERSION,
        LibraryFacts.LIBS_VISIBLE);
  }

  /**
   * Reports on one file; what it brings itself is not known here, so the caller leaves out the
   * missing libraries that lie beside it.
   *
   * @param path as a person knows the file
   * @param undefined its undefined symbols; none where they were not read
   */
  public static LoadReport examine(
      Profile profile, String path, ElfFile file, List<ElfSymbol> undefined) {
    return new ProfileLoader(profile, path, file, undefined).report();
  }

  private LoadReport report() {
    boolean sameLibc = checkLibc();
    if (sameLibc && file.dynamic().isPresent()) {
      libraries();
      for (ElfVersionNeed need : file.versionNeeds()) {
        for (ElfVersionNeed.Version version : need.versions()) {
          version(need.file().orElse(""), version);
        }
      }
    }
    boolean fails = !errors.isEmpty() || !libraries.isEmpty();
    for (LoadReport.MissingVersion missing : versions) {
      fails |= !missing.weak();
    }
    LoadReport.State state =
        fails
            ? LoadReport.State.FAILS
            : unknowns.isEmpty() ? LoadReport.State.LOADS : LoadReport.State.UNKNOWN;
    return new LoadReport(
        path,
        LoadReport.Basis.FACTS,
        state,
        providers,
        libraries,
        versions,
        List.of(),
        errors,
        List.of(),
        List.copyOf(unknowns));
  }

  private boolean checkLibc() {
    ElfRequirements.Libc wanted = ElfRequirements.of(file, undefined).libc();
    if (wanted == ElfRequirements.Libc.NONE) {
      return true;
    }
    if (wanted == ElfRequirements.Libc.CONFLICT) {
      errors.add(path + " is linked against two C libraries");
      return false;
    }
    String name = wanted.name().toLowerCase(Locale.ROOT);
    Reading<String> offered = profile.reading(LibraryFacts.LIBC_NAME);
    if (offered instanceof Reading.Present<String> present) {
      if (present.value().equals(name)) {
        return true;
      }
      errors.add(path + " is for " + name + ", and the system has " + present.value());
      return false;
    }
    if (offered.isAbsent()) {
      errors.add(path + " is for " + name + ", and the system has no such C library");
      return false;
    }
    unknowns.add("which C library the system has is not known");
    return false;
  }

  private void libraries() {
    boolean listed = false;
    if (profile.reading(LibraryFacts.LIBS_VISIBLE)
        instanceof Reading.Present<List<FactRecord>> all) {
      listed = true;
      String architecture = file.header().architecture().orElse("");
      for (FactRecord library : all.value()) {
        if (library.text("arch").orElse("").equals(architecture) && !library.isTrue("shadowed")) {
          visible.putIfAbsent(library.text("name").orElse(""), library.text("path").orElse(""));
        }
      }
    }
    boolean ownPath =
        file.dynamic().orElseThrow().runpath().isPresent()
            || file.dynamic().orElseThrow().rpath().isPresent();
    for (String name : file.needed()) {
      String found = visible.get(name);
      if (found != null) {
        providers.add(new LoadReport.Provider(name, found, Optional.of(path), "libs.visible"));
      } else if (name.indexOf('/') >= 0 || ownPath || !listed) {
        if (!isOfLibc(name)) {
          unknowns.add("whether " + name + " is there is not known");
        }
      } else if (!isOfLibc(name)) {
        libraries.add(new LoadReport.MissingLibrary(name, path, List.of()));
      }
    }
  }

  /** A library with a version that a fact tells of is there when that fact is. */
  private boolean isOfLibc(String name) {
    for (ElfVersionNeed need : file.versionNeeds()) {
      if (need.file().equals(Optional.of(name))) {
        for (ElfVersionNeed.Version version : need.versions()) {
          Optional<Point> point = point(version.name());
          if (point.isPresent() && profile.reading(point.get().end()).isPresent()) {
            return true;
          }
        }
      }
    }
    return name.startsWith("libc.") || name.startsWith("ld-linux");
  }

  /** A needed version as a number on a line that a fact gives the end of. */
  private record Point(String line, FactKey<String> end, String version) {}

  private Optional<Point> point(String node) {
    String line = node.substring(0, node.indexOf('_') + 1);
    String version = node.substring(line.length());
    if (VersionSchemes.LENIENT.tryParse(version).isEmpty()) {
      for (Table marker : markers.tables("markers")) {
        if (marker.text("node").equals(node)) {
          version = marker.text("version");
        }
      }
    }
    FactKey<String> end = LINES.get(line);
    return end == null || VersionSchemes.LENIENT.tryParse(version).isEmpty()
        ? Optional.empty()
        : Optional.of(new Point(line, end, version));
  }

  private void version(String library, ElfVersionNeed.Version needed) {
    String name = needed.name();
    Optional<Point> point = point(name);
    Optional<String> offered =
        point.isPresent() ? profile.reading(point.get().end()).asOptional() : Optional.empty();
    if (offered.isEmpty() || VersionSchemes.LENIENT.tryParse(offered.get()).isEmpty()) {
      if (!needed.isWeak()) {
        unknowns.add("whether " + library + " has " + name + " is not known");
      }
    } else if (VersionSchemes.LENIENT.compare(offered.get(), point.get().version()) < 0) {
      List<String> symbols = new ArrayList<>();
      for (ElfSymbol symbol : undefined) {
        if (symbol.version().equals(Optional.of(name))) {
          symbols.add(symbol.name());
        }
      }
      versions.add(
          new LoadReport.MissingVersion(
              path,
              library,
              Optional.ofNullable(visible.get(library)),
              name,
              needed.isWeak(),
              symbols,
              Optional.of(point.get().line() + offered.get()),
              List.of()));
    }
  }
}
