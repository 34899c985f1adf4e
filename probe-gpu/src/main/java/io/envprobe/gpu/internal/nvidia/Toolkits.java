package io.envprobe.gpu.internal.nvidia;

import io.envprobe.accelerator.VersionNumbers;
import io.envprobe.fact.FactRecord;
import io.envprobe.gpu.internal.files.Names;
import io.envprobe.gpu.internal.files.Patterns;
import io.envprobe.gpu.internal.files.PythonPackages;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The CUDA toolkits that are installed: where one can compile, or at least where one's files are.
 */
final class Toolkits {
  private static final String COMPILER = "bin/nvcc";
  private static final String HEADER_LINE = "#define CUDA_VERSION ";

  private Toolkits() {}

  static List<FactRecord> find(Host host, List<String> packages, List<String> homes) {
    List<FactRecord> records = new ArrayList<>();
    for (String home : homes) {
      String version = version(host, home);
      boolean compiler = host.status(Names.in(home, COMPILER)) instanceof Outcome.Answer<?>;
      if (!version.isEmpty() || compiler) { // Where one can compile is one, whatever its version.
        records.add(record(host, version, home, "toolkit", COMPILER));
      }
    }
    String conda = Names.path(host, "CONDA_PREFIX");
    if (!conda.isEmpty()) {
      String meta = Names.in(conda, "conda-meta");
      for (String name : host.list(meta).answer().orElse(List.of())) {
        for (String wanted : List.of("cuda-toolkit-", "cudatoolkit-", "cuda-nvcc-")) {
          String version =
              name.startsWith(wanted) ? Names.leadingNumbers(name.substring(wanted.length())) : "";
          if (!version.isEmpty()) {
            records.add(record(host, version, conda, "conda", COMPILER));
          }
        }
      }
    }
    for (String home : packages) {
      List<String> entries = host.list(home).answer().orElse(List.of());
      Optional<String> metadata =
          PythonPackages.metadata(entries, List.of("nvidia_cuda_nvcc", "cuda_toolkit"));
      if (metadata.isPresent()) {
        boolean compiler = metadata.get().contains("nvcc");
        records.add(record(PythonPackages.version(metadata.get()), home, "python", compiler));
      }
    }
    return records;
  }

  private static FactRecord record(String version, String path, String owner, boolean compiler) {
    return FactRecord.builder()
        .put("version", version.isEmpty() ? Optional.empty() : Optional.of(version))
        .put("path", path)
        .put("owner", owner)
        .put("compiler", compiler)
        .build();
  }

  /**
   * A toolkit as an item of a fact.
   *
   * @param compiler the file that is there where one can compile
   */
  static FactRecord record(Host host, String version, String home, String owner, String compiler) {
    boolean compiles = host.status(Names.in(home, compiler)) instanceof Outcome.Answer<?>;
    return record(version, home, owner, compiles);
  }

  /** From the newest way of telling it to the oldest. */
  static String version(Host host, String home) {
    String json = host.text(Names.in(home, "version.json")).answer().orElse("");
    String version = Names.leadingNumbers(Patterns.member(json, "cuda", "version"));
    if (!version.isEmpty()) {
      return version;
    }
    String text = host.text(Names.in(home, "version.txt")).answer().orElse("");
    int at = text.indexOf("CUDA Version ");
    version = at < 0 ? "" : Names.leadingNumbers(text.substring(at + 13));
    if (!version.isEmpty()) {
      return version;
    }
    String header = host.text(Names.in(home, "include/cuda.h")).answer().orElse("");
    int line = header.indexOf(HEADER_LINE);
    String number =
        line < 0 ? "" : Names.leadingNumbers(header.substring(line + HEADER_LINE.length()).strip());
    return number.isEmpty() || number.length() > 6 || number.indexOf('.') >= 0
        ? ""
        : VersionNumbers.cuda(Long.parseLong(number)).orElse("");
  }
}
