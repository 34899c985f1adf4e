package io.envprobe.libs.internal.inventory;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.MachOFile;
import io.envprobe.binaries.PeFile;
import io.envprobe.fact.FactRecord;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.HostByteSource;
import io.envprobe.libs.VendoredName;
import io.envprobe.libs.internal.HostPath;
import io.envprobe.libs.internal.packages.InstalledPackage;
import io.envprobe.libs.internal.packages.PackageInventory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The libraries that Python packages and conda environments bring: out of the loader's sight, and
 * in a process all the same once something imports them. Those of the interpreter that the markers
 * describe and of the active environments.
 */
final class VendoredLibraries {
  private static final int MOST_PACKAGES = 5000;
  private static final String[] KINDS = {"site-packages", "dist-packages"};

  /** Where auditwheel, delocate and builds put libraries within a package. */
  private static final String[] PLACES = {".libs", ".dylibs", "lib", "lib64"};

  private final Host host;
  private final Set<String> prefixes = new LinkedHashSet<>();
  private final Set<String> sites = new LinkedHashSet<>();
  private final Map<String, String> libraries = new LinkedHashMap<>();

  private VendoredLibraries(Host host) {
    this.host = host;
  }

  /**
   * Those of a host.
   *
   * @param python the interpreter
   */
  static VendoredLibraries of(Host host, Optional<String> python) {
    VendoredLibraries found = new VendoredLibraries(host);
    found.prefixes(python);
    for (String prefix : found.prefixes) {
      found.prefix(prefix);
    }
    return found;
  }

  /** The directories of Python packages. */
  Set<String> sites() {
    return sites;
  }

  /** The libraries, by path. */
  Set<String> paths() {
    return libraries.keySet();
  }

  private void prefixes(Optional<String> python) {
    for (String variable : new String[] {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
      host.variable(variable).answer().filter(HostPath::isAbsolute).ifPresent(prefixes::add);
    }
    if (python.isPresent()) {
      String prefix = HostPath.parent(HostPath.parent(python.get()));
      prefixes.add(prefix);
      boolean environment =
          host.status(HostPath.in(prefix, "pyvenv.cfg")) instanceof Outcome.Answer<?>;
      Optional<String> real = host.realPath(python.get()).answer();
      if (!environment && real.isPresent()) {
        prefixes.add(HostPath.parent(HostPath.parent(real.get())));
      }
    }
  }

  private void prefix(String prefix) {
    String library = HostPath.in(prefix, "lib");
    List<String> names = names(library);
    if (host.status(HostPath.in(prefix, "conda-meta")) instanceof Outcome.Answer<?>) {
      addAll(library, names, "conda");
    }
    for (String name : names) {
      if (name.startsWith("python3")) {
        for (String kind : KINDS) {
          site(HostPath.in(library, name + "/" + kind));
        }
      }
    }
    site(HostPath.in(prefix, "Lib/site-packages"));
  }

  private void site(String site) {
    List<String> names = names(site);
    if (names.isEmpty() || !sites.add(site)) {
      return;
    }
    int packages = 0;
    for (String name : names) {
      String path = HostPath.in(site, name);
      if (name.endsWith(".libs")) {
        addAll(path, names(path), "wheel");
      } else if (name.indexOf('.') < 0 && packages++ < MOST_PACKAGES) {
        inPackage(path, names(path));
      }
    }
  }

  private void inPackage(String directory, List<String> names) {
    for (String place : PLACES) {
      if (names.contains(place)) {
        String path = HostPath.in(directory, place);
        addAll(path, names(path), "wheel");
      }
    }
    if (HostPath.name(directory).equals("nvidia")) {
      for (String part : names) {
        for (String place : new String[] {"lib", "bin"}) {
          String path = HostPath.in(directory, part + "/" + place);
          addAll(path, names(path), "wheel");
        }
      }
    }
  }

  private List<String> names(String directory) {
    return host.list(directory).answer().orElse(List.of());
  }

  private void addAll(String directory, List<String> names, String source) {
    for (String name : names) {
      String path = HostPath.in(directory, name);
      boolean library =
          name.endsWith(".so")
              || name.contains(".so.")
              || name.endsWith(".dylib")
              || name.endsWith(".dll");
      // Links lead to names in the same directory.
      if (library
          && !(host.link(path) instanceof Outcome.Answer<?>)
          && host.status(path) instanceof Outcome.Answer<FileStatus> status
          && status.value().isFile()) {
        libraries.putIfAbsent(path, source);
      }
    }
  }

  /** What they are, with the packages that they belong to. */
  List<FactRecord> records(PackageInventory packages) {
    List<FactRecord> records = new ArrayList<>();
    for (Map.Entry<String, String> library : libraries.entrySet()) {
      String path = library.getKey();
      String name = HostPath.name(path);
      Contents contents = contents(path);
      String original = VendoredName.original(name).orElse(name);
      records.add(
          FactRecord.builder()
              .put("name", name)
              .put("original", original)
              .put("version", contents.version().or(() -> LibrariesProbe.version(original)))
              .put("soname", contents.name())
              .put("arch", contents.architecture())
              .put("path", path)
              .put("source", library.getValue())
              .put("package", packages.owner(path).map(InstalledPackage::shown))
              .build());
    }
    return records;
  }

  /** What a file says of itself. */
  private record Contents(
      Optional<String> name, Optional<String> version, Optional<String> architecture) {
    static final Contents NONE = new Contents(Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Contents contents(String path) {
    if (!(HostByteSource.open(host, path) instanceof Outcome.Answer<HostByteSource> source)) {
      return Contents.NONE;
    }
    try {
      return contents(source.value());
    } catch (IOException e) {
      return Contents.NONE; // The record then has its name and path alone.
    }
  }

  private static Contents contents(ByteSource source) throws IOException {
    Optional<ElfFile> elf = ElfFile.read(source).content();
    if (elf.isPresent()) {
      return new Contents(elf.get().soname(), Optional.empty(), elf.get().header().architecture());
    }
    Optional<MachOFile> apple = MachOFile.read(source).content();
    if (apple.isPresent()) {
      List<MachOFile.Slice> slices = apple.get().slices();
      return new Contents(
          slices.stream().findFirst().flatMap(MachOFile.Slice::installName),
          Optional.empty(),
          Optional.of(
              String.join(" ", slices.stream().map(MachOFile.Slice::architecture).toList())));
    }
    return PeFile.read(source)
        .content()
        .map(
            file ->
                new Contents(
                    file.exportName(),
                    file.version().map(PeFile.Version::file),
                    Optional.of(file.machineName())))
        .orElse(Contents.NONE);
  }
}
