package io.envprobe.artifact.internal;

import io.envprobe.artifact.Container;
import io.envprobe.artifact.NativeFile;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.libs.VendoredName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong between the files of a container: names, search paths, copies, C++ types. */
final class ContainerFindings {
  private static final String RPATH = "@rpath/";
  private static final List<String> RUNTIMES =
      List.of(
          "libstdc++",
          "libgcc_s",
          "libgomp",
          "libiomp5",
          "libomp",
          "libgfortran",
          "libquadmath",
          "libopenblas",
          "libscipy_openblas",
          "libscipy_openblas64_");

  private final Container container;
  private final List<NativeFile> files;
  private final Map<String, List<NativeFile>> byName = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private ContainerFindings(Container container, List<Inspected> inside) {
    this.container = container;
    this.files = inside.stream().map(Inspected::file).toList();
    for (NativeFile file : files) {
      Set<String> names = new LinkedHashSet<>();
      names.add(file.fileName());
      file.soname().ifPresent(name -> names.add(lastPart(name)));
      names.forEach(name -> byName.computeIfAbsent(name, key -> new ArrayList<>()).add(file));
    }
  }

  static List<Finding> of(Container container, List<Inspected> inside) {
    ContainerFindings rules = new ContainerFindings(container, inside);
    for (NativeFile file : rules.files) {
      rules.names(file);
      rules.paths(file);
      rules.strings(file);
    }
    rules.copies();
    return rules.findings;
  }

  private boolean isArchive() {
    return container.kind() == Container.Kind.WHEEL || container.kind() == Container.Kind.ZIP;
  }

  /** R13: names that hold only where the file was built. */
  private void names(NativeFile file) {
    if (file.format() == NativeFile.Format.ELF && isVendored(file)) {
      file.soname()
          .filter(soname -> !soname.equals(file.fileName()))
          .ifPresent(
              soname ->
                  add(
                      "R13.soname",
                      Severity.WARNING,
                      file,
                      "has the SONAME " + soname + ", so that its copy is not found by its name",
                      "patchelf --set-soname " + file.fileName() + " FILE"));
    }
    for (String needed : file.needed()) {
      boolean system = needed.startsWith("/usr/lib/") || needed.startsWith("/System/");
      boolean macos = file.format() == NativeFile.Format.MACH_O;
      if (needed.startsWith("/") && !(macos && (system || needed.startsWith("/DLC/")))) {
        add(
            "R13.absolute-needed",
            Severity.ERROR,
            file,
            "needs " + needed + ", a path of the machine that built it",
            macos ? "install_name_tool -change" : "patchelf --replace-needed");
      }
    }
    if (file.format() == NativeFile.Format.MACH_O && isArchive()) {
      file.soname()
          .filter(name -> name.startsWith("/") && !name.startsWith("/DLC/"))
          .ifPresent(
              name ->
                  add(
                      "R13.absolute-install-name",
                      Severity.WARNING,
                      file,
                      "is named " + name + ", a path of the machine that built it",
                      "install_name_tool -id @rpath/" + lastPart(name) + " FILE"));
    }
  }

  /** R13: search paths that lead elsewhere, or not to what is carried. */
  private void paths(NativeFile file) {
    List<String> entries = file.runpath().isEmpty() ? file.rpath() : file.runpath();
    Set<String> reached = new LinkedHashSet<>();
    for (String entry : entries) {
      Optional<String> directory = SearchPath.directory(file, entry, container.path());
      directory.ifPresent(reached::add);
      if (entry.isEmpty() || (!entry.startsWith("/") && !SearchPath.isRelative(entry))) {
        add(
            "R13.rpath-current-directory",
            Severity.ERROR,
            file,
            "searches the current directory of whoever runs it ('" + entry + "')",
            "make the path relative to $ORIGIN");
      } else if (entry.startsWith("/") && isArchive()) {
        add(
            "R13.rpath-absolute",
            Severity.ERROR,
            file,
            "searches " + entry + ", a path of the machine that built it",
            "make the path relative to $ORIGIN");
      } else if (SearchPath.isRelative(entry) && directory.isEmpty() && isArchive()) {
        add(
            "R13.rpath-escapes",
            Severity.WARNING,
            file,
            "searches " + entry + ", which leads out of the package",
            "");
      }
    }
    if (file.format() == NativeFile.Format.MACH_O) {
      installNames(file, reached);
    }
    if (file.format() != NativeFile.Format.ELF || !isArchive()) {
      return;
    }
    for (String needed : file.needed()) {
      List<NativeFile> providers = byName.getOrDefault(needed, List.of());
      boolean found = providers.isEmpty();
      for (NativeFile provider : providers) {
        found |=
            provider.path().equals(file.path())
                || reached.contains(SearchPath.parent(provider.path()));
      }
      if (!found) {
        add(
            "R13.rpath-missing",
            Severity.WARNING,
            file,
            "needs " + needed + ", which is carried but not on its search path",
            "patchelf --set-rpath");
      }
    }
  }

  /** R13: names of macOS that lead to nothing, or past what is carried. */
  private void installNames(NativeFile file, Set<String> reached) {
    for (String needed : file.needed()) {
      List<NativeFile> carried = byName.getOrDefault(lastPart(needed), List.of());
      if (needed.startsWith("@loader_path/")) {
        Optional<String> place = SearchPath.directory(file, needed, container.path());
        boolean there =
            place.isPresent() && files.stream().anyMatch(each -> each.path().equals(place.get()));
        if (!there && (isArchive() || place.isPresent())) {
          add(
              "R13.missing-library",
              Severity.ERROR,
              file,
              "needs " + needed + ", and there is nothing",
              carried.isEmpty() ? "" : "install_name_tool -change: " + carried.get(0).path());
        }
      } else if (needed.startsWith(RPATH) && !carried.isEmpty()) {
        String rest = "/" + needed.substring(RPATH.length());
        boolean found =
            carried.stream()
                .anyMatch(
                    each ->
                        each.path().equals(file.path())
                            || reached.stream().anyMatch(at -> each.path().equals(at + rest)));
        if (!found && isArchive()) {
          add(
              "R13.rpath-missing",
              Severity.WARNING,
              file,
              "needs " + needed + ", which is carried but on none of its run paths",
              "install_name_tool -add_rpath @loader_path/… FILE");
        }
      }
    }
  }

  /** MISSION 78, 79: C++ strings of two kinds across one boundary. */
  private void strings(NativeFile file) {
    String imports = file.cxx().imports().orElse("both");
    if (imports.equals("both")) {
      return;
    }
    for (String needed : file.needed()) {
      for (NativeFile provider : byName.getOrDefault(needed, List.of())) {
        String exports = provider.cxx().exports().orElse("both");
        if (!exports.equals("both") && !exports.equals(imports)) {
          add(
              "cxx.string-boundary",
              Severity.WARNING,
              file,
              "uses the "
                  + imports
                  + " strings of libstdc++ and needs "
                  + needed
                  + ", which has "
                  + exports
                  + " ones",
              "build both with the same _GLIBCXX_USE_CXX11_ABI");
        }
      }
    }
  }

  /** R06, R07, 46, 95: one library several times. */
  private void copies() {
    Map<String, List<NativeFile>> byContent = new LinkedHashMap<>();
    Map<String, List<NativeFile>> byLibrary = new LinkedHashMap<>();
    for (NativeFile file : files) {
      if (file.checksum().isPresent()) {
        byContent
            .computeIfAbsent(
                file.checksum().getAsLong() + ":" + file.size() + ":" + file.architecture(),
                key -> new ArrayList<>())
            .add(file);
      }
      String name = VendoredName.original(file.fileName()).orElse(file.fileName());
      String stem = name.contains(".so") ? name.substring(0, name.indexOf(".so")) : name;
      if (RUNTIMES.contains(stem)) {
        byLibrary
            .computeIfAbsent(stem + " for " + file.architecture(), key -> new ArrayList<>())
            .add(file);
      }
    }
    for (List<NativeFile> same : byContent.values()) {
      if (same.size() > 1) {
        add(
            "duplicate.content",
            Severity.INFO,
            same.get(0),
            "is there "
                + same.size()
                + " times, which takes "
                + same.get(0).size() * (same.size() - 1)
                + " bytes more: "
                + String.join(" ", same.stream().skip(1).limit(5).map(NativeFile::path).toList()),
            "");
      }
    }
    byLibrary.forEach(
        (library, copies) -> {
          long different =
              copies.stream().map(file -> file.fileName() + file.size()).distinct().count();
          if (different > 1) {
            add(
                "duplicate.runtime",
                Severity.WARNING,
                copies.get(0),
                "is one of "
                    + different
                    + " different copies of "
                    + library
                    + " that one process may load",
                "");
          }
        });
  }

  private static boolean isVendored(NativeFile file) {
    String directory = SearchPath.parent(file.path());
    return directory.endsWith(".libs")
        || directory.endsWith("/lib")
        || file.originalName().isPresent();
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void add(String rule, Severity severity, NativeFile file, String message, String remedy) {
    findings.add(Findings.of(rule, severity, file.path(), message, remedy));
  }
}
