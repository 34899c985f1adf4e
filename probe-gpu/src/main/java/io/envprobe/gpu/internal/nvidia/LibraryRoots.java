package io.envprobe.gpu.internal.nvidia;

import io.envprobe.gpu.internal.files.LibrarySearch;
import io.envprobe.gpu.internal.files.Names;
import io.envprobe.gpu.internal.files.Patterns;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /**
   * The places of a machine.
   *
   * @param packages the package directories of Python
   * @param homes where toolkits are
   */
  static LibraryRoots of(LibrarySearch search, List<String> packages, List<String> homes) {
    Host host = search.host();
    Map<String, Root> roots = new LinkedHashMap<>();
    Table table = CudaLibraries.TABLE;
    for (String home : packages) {
      for (String pattern : table.texts("python")) {
        for (String directory : Patterns.directories(host, Names.in(home, pattern))) {
          add(roots, directory, "python", home);
        }
      }
    }
    String conda = Names.path(host, "CONDA_PREFIX");
    if (!conda.isEmpty()) {
      for (String name : table.texts("conda")) {
        add(roots, Names.in(conda, name), "conda", conda);
      }
    }
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
      String home = Names.path(host, variable);
      if (!home.isEmpty()) {
        candidates.add(home);
      }
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
