package io.envprobe.gpu.internal.nvidia;

import io.envprobe.accelerator.Cudnn;
import io.envprobe.fact.FactRecord;
import io.envprobe.gpu.internal.files.Names;
import io.envprobe.gpu.internal.files.Patterns;
import io.envprobe.gpu.internal.files.PythonPackages;
import io.envprobe.gpu.internal.files.WindowsFiles;
import io.envprobe.gpu.internal.nvidia.CudaLibraries.Library;
import io.envprobe.gpu.internal.nvidia.LibraryRoots.Root;
import io.envprobe.host.Host;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Toolkits and libraries for CUDA on Windows, wherever they are installed. */
final class WindowsLibraries {
  private final WindowsFiles files;
  private final Map<String, Root> roots = new LinkedHashMap<>();
  private final List<String> homes = new ArrayList<>();

  private WindowsLibraries(Host host) {
    this.files = new WindowsFiles(host);
  }

  static WindowsLibraries of(Host host, Optional<String> interpreter) {
    WindowsLibraries all = new WindowsLibraries(host);
    Table table = WindowsDriver.TABLE;
    for (String home : PythonPackages.directories(host, interpreter)) {
      for (String pattern : table.texts("python")) {
        for (String directory : Patterns.directories(host, Names.in(home, pattern))) {
          all.add(directory, "python", home);
        }
      }
    }
    Optional<String> conda = all.files.variable("CONDA_PREFIX");
    for (String name : conda.isPresent() ? table.texts("conda") : List.<String>of()) {
      all.add(Names.in(conda.get(), name), "conda", conda.get());
    }
    all.files.variable("CUDA_PATH").ifPresent(all::addHome);
    for (String pattern : table.texts("toolkits")) {
      all.files.directories(pattern).forEach(all::addHome);
    }
    return all;
  }

  private void addHome(String home) {
    if (!homes.contains(home) && Patterns.isDirectory(files.host(), home)) {
      homes.add(home);
      for (String name : WindowsDriver.TABLE.texts("toolkit")) {
        add(Names.in(home, name), "toolkit", home);
      }
    }
  }

  private void add(String directory, String owner, String home) {
    roots.putIfAbsent(directory, new Root(directory, owner, home));
  }

  LibraryRoots roots() {
    return new LibraryRoots(new ArrayList<>(roots.values()));
  }

  List<FactRecord> toolkits() {
    List<FactRecord> toolkits = new ArrayList<>();
    for (String home : homes) {
      String version = Toolkits.version(files.host(), home);
      if (!version.isEmpty()) {
        toolkits.add(Toolkits.record(files.host(), version, home, "toolkit", "bin/nvcc.exe"));
      }
    }
    return toolkits;
  }

  CudaLibraries libraries() {
    List<Library> libraries = new ArrayList<>();
    for (Root root : roots.values()) {
      List<String> names = files.host().list(root.directory()).answer().orElse(List.of());
      LibraryVersions versions = new LibraryVersions(files.host(), root);
      for (Table row :
          names.isEmpty() ? List.<Table>of() : WindowsDriver.TABLE.tables("libraries")) {
        for (String name : names) {
          String lower = name.toLowerCase(Locale.ROOT);
          boolean own = lower.startsWith(row.text("dll").toLowerCase(Locale.ROOT));
          if (own && lower.endsWith(".dll")) {
            files
                .dll(root.directory(), name)
                .ifPresent(dll -> libraries.add(library(row, root, name, names, dll, versions)));
          }
        }
      }
    }
    return new CudaLibraries(libraries);
  }

  private static Library library(
      Table row,
      Root root,
      String name,
      List<String> names,
      WindowsFiles.Dll dll,
      LibraryVersions versions) {
    Table shared = row;
    for (Table each : CudaLibraries.TABLE.tables("libraries")) {
      shared = each.text("component").equals(row.text("component")) ? each : shared;
    }
    return new Library(
        row.text("component"),
        name,
        dll.file(),
        root,
        versions.of(shared, dll.file()),
        false,
        row.text("component").equals("cudnn") ? missing(name, names) : List.of(),
        versions.cuda(shared));
  }

  /** The parts of cuDNN, {@code cudnn_ops64_9.dll}, that are not beside {@code cudnn64_9.dll}. */
  private static List<String> missing(String name, List<String> names) {
    String major = Names.leadingNumbers(name.substring("cudnn64_".length()));
    List<String> missing = new ArrayList<>();
    if (!major.isEmpty() && major.length() < 4 && major.indexOf('.') < 0) {
      for (String part : Cudnn.parts(Integer.parseInt(major), false)) {
        if (!names.contains("cudnn_" + part + "64_" + major + ".dll")) {
          missing.add(part);
        }
      }
    }
    return missing;
  }
}
