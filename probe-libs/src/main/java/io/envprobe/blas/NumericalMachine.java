package io.envprobe.blas;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.LdCache;
import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.binaries.loader.Resolution;
import io.envprobe.blas.internal.MachineNames;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.HostByteSource;
import io.envprobe.libs.HostLoader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The numerical libraries of a machine: which there are, and which of them programs get. Reads
 * files only; used by one thread.
 */
public final class NumericalMachine {
  private static final String MUSL_PATH = "/lib:/usr/local/lib:/usr/lib";

  private final Host host;
  private final HostLoader loader;
  private final Optional<ElfFile> system;
  private final NumericalFiles files;

  private NumericalMachine(
      Host host, HostLoader loader, Optional<ElfFile> system, NumericalFiles files) {
    this.host = host;
    this.loader = loader;
    this.system = system;
    this.files = files;
  }

  /**
   * A machine as programs see it that are started in a way.
   *
   * @param system a file of the system that has its architecture and loader, such as its C library
   * @param loader of that machine
   */
  public static NumericalMachine of(Host host, String system, HostLoader loader) {
    Optional<ElfFile> file = Optional.empty();
    if (HostByteSource.open(host, system) instanceof Outcome.Answer<HostByteSource> source) {
      try {
        file = ElfFile.read(source.value()).content();
      } catch (IOException e) {
        file = Optional.empty(); // Then nothing is known of what programs get.
      }
    }
    return new NumericalMachine(host, loader, file, NumericalFiles.of(host));
  }

  /** The files, each read once. */
  public NumericalFiles files() {
    return files;
  }

  /** The loaders. */
  public HostLoader loader() {
    return loader;
  }

  /** Whether the system's loader is known; without it nothing can be said of what programs get. */
  public boolean isKnown() {
    return system.isPresent() && loader.settings(system.get()).isPresent();
  }

  /** The architecture of the system: {@code x86_64}; empty where it is not known. */
  public String architecture() {
    return system.flatMap(file -> file.header().architecture()).orElse("");
  }

  /** Whether the system's C library is musl, whose loader has no configuration files. */
  public boolean isMusl() {
    return system
        .flatMap(loader::settings)
        .map(settings -> settings.build().family() == LoaderSettings.Family.MUSL)
        .orElse(false);
  }

  /**
   * Every numerical library that the loader sees by its usual name, by that name and the path that
   * it is seen at, in the loader's order.
   */
  public List<Seen> visible() {
    List<Seen> seen = new ArrayList<>();
    Map<String, Boolean> paths = new LinkedHashMap<>();
    for (Map.Entry<String, String> candidate : candidates()) {
      String real = files.real(candidate.getValue());
      if (paths.putIfAbsent(candidate.getKey() + "\0" + real, true) == null) {
        files
            .library(candidate.getValue())
            .filter(NumericalLibrary::isNumerical)
            .ifPresent(
                library -> seen.add(new Seen(candidate.getKey(), candidate.getValue(), library)));
      }
    }
    return seen;
  }

  /**
   * A library that the loader sees.
   *
   * @param name that it is seen by
   */
  public record Seen(String name, String path, NumericalLibrary library) {}

  private List<Map.Entry<String, String>> candidates() {
    List<Map.Entry<String, String>> candidates = new ArrayList<>();
    Optional<LoaderSettings> known = system.flatMap(loader::settings);
    if (known.isEmpty()) {
      return candidates;
    }
    LoaderSettings settings = known.get();
    directories(settings.start().variable("LD_LIBRARY_PATH").orElse(""), candidates);
    if (settings.build().family() == LoaderSettings.Family.MUSL) {
      directories(settings.files().muslPath().orElse(MUSL_PATH).replace('\n', ':'), candidates);
      return candidates;
    }
    if (settings.files().cache().isPresent()) {
      for (LdCache.Entry entry : settings.files().cache().get().entries()) {
        if (entry.name().isPresent()
            && entry.path().isPresent()
            && MachineNames.isNumerical(entry.name().get())) {
          candidates.add(Map.entry(entry.name().get(), entry.path().get()));
        }
      }
    }
    directories(String.join(":", settings.build().systemDirectories()), candidates);
    return candidates;
  }

  private void directories(String path, List<Map.Entry<String, String>> candidates) {
    for (String directory : path.split(":", -1)) {
      if (directory.startsWith("/")
          && host.list(directory) instanceof Outcome.Answer<List<String>> names) {
        String prefix = directory.endsWith("/") ? directory : directory + "/";
        for (String name : names.value()) {
          if (name.contains(".so") && MachineNames.isNumerical(name)) {
            candidates.add(Map.entry(name, prefix + name));
          }
        }
      }
    }
  }

  /** What programs get for each of the interface's names; those that are found nowhere left out. */
  public List<Selected> selected() {
    List<Selected> selected = new ArrayList<>();
    for (String name : MachineNames.interfaces()) {
      Selected found = selected(name);
      if (found.path().isPresent()) {
        selected.add(found);
      }
    }
    return selected;
  }

  /** What programs get for a name. */
  public Selected selected(String name) {
    Optional<Resolution> resolution = system.flatMap(file -> loader.open(name, file));
    List<String> places = new ArrayList<>();
    if (resolution.isEmpty()) {
      return new Selected(name, Optional.empty(), Optional.empty(), Optional.empty(), "", places);
    }
    for (Resolution.Search search : resolution.get().searches()) {
      if (search.name().equals(name)) {
        search.steps().forEach(step -> places.addAll(step.tried()));
        break;
      }
    }
    Optional<Resolution.LoadedObject> object =
        resolution.get().objects().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst();
    Optional<String> path = object.flatMap(Resolution.LoadedObject::path);
    Optional<NumericalLibrary> library = path.flatMap(files::library);
    return new Selected(
        name,
        path,
        library,
        library.flatMap(found -> core(found, resolution.get())),
        object.map(Resolution.LoadedObject::via).orElse(""),
        places);
  }

  /** The provider's own library among what a shim brings in. */
  private Optional<NumericalLibrary> core(NumericalLibrary library, Resolution resolution) {
    if (!library.shim()) {
      return Optional.of(library);
    }
    for (Resolution.LoadedObject object : resolution.objects()) {
      Optional<NumericalLibrary> candidate = object.path().flatMap(files::library);
      if (candidate.isPresent()
          && !candidate.get().shim()
          && candidate.get().provider().equals(library.provider())) {
        return candidate;
      }
    }
    return Optional.of(library);
  }

  /** The groups of alternatives that are about BLAS or LAPACK, by name. */
  public List<AlternativeGroup> alternatives() {
    List<AlternativeGroup> groups = new ArrayList<>();
    for (String directory : List.of("/var/lib/dpkg/alternatives", "/var/lib/alternatives")) {
      for (String name : host.list(directory).answer().orElse(List.of())) {
        if (MachineNames.isNumerical(name)) {
          host.text(directory + "/" + name)
              .answer()
              .flatMap(text -> AlternativeGroup.parse(name, text))
              .ifPresent(group -> groups.add(group.at(value(group))));
        }
      }
    }
    return groups;
  }

  private Optional<String> value(AlternativeGroup group) {
    String registry = "/etc/alternatives/" + group.name();
    return host.link(registry).answer();
  }
}
