package io.envprobe.requirement;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfVersionDefinition;
import io.envprobe.binaries.loader.Resolution;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.HostByteSource;
import io.envprobe.libs.HostLoader;
import io.envprobe.libs.LoadReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The libraries of a machine that is at hand, found by emulating its loaders. Thread-safe. */
public final class HostLibraries implements Libraries {
  private static final String CONTAINED = "!/";

  private final Host host;
  private final Profile profile;
  private final Optional<Path> root;
  private final HostLoader loader;
  private final Map<String, Found> found = new HashMap<>();
  private final Map<String, Optional<ElfFile>> systems = new HashMap<>();
  private final Map<String, Optional<LoadReport>> reports = new HashMap<>();

  private HostLibraries(Host host, Profile profile, Optional<Path> root) {
    this.host = host;
    this.profile = profile;
    this.root = root;
    this.loader = HostLoader.of(host, profile);
  }

  /**
   * The libraries of a host.
   *
   * @param profile of the same machine: its C libraries and its processor
   */
  public static HostLibraries of(Host host, Profile profile) {
    return new HostLibraries(host, profile, Optional.empty());
  }

  /**
   * The libraries of an image.
   *
   * @param profile as in {@link #of(Host, Profile)}
   * @param root the directory where the image is: files below it are the image's own, and others
   *     are not on it
   */
  public static HostLibraries of(Host host, Profile profile, Path root) {
    return new HostLibraries(host, profile, Optional.of(root.toAbsolutePath().normalize()));
  }

  @Override
  public synchronized Found find(String name, Optional<String> architecture, String requiredBy) {
    Optional<LoadReport> own = examine(requiredBy);
    if (own.isPresent()) {
      for (LoadReport.Provider provider : own.get().providers()) {
        if (provider.name().equals(name)) {
          return new Here(provider.path(), read(provider.path()).map(HostLibraries::versions));
        }
      }
      for (LoadReport.MissingLibrary missing : own.get().missingLibraries()) {
        if (missing.name().equals(name)) {
          return new Missing(looked(missing.looked()));
        }
      }
    }
    Optional<Found> foreign = OtherSystems.find(name, profile);
    if (foreign.isPresent()) {
      return foreign.get();
    }
    String key = architecture.orElse("") + ":" + name;
    Found known = found.get(key);
    if (known == null) {
      known = search(name, architecture);
      found.put(key, known);
    }
    return known;
  }

  @Override
  public synchronized Optional<LoadReport> examine(String path) {
    if (path.contains(CONTAINED) || path.isEmpty()) {
      return Optional.empty();
    }
    Optional<LoadReport> known = reports.get(path);
    if (known == null) {
      known = onHost(path).flatMap(inside -> loader.examine(inside).answer());
      reports.put(path, known);
    }
    return known;
  }

  /** The path from the root of the host, as its loaders want it; empty for what is not there. */
  private Optional<String> onHost(String path) {
    Path absolute = Path.of(path).toAbsolutePath().normalize();
    if (root.isEmpty()) {
      return Optional.of(absolute.toString());
    }
    return absolute.startsWith(root.get())
        ? Optional.of("/" + root.get().relativize(absolute))
        : Optional.empty();
  }

  private Found search(String name, Optional<String> architecture) {
    Optional<ElfFile> system = system(architecture);
    if (system.isEmpty()) {
      boolean known = profile.reading(LibraryFacts.LIBC_ALL).isPresent();
      return known
          ? new Missing(List.of("there is no C library for " + architecture.orElse("programs")))
          : new NotKnown(UnknownCause.NOT_PROBED, "no C library of this machine is known");
    }
    Optional<Resolution> resolution = loader.open(name, system.get());
    if (resolution.isEmpty()) {
      return new NotKnown(UnknownCause.UNSUPPORTED, "the loader of this machine is not known");
    }
    for (Resolution.LoadedObject object : resolution.get().objects()) {
      boolean meant =
          object.name().equals(name)
              || object.file().flatMap(ElfFile::soname).equals(Optional.of(name));
      if (meant && object.path().isPresent()) {
        return new Here(object.path().get(), object.file().map(HostLibraries::versions));
      }
    }
    for (Resolution.Search search : resolution.get().searches()) {
      if (search.name().equals(name)) {
        return new Missing(looked(search.steps()));
      }
    }
    return new Missing(List.of());
  }

  private static List<String> looked(List<Resolution.Step> steps) {
    Set<String> looked = new LinkedHashSet<>();
    steps.forEach(step -> looked.addAll(step.directories()));
    return new ArrayList<>(looked);
  }

  private static Set<String> versions(ElfFile file) {
    Set<String> versions = new LinkedHashSet<>();
    for (ElfVersionDefinition definition : file.versionDefinitions()) {
      definition.name().ifPresent(versions::add);
    }
    return versions;
  }

  /** A file of the system that has the architecture: its C library. */
  private Optional<ElfFile> system(Optional<String> architecture) {
    String key = architecture.orElse("");
    Optional<ElfFile> known = systems.get(key);
    if (known == null) {
      known = Optional.empty();
      for (String path : libcs()) {
        Optional<ElfFile> file = read(path);
        boolean fits =
            file.isPresent()
                && (architecture.isEmpty()
                    || file.get().header().architecture().equals(architecture));
        if (fits) {
          known = file;
          break;
        }
      }
      systems.put(key, known);
    }
    return known;
  }

  private List<String> libcs() {
    List<String> paths = new ArrayList<>();
    profile.reading(LibraryFacts.LIBC_PATH).asOptional().ifPresent(paths::add);
    for (FactRecord libc : profile.reading(LibraryFacts.LIBC_ALL).asOptional().orElse(List.of())) {
      libc.text("path").ifPresent(paths::add);
    }
    return paths;
  }

  private Optional<ElfFile> read(String path) {
    if (!(HostByteSource.open(host, path) instanceof Outcome.Answer<HostByteSource> opened)) {
      return Optional.empty();
    }
    try {
      return ElfFile.read(opened.value()).content();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
