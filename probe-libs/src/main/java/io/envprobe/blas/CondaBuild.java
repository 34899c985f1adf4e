package io.envprobe.blas;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A package of conda that stands for an interface; its build string says who serves it.
 *
 * <p>Source: https://conda-forge.org/docs/maintainer/knowledge_base/#blas and, for OpenMP, the
 * package _openmp_mutex.
 *
 * @param packageName {@code libblas}
 * @param version of the interface: {@code 3.11.0}
 * @param build {@code 8_h59b9bed_openblas}
 * @param provider {@code openblas}, {@code mkl}, {@code libgomp} …
 */
public record CondaBuild(String packageName, String version, String build, String provider) {
  private static final List<String> INTERFACES =
      List.of("libblas", "libcblas", "liblapack", "liblapacke", "blas", "_openmp_mutex");

  /** Reads the name of a package's record, {@code NAME-VERSION-BUILD.json}; empty for others. */
  public static Optional<CondaBuild> parse(String fileName) {
    int last = fileName.lastIndexOf('-');
    int first = last < 0 ? -1 : fileName.lastIndexOf('-', last - 1);
    if (first < 1 || !fileName.endsWith(".json")) {
      return Optional.empty();
    }
    String name = fileName.substring(0, first);
    String build = fileName.substring(last + 1, fileName.length() - ".json".length());
    if (!INTERFACES.contains(name)) {
      return Optional.empty();
    }
    String version = fileName.substring(first + 1, last);
    return Optional.of(new CondaBuild(name, version, build, provider(build)));
  }

  private static String provider(String build) {
    String end = build.substring(build.lastIndexOf('_') + 1).toLowerCase(Locale.ROOT);
    return switch (end) {
      case "gnu" -> "libgomp";
      case "llvm" -> "llvm-openmp";
      case "newaccelerate" -> "accelerate";
      default -> end;
    };
  }
}
