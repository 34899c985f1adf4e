package io.envprobe.gpu.internal.nvidia;

import io.envprobe.accelerator.VersionNumbers;
import io.envprobe.fact.FactRecord;
import io.envprobe.gpu.internal.Asked;
import io.envprobe.gpu.internal.files.LibraryFile;
import io.envprobe.gpu.internal.files.LibrarySearch;
import io.envprobe.gpu.internal.files.Names;
import io.envprobe.gpu.internal.nvidia.LibraryRoots.Root;
import io.envprobe.gpu.internal.vendor.VendorCalls;
import io.envprobe.host.Host;
import io.envprobe.table.Table;
import io.envprobe.version.VersionSchemes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every library for CUDA that is installed, each file once. */
record CudaLibraries(List<Library> libraries) {
  static final Table TABLE = CudaLibrariesTable.read();

  CudaLibraries {
    libraries = List.copyOf(libraries);
  }

  /**
   * A library.
   *
   * @param component {@code cudart}, {@code cudnn} …
   * @param soname the name that programs ask for
   * @param version in full where files tell it; empty otherwise
   * @param byLoader whether a program that names no directory gets this one
   * @param missing its further parts that are not beside it, or are of another version
   * @param cuda the major version of CUDA that its package is for; empty where that is not told
   */
  record Library(
      String component,
      String soname,
      LibraryFile file,
      Root root,
      String version,
      boolean byLoader,
      List<String> missing,
      Optional<String> cuda) {

    Library withVersion(String told) {
      return new Library(component, soname, file, root, told, byLoader, missing, cuda);
    }

    /** By the names that programs ask for: a version may not be known. */
    boolean isNewer(Library other) {
      return VersionSchemes.LENIENT.compare(Names.version(soname), Names.version(other.soname)) > 0;
    }

    boolean isComplete() {
      return file.isSound() && missing.isEmpty();
    }

    FactRecord record() {
      return FactRecord.builder()
          .put("component", component)
          .put("version", version.isEmpty() ? Optional.empty() : Optional.of(version))
          .put("soname", soname)
          .put("path", file.path())
          .put("owner", root.owner())
          .put("cuda", cuda)
          .put("found_by_loader", byLoader)
          .put("complete", isComplete())
          .put("missing", missing.isEmpty() ? Optional.empty() : Optional.of(missing))
          .put("problem", file.isSound() ? Optional.empty() : Optional.of(file.problem()))
          .build();
    }
  }

  static CudaLibraries find(LibrarySearch search, LibraryRoots roots) {
    Host host = search.host();
    Map<String, Library> byRealPath = new LinkedHashMap<>();
    Map<String, Optional<LibraryFile>> picked = new HashMap<>();
    boolean jitOnly =
        host.variable("CUDNN_LIB_CONFIG").answer().orElse("").equals("GRAPH_JIT_ONLY");
    for (Root root : roots.roots()) {
      List<String> names = new ArrayList<>();
      for (String name : host.list(root.directory()).answer().orElse(List.of())) {
        if (name.startsWith("lib") && name.contains(".so.")) {
          names.add(name);
        }
      }
      if (names.isEmpty()) {
        continue;
      }
      LibraryVersions versions = new LibraryVersions(host, root);
      for (Table row : TABLE.tables("libraries")) {
        for (String name : sonames(names, row.text("stem") + ".so.")) {
          Optional<LibraryFile> file =
              LibraryFile.examine(host, Names.in(root.directory(), name), search.architecture());
          if (file.isEmpty() || byRealPath.containsKey(file.get().realPath())) {
            continue;
          }
          String soname = file.get().elf().flatMap(elf -> elf.soname()).orElse(name);
          Optional<LibraryFile> loaders = picked.computeIfAbsent(soname, search::first);
          boolean byLoader =
              loaders.isPresent() && loaders.get().realPath().equals(file.get().realPath());
          LibraryParts parts = new LibraryParts(row, names, jitOnly, search, root.directory());
          String version = versions.of(row, file.get());
          byRealPath.put(
              file.get().realPath(),
              new Library(
                  row.text("component"),
                  soname,
                  file.get(),
                  root,
                  version,
                  byLoader,
                  parts.missing(soname, version),
                  versions.cuda(row)));
        }
      }
    }
    return new CudaLibraries(new ArrayList<>(byRealPath.values()));
  }

  /** The shortest name of each number: of libcudnn.so.9 and libcudnn.so.9.1.0 the first. */
  private static List<String> sonames(List<String> names, String stem) {
    Map<String, String> byMajor = new LinkedHashMap<>();
    for (String name : names) {
      if (name.startsWith(stem)) {
        String major = Names.leadingNumbers(name.substring(stem.length())).split("\\.", 2)[0];
        String known = byMajor.get(major);
        if (!major.isEmpty() && (known == null || name.length() < known.length())) {
          byMajor.put(major, name);
        }
      }
    }
    return new ArrayList<>(byMajor.values());
  }

  /**
   * The same with the versions that no file tells, of those libraries that programs get first: they
   * are asked, each in a process of its own, by calls that touch no device.
   */
  CudaLibraries asked(LibrarySearch search) {
    if (libraries.isEmpty()) {
      return this;
    }
    List<Library> all = new ArrayList<>(libraries);
    for (VendorCalls calls : List.of(VendorCalls.CUDART, VendorCalls.CUDNN, VendorCalls.NCCL)) {
      String component = calls.id();
      Optional<Library> chosen = chosen(component);
      boolean silent =
          chosen.isPresent()
              && chosen.get().version().isEmpty()
              && chosen.get().file().isSound()
              && search.unmetNeed(chosen.get().file()).isEmpty();
      if (silent) {
        Asked asked = Asked.of(search.host(), chosen.get().file(), calls);
        all.replaceAll(
            each ->
                each.equals(chosen.get()) ? each.withVersion(answered(component, asked)) : each);
      }
    }
    return new CudaLibraries(all);
  }

  private static String answered(String component, Asked asked) {
    String step =
        switch (component) {
          case "cudart" -> "cudaRuntimeGetVersion";
          case "cudnn" -> "cudnnGetVersion";
          default -> "ncclGetVersion";
        };
    Optional<String> number = asked.value(step, "version");
    if (number.isEmpty()) {
      return "";
    }
    long version = Long.parseLong(number.get());
    Optional<String> text =
        switch (component) {
          case "cudart" -> VersionNumbers.cuda(version);
          case "cudnn" -> VersionNumbers.cudnn(version);
          default -> VersionNumbers.nccl(version);
        };
    return text.orElse("");
  }

  List<Library> of(String component) {
    List<Library> found = new ArrayList<>();
    for (Library library : libraries) {
      if (library.component.equals(component)) {
        found.add(library);
      }
    }
    return found;
  }

  /**
   * The one that the loader gives a program, of several major versions the newest; otherwise the
   * first in the order of Python.
   */
  Optional<Library> chosen(String component) {
    Optional<Library> first = Optional.empty();
    Optional<Library> loaders = Optional.empty();
    for (Library library : of(component)) {
      if (library.byLoader && (loaders.isEmpty() || library.isNewer(loaders.get()))) {
        loaders = Optional.of(library);
      }
      first = first.isEmpty() ? Optional.of(library) : first;
    }
    return loaders.isPresent() ? loaders : first;
  }
}
