package io.envprobe.requirement.internal;

import io.envprobe.artifact.NativeFile;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Demand;
import io.envprobe.requirement.FactDemand;
import io.envprobe.requirement.GpuCodeDemand;
import io.envprobe.requirement.LevelDemand;
import io.envprobe.requirement.LibraryDemand;
import io.envprobe.requirement.LoadDemand;
import io.envprobe.requirement.NativePlatformDemand;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.SymbolVersionDemand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What native files that are handed out together ask of a machine: each file that no other one
 * needs, with everything below it. One of these is enough for the whole to be of use; what the
 * others lack are its limits.
 */
public final class NativeConditions {
  private final List<NativeFile> files;
  private final Set<String> elsewhere;
  private final Map<String, List<NativeFile>> byName = new LinkedHashMap<>();
  private final Map<NativeFile, List<Demand>> own = new LinkedHashMap<>();
  private final Map<String, Demand> distinct = new LinkedHashMap<>();

  private NativeConditions(List<NativeFile> files, Set<String> elsewhere) {
    this.files = files;
    this.elsewhere = elsewhere;
    for (NativeFile file : files) {
      Set<String> names = new LinkedHashSet<>();
      names.add(file.fileName());
      file.soname().ifPresent(name -> names.add(lastPart(name)));
      for (String name : names) {
        byName.computeIfAbsent(name, key -> new ArrayList<>()).add(file);
      }
    }
  }

  /** The conditions of files that are used together. */
  public static NativeConditions of(List<NativeFile> files) {
    return new NativeConditions(files, Set.of());
  }

  /** Everything that they demand of a machine, and do not get from each other. */
  public Set<Demand> all() {
    Set<Demand> all = new LinkedHashSet<>();
    for (NativeFile file : files) {
      all.addAll(own.computeIfAbsent(file, this::demands));
      if (isLoaded(file) && file.format() != NativeFile.Format.ELF) {
        all.addAll(libraries(file));
      }
    }
    return all;
  }

  /** The one of the files that another gets for a name. */
  public Optional<NativeFile> provider(NativeFile file, String name) {
    return providers(file, name).stream().findFirst();
  }

  /** Python's own library is in the process that loads an extension module. */
  public static boolean isPython(String library) {
    return library.startsWith("libpython") && library.contains(".so");
  }

  /** The condition of one file that stands alone on the machine, or slices of it. */
  static Condition alone(List<NativeFile> slices, Span span) {
    NativeConditions conditions = new NativeConditions(slices, Set.of());
    List<Condition> parts = new ArrayList<>();
    for (NativeFile slice : slices) {
      List<Condition> leaves = conditions.leaves(Set.of(slice), span);
      if (isLoaded(slice)) {
        if (slice.format() != NativeFile.Format.ELF) {
          conditions.libraries(slice).forEach(demand -> leaves.add(Condition.of(demand, span)));
        }
        leaves.add(Condition.of(new LoadDemand(slice.path()), span));
      }
      parts.add(Condition.all(leaves, span));
    }
    return Condition.any(parts, span);
  }

  /**
   * The condition of the files of a container.
   *
   * @param elsewhere names of libraries that come from another distribution
   */
  public static Condition together(List<NativeFile> files, Set<String> elsewhere) {
    return new NativeConditions(files, elsewhere).roots();
  }

  private Condition roots() {
    Set<NativeFile> needed = new LinkedHashSet<>();
    for (NativeFile file : files) {
      for (String name : file.needed()) {
        for (NativeFile provider : providers(file, name)) {
          if (!provider.equals(file)) {
            needed.add(provider);
          }
        }
      }
    }
    Map<Set<Demand>, Condition> alternatives = new LinkedHashMap<>();
    for (NativeFile file : files) {
      if (!isLoaded(file) || (needed.contains(file) && needed.size() < files.size())) {
        continue;
      }
      Set<NativeFile> below = new LinkedHashSet<>();
      collect(file, below);
      List<Condition> leaves = leaves(below, Span.of(file.path()));
      Set<Demand> key = new LinkedHashSet<>();
      leaves.forEach(leaf -> key.add(((Condition.Leaf) leaf).demand()));
      alternatives.putIfAbsent(
          key, new Condition.All(file.fileName(), leaves, Span.of(file.path())));
    }
    if (alternatives.isEmpty()) {
      return Condition.always(Span.of(container()));
    }
    return new Condition.Any(
        "native files", List.copyOf(alternatives.values()), Span.of(container()));
  }

  /** Whether a loader ever sees the file: objects to link and bare GPU code it does not. */
  private static boolean isLoaded(NativeFile file) {
    return file.format() != NativeFile.Format.STATIC_LIBRARY
        && file.format() != NativeFile.Format.GPU_CODE;
  }

  private String container() {
    String path = files.get(0).path();
    int inside = path.indexOf("!/");
    return inside < 0 ? path : path.substring(0, inside);
  }

  private List<NativeFile> providers(NativeFile file, String name) {
    List<NativeFile> providers = new ArrayList<>();
    for (NativeFile provider : byName.getOrDefault(lastPart(name), List.of())) {
      if (provider.architecture().equals(file.architecture())) {
        providers.add(provider);
      }
    }
    return providers;
  }

  private void collect(NativeFile file, Set<NativeFile> below) {
    List<NativeFile> rest = new ArrayList<>(List.of(file));
    while (!rest.isEmpty()) {
      NativeFile next = rest.remove(rest.size() - 1);
      if (below.add(next)) {
        for (String name : next.needed()) {
          rest.addAll(providers(next, name));
        }
      }
    }
  }

  private List<Condition> leaves(Set<NativeFile> of, Span span) {
    Set<Demand> demands = new LinkedHashSet<>();
    for (NativeFile file : of) {
      demands.addAll(own.computeIfAbsent(file, this::demands));
    }
    List<Condition> leaves = new ArrayList<>(demands.size());
    demands.forEach(demand -> leaves.add(Condition.of(demand, span)));
    return leaves;
  }

  private List<Demand> demands(NativeFile file) {
    List<Demand> demands = new ArrayList<>();
    if (!isLoaded(file)) {
      boolean bare = file.format() == NativeFile.Format.GPU_CODE;
      file.gpu().ifPresent(code -> demands.add(new GpuCodeDemand(code, file.path(), bare)));
      return demands;
    }
    add(
        demands,
        "platform " + file.format() + file.architecture(),
        new NativePlatformDemand(file.format(), file.architecture(), file.path()));
    if (file.isaNeeded().isPresent() && file.isaNeeded().getAsInt() > 1) {
      int level = file.isaNeeded().getAsInt();
      add(demands, "level " + level, new LevelDemand(level, file.path()));
    }
    file.minimumSystem().flatMap(NativeConditions::system).ifPresent(demands::add);
    if (file.gpu().isPresent() && !file.gpu().get().modules().isEmpty()) {
      demands.add(new GpuCodeDemand(file.gpu().get(), file.path()));
    }
    if (file.format() == NativeFile.Format.ELF) {
      elf(file, demands);
    }
    return demands;
  }

  /** {@code macos 11.0}; what ELF files say of the kernel holds for old glibc releases only. */
  private static Optional<Demand> system(String minimum) {
    int space = minimum.indexOf(' ');
    String name = space < 0 ? "" : minimum.substring(0, space);
    FactKey<String> key = OsFacts.OS_VERSION;
    return name.equals("macos")
        ? Optional.of(
            new FactDemand(key, FactDemand.Operator.AT_LEAST, minimum.substring(space + 1)))
        : Optional.empty();
  }

  /** The libraries that a file gets from elsewhere. */
  private List<Demand> libraries(NativeFile file) {
    List<Demand> demands = new ArrayList<>();
    for (String name : file.needed()) {
      if (isExternal(file, name)) {
        add(
            demands,
            "library " + name + " " + file.architecture(),
            new LibraryDemand(name, Optional.of(file.architecture()), file.path()));
      }
    }
    return demands;
  }

  private void elf(NativeFile file, List<Demand> demands) {
    Optional<String> architecture = Optional.of(file.architecture());
    demands.addAll(libraries(file));
    for (NativeFile.VersionNeed need : file.versions()) {
      if (!need.weak() && isExternal(file, need.library())) {
        add(
            demands,
            "version " + need.library() + " " + need.version() + " " + file.architecture(),
            new SymbolVersionDemand(
                need.library(), need.version(), need.symbols(), architecture, file.path()));
      }
    }
  }

  private boolean isExternal(NativeFile file, String library) {
    return !library.isEmpty()
        && !isPython(library)
        && !elsewhere.contains(library)
        && providers(file, library).isEmpty();
  }

  /** Of equal demands of several files the first names its file. */
  private void add(List<Demand> demands, String key, Demand demand) {
    demands.add(distinct.computeIfAbsent(key, name -> demand));
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
