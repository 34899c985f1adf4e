package io.envprobe.artifact.internal;

import io.envprobe.artifact.ArtifactReport;
import io.envprobe.artifact.ArtifactScanner;
import io.envprobe.artifact.NativeFile;
import io.envprobe.artifact.NumericalReport;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import io.envprobe.libs.VendoredName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks into the files that a process has mapped. */
public final class ProcessScan {
  private static final int MAPS_LIMIT = 32 << 20;

  /** Libraries of which a process wants one, by what they do. */
  private static final Map<String, String> ONE_OF =
      Map.of(
          "libgomp", "OpenMP runtime",
          "libiomp5", "OpenMP runtime",
          "libomp", "OpenMP runtime",
          "libc", "C library",
          "libstdc++", "C++ library of GNU",
          "libgcc_s", "unwinder of GCC",
          "libgfortran", "Fortran runtime",
          "libopenblas", "OpenBLAS",
          "libscipy_openblas", "OpenBLAS",
          "libscipy_openblas64_", "OpenBLAS");

  private static final List<String> BY_NAME = List.of("R06", "R07", "R14.prefix-leak");

  private final List<Finding> findings = new ArrayList<>();

  private ProcessScan() {}

  /** As {@link io.envprobe.artifact.ProcessScanner#scan}. */
  public static Outcome<ArtifactReport> of(Host host, long pid) {
    Outcome<ArtifactReport> scanned = of(new HostInputs(host), pid);
    Outcome<NumericalReport> numerical = NumericalProcess.of(host, pid);
    return numerical instanceof Outcome.Answer<NumericalReport> answer
        ? scanned.map(report -> joined(report, answer.value().findings()))
        : scanned;
  }

  /** What the libraries themselves tell of copies is surer than what their names do. */
  private static ArtifactReport joined(ArtifactReport report, List<Finding> numerical) {
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : report.findings()) {
      if (!BY_NAME.contains(finding.rule())) {
        findings.add(finding);
      }
    }
    findings.addAll(numerical);
    return new ArtifactReport(report.files(), report.containers(), findings, report.statistics());
  }

  /** The same, where the files of the machine are given. */
  public static Outcome<ArtifactReport> of(Inputs inputs, long pid) {
    Outcome<byte[]> maps = inputs.read("/proc/" + pid + "/maps", MAPS_LIMIT);
    if (maps instanceof Outcome.Failure<byte[]> failure) {
      return Outcome.failed(failure.kind(), failure.detail());
    }
    // A process in a container sees another root.
    String root = inputs.link("/proc/" + pid + "/root").answer().orElse("/");
    String prefix = root.equals("/") ? "" : "/proc/" + pid + "/root";
    String text = new String(maps.answer().orElseThrow(), StandardCharsets.UTF_8);
    return new ProcessScan().scan(inputs, MappedFile.parse(text), prefix);
  }

  private Outcome<ArtifactReport> scan(Inputs inputs, List<MappedFile> mapped, String prefix) {
    List<String> paths = new ArrayList<>();
    for (MappedFile file : mapped) {
      String path = file.path().startsWith("~") ? file.path() : prefix + file.path();
      if (file.deleted()) {
        add(
            "process.deleted",
            Severity.WARNING,
            file.path(),
            "is mapped but was deleted or replaced since",
            "restart the process");
      } else if (inputs.status(path).answer().filter(FileStatus::isFile).isPresent()) {
        paths.add(path);
      } else {
        add("file.unreadable", Severity.WARNING, file.path(), "is mapped but cannot be read", "");
      }
    }
    return ArtifactScanner.of(inputs).scan(paths).map(this::complete);
  }

  private ArtifactReport complete(ArtifactReport report) {
    Map<String, List<NativeFile>> bySoname = new LinkedHashMap<>();
    Map<String, List<NativeFile>> byPurpose = new LinkedHashMap<>();
    for (NativeFile file : report.files()) {
      String name = VendoredName.original(file.fileName()).orElse(file.fileName());
      file.soname()
          .ifPresent(
              soname -> bySoname.computeIfAbsent(soname, key -> new ArrayList<>()).add(file));
      int suffix = name.indexOf(".so");
      Optional.ofNullable(ONE_OF.get(suffix < 0 ? name : name.substring(0, suffix)))
          .ifPresent(
              purpose -> byPurpose.computeIfAbsent(purpose, key -> new ArrayList<>()).add(file));
    }
    bySoname.forEach(
        (soname, files) -> {
          if (files.size() > 1) {
            add(
                "process.same-soname",
                Severity.ERROR,
                files.get(0).path(),
                "is loaded beside another file with the SONAME " + soname + ": " + others(files),
                "load one of them only");
          }
        });
    byPurpose.forEach(
        (purpose, files) -> {
          if (files.size() > 1) {
            String rule =
                switch (purpose) {
                  case "OpenMP runtime" -> "R07";
                  case "OpenBLAS" -> "R06";
                  default -> "process.several-runtimes";
                };
            add(
                rule,
                Severity.WARNING,
                files.get(0).path(),
                "is one of " + files.size() + " copies of the " + purpose + ": " + others(files),
                "");
          }
        });
    for (Finding finding : report.findings()) {
      // Fonts, archives and data are mapped too.
      if (!finding.rule().equals("file.not-native")) {
        findings.add(finding);
      }
    }
    return new ArtifactReport(report.files(), report.containers(), findings, report.statistics());
  }

  private static String others(List<NativeFile> files) {
    return String.join(" ", files.stream().skip(1).map(NativeFile::path).toList());
  }

  private void add(String rule, Severity severity, String path, String message, String remedy) {
    findings.add(Findings.of(rule, severity, path, message, remedy));
  }
}
