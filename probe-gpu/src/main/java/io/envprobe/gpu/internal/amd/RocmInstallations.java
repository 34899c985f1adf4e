package io.envprobe.gpu.internal.amd;

import io.envprobe.fact.FactRecord;
import io.envprobe.gpu.internal.files.LibraryFile;
import io.envprobe.gpu.internal.files.LibrarySearch;
import io.envprobe.gpu.internal.files.Names;
import io.envprobe.gpu.internal.files.Patterns;
import io.envprobe.gpu.internal.files.PythonPackages;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The copies of ROCm: releases in directories of their own, and its libraries wherever they are.
 *
 * @param releases directory to the text of its version file, in the order in which they count
 */
record RocmInstallations(Map<String, String> releases, List<FactRecord> libraries) {
  private static final Table TABLE = RocmLibrariesTable.read();

  static RocmInstallations find(LibrarySearch search, Optional<String> interpreter) {
    Host host = search.host();
    Map<String, String> releases = new LinkedHashMap<>();
    Map<String, String> real = new LinkedHashMap<>();
    List<String> homes = new ArrayList<>();
    for (String variable : List.of("ROCM_PATH", "ROCM_HOME", "HIP_PATH")) {
      String home = Names.path(host, variable);
      if (!home.isEmpty()) {
        homes.add(home);
      }
    }
    homes.add("/opt/rocm");
    homes.addAll(Patterns.directories(host, "/opt/rocm-*"));
    for (String home : homes) {
      String resolved = host.realPath(home).answer().orElse("");
      if (!resolved.isEmpty() && real.putIfAbsent(resolved, home) == null) {
        Outcome<String> version = host.text(Names.in(home, ".info/version"));
        if (version instanceof Outcome.Answer<String> text) {
          releases.put(home, text.value().strip());
        }
      }
    }
    Map<String, FactRecord> libraries = new LinkedHashMap<>();
    for (String home : PythonPackages.directories(host, interpreter)) {
      for (String pattern : TABLE.texts("python")) {
        add(search, Names.in(home, pattern), "python", libraries);
      }
    }
    for (String directory : search.directories()) {
      add(search, directory, "system", libraries);
    }
    for (String home : real.values()) {
      for (String name : List.of("lib", "lib64")) {
        add(search, Names.in(home, name), "rocm", libraries);
      }
    }
    return new RocmInstallations(releases, new ArrayList<>(libraries.values()));
  }

  private static void add(
      LibrarySearch search, String directory, String owner, Map<String, FactRecord> libraries) {
    Host host = search.host();
    for (String name : libraries(host.list(directory).answer().orElse(List.of()))) {
      Optional<LibraryFile> file =
          LibraryFile.examine(host, Names.in(directory, name), search.architecture());
      if (file.isPresent() && !libraries.containsKey(file.get().realPath())) {
        String soname = file.get().soname(name);
        Optional<LibraryFile> loaders = search.first(soname);
        boolean byLoader =
            loaders.isPresent() && loaders.get().realPath().equals(file.get().realPath());
        String version = Names.leadingNumbers(Names.version(Names.last(file.get().realPath())));
        libraries.put(
            file.get().realPath(),
            FactRecord.builder()
                .put("component", component(name))
                .put("version", version.indexOf('.') > 0 ? Optional.of(version) : Optional.empty())
                .put("soname", soname)
                .put("path", file.get().path())
                .put("owner", owner)
                .put("found_by_loader", byLoader)
                .put(
                    "problem",
                    file.get().isSound() ? Optional.empty() : Optional.of(file.get().problem()))
                .build());
      }
    }
  }

  /** Those of some sorted names that a library of ROCm may have, in their order. */
  private static Set<String> libraries(List<String> sorted) {
    Set<String> found = new TreeSet<>();
    for (Table row : TABLE.tables("libraries")) {
      String start = row.text("stem") + ".so";
      int place = Collections.binarySearch(sorted, start);
      for (int i = place < 0 ? -place - 1 : place;
          i < sorted.size() && sorted.get(i).startsWith(start);
          i++) {
        found.add(sorted.get(i));
      }
    }
    return found;
  }

  private static String component(String name) {
    for (Table row : TABLE.tables("libraries")) {
      if (name.startsWith(row.text("stem") + ".so")) {
        return row.text("component");
      }
    }
    throw new IllegalArgumentException(name);
  }

  /** The path of a component's library: what the loader gives a program, otherwise the first. */
  Optional<String> first(String component) {
    Optional<String> first = Optional.empty();
    for (FactRecord library : libraries) {
      if (library.text("component").orElse("").equals(component)) {
        if (library.isTrue("found_by_loader")) {
          return library.text("path");
        }
        first = first.or(() -> library.text("path"));
      }
    }
    return first;
  }

  /** Whether any runtime is there that opens devices. */
  boolean hasRuntime() {
    return first("hsa").isPresent();
  }

  List<FactRecord> records() {
    List<FactRecord> records = new ArrayList<>();
    for (Map.Entry<String, String> release : releases.entrySet()) {
      String version = Names.leadingNumbers(release.getValue());
      records.add(
          FactRecord.builder()
              .put("component", "rocm")
              .put("version", version.isEmpty() ? Optional.empty() : Optional.of(version))
              .put("path", release.getKey())
              .put("owner", "rocm")
              .build());
    }
    records.addAll(libraries);
    return records;
  }
}
