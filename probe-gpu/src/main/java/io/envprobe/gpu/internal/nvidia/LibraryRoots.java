package io.envprobe.gpu.internal.nvidia;

import io.envprobe.gpu.internal.files.LibrarySearch;
import io.envprobe.gpu.internal.files.Names;
import io.envprobe.gpu.internal.files.Patterns;
import io.envprobe.gpu.internal.files.PythonPackages;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where libraries for CUDA lie: in the order in which programs of Python look, with who put them
 * there.
 */
record LibraryRoots(List<Root> roots) {
  LibraryRoots {
    roots = List.copyOf(roots);
  }

  /**
   * A directory of libraries.
   *
   * @param owner {@code python}, {@code conda}, {@code system}, {@code toolkit}
   * @param home where versions are told: the package directory, the conda environment, the toolkit
   */
  record Root(String directory, String owner, String home) {}

  static LibraryRoots of(LibrarySearch search, Optional<String> interpreter) {
    Host host = search.host();
    Map<String, Root> roots = new LinkedHashMap<>();
    Table table = CudaLibraries.TABLE;
    for (String home : PythonPackages.directories(host, interpreter)) {
      for (String pattern : table.texts("python")) {
        for (String directory : Patterns.directories(host, Names.in(home, pattern))) {
          add(roots, directory, "python", home);
        }
      }
    }
    Optional<String> conda = host.variable("CONDA_PREFIX").answer().filter(Names::isAbsolute);
    if (conda.isPresent()) {
      for (String name : table.texts("conda")) {
        add(roots, Names.in(conda.get(), name), "conda", conda.get());
      }
    }
    List<String> homes = toolkitHomes(host);
    for (String directory : search.directories()) {
      String home = "";
      for (String each : homes) {
        home = directory.startsWith(each + "/") ? each : home;
      }
      add(roots, directory, home.isEmpty() ? "system" : "toolkit", home);
    }
    for (String home : homes) {
      for (String name : table.texts("toolkit")) {
        add(roots, Names.in(home, name), "toolkit", home);
      }
    }
    return new LibraryRoots(new ArrayList<>(roots.values()));
  }

  private static void add(Map<String, Root> roots, String directory, String owner, String home) {
    roots.putIfAbsent(directory, new Root(directory, owner, home));
  }

  /** Where toolkits are, and where variables of their own and of module systems point. */
  static List<String> toolkitHomes(Host host) {
    Map<String, String> byRealPath = new LinkedHashMap<>();
    List<String> candidates = new ArrayList<>();
    for (String variable : CudaLibraries.TABLE.texts("variables")) {
      host.variable(variable).answer().filter(Names::isAbsolute).ifPresent(candidates::add);
    }
    for (String pattern : CudaLibraries.TABLE.texts("roots")) {
      candidates.addAll(Patterns.directories(host, pattern));
    }
    for (String candidate : candidates) {
      if (Patterns.isDirectory(host, candidate)) {
        String real =
            host.realPath(candidate) instanceof Outcome.Answer<String> answer
                ? answer.value()
                : candidate;
        byRealPath.putIfAbsent(real, candidate);
      }
    }
    return new ArrayList<>(byRealPath.values());
  }
}
