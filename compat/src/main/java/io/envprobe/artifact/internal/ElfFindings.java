package io.envprobe.artifact.internal;

import io.envprobe.artifact.NativeFile;
import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfVersionNeed;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with an ELF file by itself. */
final class ElfFindings {
  private static final String GCC = "GCC: (";

  private final String path;
  private final List<Finding> findings = new ArrayList<>();

  private ElfFindings(String path) {
    this.path = path;
  }

  static List<Finding> of(String path, ElfFile file, NativeFile found, List<String> leaks) {
    ElfFindings rules = new ElfFindings(path);
    rules.versions(file);
    file.dynamic().ifPresent(dynamic -> rules.flags(file, dynamic));
    rules.cxx(found);
    if (!leaks.isEmpty()) {
      rules.add(
          "R14.prefix-leak",
          Severity.WARNING,
          "renames its BLAS symbols but exports plain ones too: " + String.join(" ", leaks),
          "rebuild with all names renamed");
    }
    return rules.findings;
  }

  private void versions(ElfFile file) {
    for (ElfVersionNeed need : file.versionNeeds()) {
      String library = need.file().orElse("");
      if (!file.needed().contains(library)) {
        add(
            "elf.version-of-unneeded-library",
            Severity.ERROR,
            "needs versions of "
                + library
                + " without needing it: glibc ends the whole process when it is loaded",
            "repair with a tool that renames both entries");
      }
      for (ElfVersionNeed.Version version : need.versions()) {
        if (!version.isHashSound()) {
          add(
              "elf.version-hash",
              Severity.ERROR,
              "names " + version.name() + " with a wrong hash: the loader will not find it",
              "");
        }
      }
    }
  }

  private void flags(ElfFile file, ElfDynamic dynamic) {
    if (file.executableStack().orElse(false)) {
      add(
          "elf.executable-stack",
          Severity.WARNING,
          "asks for an executable stack: glibc since 2.41 does not open it with dlopen",
          "link with -z noexecstack");
    }
    if (dynamic.hasTextRelocations()) {
      add(
          "elf.text-relocations",
          Severity.WARNING,
          "has its code changed at load time",
          "compile with -fPIC");
    }
    if ((dynamic.flags1() & ElfDynamic.FLAG_1_NOOPEN) != 0) {
      add("elf.no-dlopen", Severity.WARNING, "forbids dlopen", "link without -z nodlopen");
    }
    if (!dynamic.filters().isEmpty()) {
      add(
          "elf.filter",
          Severity.INFO,
          "has its symbols from " + String.join(" ", dynamic.filters()) + " (DT_FILTER)",
          "");
    }
    dynamic
        .audit()
        .ifPresent(
            audit -> add("elf.audit", Severity.WARNING, "loads an audit library: " + audit, ""));
  }

  private void cxx(NativeFile found) {
    if (found.cxx().imports().filter("both"::equals).isPresent()) {
      add(
          "cxx.mixed-strings",
          Severity.INFO,
          "uses both string types of libstdc++, from before and since GCC 5",
          "");
    }
    boolean modern = found.cxx().imports().isPresent() || found.cxx().exports().isPresent();
    for (String producer : found.producers()) {
      int close = producer.startsWith(GCC) ? producer.indexOf(") ") : -1;
      if (modern && close > 0 && producer.startsWith("4.", close + 2)) {
        add(
            "cxx.old-compiler",
            Severity.WARNING,
            "has C++ of GCC before 5, whose C++11 was experimental: " + producer,
            "");
      }
    }
  }

  private void add(String rule, Severity severity, String message, String remedy) {
    findings.add(Findings.of(rule, severity, path, message, remedy));
  }
}
