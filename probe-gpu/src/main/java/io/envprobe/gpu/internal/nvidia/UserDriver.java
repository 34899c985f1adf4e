package io.envprobe.gpu.internal.nvidia;

import io.envprobe.fact.FactRecord;
import io.envprobe.gpu.internal.files.LibraryFile;
import io.envprobe.gpu.internal.files.LibrarySearch;
import io.envprobe.gpu.internal.files.Names;
import io.envprobe.gpu.internal.files.Patterns;
import io.envprobe.host.Host;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of NVIDIA's driver that programs load: {@code libcuda} and the management library. What
 * the loader would pick, and what lies beside its path.
 *
 * @param found in the order of the loader, then the places beside its path
 */
record UserDriver(List<Found> found) {
  static final String CUDA = "libcuda.so.1";
  static final String MANAGEMENT = "libnvidia-ml.so.1";
  static final String COMPILER = "libnvidia-ptxjitcompiler.so.1";
  private static final String CUDA_DEVELOPMENT = "libcuda.so";

  UserDriver {
    found = List.copyOf(found);
  }

  /**
   * A library of the driver.
   *
   * @param name what a program asks for
   * @param place how it is found, or what kind of place it lies in: {@code cache}, {@code wsl},
   *     {@code stub} …
   * @param byLoader whether a program that names no directory gets this one
   * @param problem why it cannot be loaded; empty where it can
   */
  record Found(String name, LibraryFile file, String place, boolean byLoader, String problem) {
    boolean isSound() {
      return problem.isEmpty();
    }

    /** The release that its real name ends in; empty where it has none, as on Tegra and WSL. */
    String release() {
      String version = Names.version(Names.last(file.realPath()));
      return KernelDriver.isRelease(version) ? version : "";
    }

    boolean isStub() {
      return isIn("/stubs/");
    }

    boolean isCompat() {
      return isIn("/compat/") || isIn("/cuda-compat/");
    }

    private boolean isIn(String part) {
      return file.path().contains(part) || file.realPath().contains(part);
    }

    FactRecord record() {
      return FactRecord.builder()
          .put("name", name)
          .put("path", file.path())
          .put("real_path", file.realPath())
          .put("release", release().isEmpty() ? Optional.empty() : Optional.of(release()))
          .put("place", place)
          .put("found_by_loader", byLoader)
          .put("sound", isSound())
          .put("problem", isSound() ? Optional.empty() : Optional.of(problem))
          .build();
    }
  }

  static UserDriver search(LibrarySearch search) {
    List<Other> others = others(search.host());
    List<Found> found = new ArrayList<>();
    for (String name : List.of(CUDA, MANAGEMENT, COMPILER)) {
      Map<String, Found> byRealPath = new LinkedHashMap<>();
      addLoaders(search, name, byRealPath);
      addOthers(search, others, name, byRealPath);
      if (name.equals(CUDA) && byRealPath.isEmpty()) {
        addLoaders(search, CUDA_DEVELOPMENT, byRealPath);
        addOthers(search, others, CUDA_DEVELOPMENT, byRealPath);
      }
      found.addAll(byRealPath.values());
    }
    return new UserDriver(found);
  }

  private static void addLoaders(LibrarySearch search, String name, Map<String, Found> byRealPath) {
    List<LibraryFile> files = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    int taken = -1;
    for (LibrarySearch.Place place : search.places(name)) {
      Optional<LibraryFile> file =
          LibraryFile.examine(search.host(), place.path(), search.architecture());
      if (file.isPresent()) {
        boolean usable = !file.get().isPassedOver() && !file.get().isDangling();
        // The loader goes on behind one that may not be read.
        boolean better = taken < 0 || (files.get(taken).isDenied() && !file.get().isDenied());
        taken = usable && better ? files.size() : taken;
        files.add(file.get());
        sources.add(place.source());
      }
    }
    for (int i = 0; i < files.size(); i++) {
      add(search, byRealPath, name, files.get(i), sources.get(i), i == taken);
    }
  }

  private static void addOthers(
      LibrarySearch search, List<Other> others, String name, Map<String, Found> byRealPath) {
    for (Other other : others) {
      for (String each : List.of(name, name.equals(CUDA) ? CUDA_DEVELOPMENT : name)) {
        Optional<LibraryFile> file =
            LibraryFile.examine(
                search.host(), Names.in(other.directory, each), search.architecture());
        if (file.isPresent()) {
          add(search, byRealPath, each, file.get(), other.kind, false);
          break;
        }
      }
    }
  }

  private static void add(
      LibrarySearch search,
      Map<String, Found> byRealPath,
      String name,
      LibraryFile file,
      String place,
      boolean byLoader) {
    if (!byRealPath.containsKey(file.realPath())) {
      String problem = file.isSound() ? search.unmetNeed(file) : file.problem();
      byRealPath.put(file.realPath(), new Found(name, file, place, byLoader, problem));
    }
  }

  /** A directory that loaders do not look at, and what kind of place it is. */
  private record Other(String directory, String kind) {}

  private static List<Other> others(Host host) {
    List<Other> others = new ArrayList<>();
    for (Table row : Places.TABLE.tables("places")) {
      for (String directory : directories(host, row.text("path"))) {
        others.add(new Other(directory, row.text("kind")));
      }
    }
    return others;
  }

  /** The directories that a row names; a variable may stand first. */
  private static List<String> directories(Host host, String pattern) {
    if (!pattern.startsWith("$")) {
      List<String> directories = Patterns.directories(host, pattern);
      // Where a directory is missing, so is every library in it.
      return directories.size() == 1 && host.status(directories.get(0)).isNotFound()
          ? List.of()
          : directories;
    }
    int slash = pattern.indexOf('/');
    Optional<String> value = host.variable(pattern.substring(1, slash)).answer();
    return value.isPresent() && Names.isAbsolute(value.get())
        ? Patterns.directories(host, Names.in(value.get(), pattern.substring(slash + 1)))
        : List.of();
  }

  /** What a program gets that asks for a name; empty where it gets nothing. */
  Optional<Found> picked(String name) {
    for (Found each : found) {
      if (each.name.equals(name) && each.byLoader) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** A sound one that lies beside the loader's path and is no stub. */
  Optional<Found> beside(String name) {
    for (Found each : found) {
      if (each.name.equals(name) && !each.byLoader && each.isSound() && !each.isStub()) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** The one to ask: what the loader gives, else one beside its path; sound and no stub. */
  Optional<Found> loadable(String name) {
    Optional<Found> picked = picked(name);
    return picked.isPresent()
        ? picked.filter(each -> each.isSound() && !each.isStub())
        : beside(name);
  }

  /** Whether there is any libcuda, however broken. */
  boolean isAny() {
    for (Found each : found) {
      if (each.name.startsWith(CUDA_DEVELOPMENT)) {
        return true;
      }
    }
    return false;
  }

  /** The directories where was looked, for the proof of absence. */
  static List<String> looked(LibrarySearch search) {
    List<String> looked = new ArrayList<>(search.directories());
    for (Table row : Places.TABLE.tables("places")) {
      looked.add(row.text("path"));
    }
    return looked;
  }

  private static final class Places {
    static final Table TABLE = DriverPlacesTable.read();
  }
}
