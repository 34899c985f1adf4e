package io.envprobe.tag.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.target.CompilerFlags;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the holes of forms are filled from: facts, some of them cut to a part. A fact with several
 * values gives several words.
 */
final class HoleFacts {
  private static final Map<String, FactKey<?>> KEYS =
      Map.ofEntries(
          Map.entry("os", OsFacts.OS_NAME),
          Map.entry("libc", LibraryFacts.LIBC_NAME),
          Map.entry("libcVersion", LibraryFacts.LIBC_VERSION),
          Map.entry("kernel", OsFacts.KERNEL_VERSION),
          Map.entry("kernelMajor", OsFacts.KERNEL_VERSION),
          Map.entry("kernelMinor", OsFacts.KERNEL_VERSION),
          Map.entry("kernelRevision", OsFacts.KERNEL_VERSION),
          Map.entry("cuda", CudaFacts.CUDA_VERSION),
          Map.entry("cudaDigits", CudaFacts.CUDA_VERSION),
          Map.entry("capability", CudaFacts.CUDA_COMPUTE_CAPABILITY),
          Map.entry("level", CpuFacts.CPU_LEVEL),
          Map.entry("target", CpuFacts.CPU_TARGET),
          Map.entry("compilerTarget", CpuFacts.CPU_TARGET),
          Map.entry("gccTargets", CpuFacts.CPU_TARGET),
          Map.entry("features", CpuFacts.CPU_FEATURES),
          Map.entry("hwcaps", CpuFacts.CPU_HWCAPS),
          Map.entry("vendor", CpuFacts.CPU_VENDOR),
          Map.entry("family", CpuFacts.CPU_FAMILY),
          Map.entry("model", CpuFacts.CPU_MODEL),
          Map.entry("id", OsFacts.OS_ID),
          Map.entry("likes", OsFacts.OS_ID_LIKE),
          Map.entry("version", OsFacts.OS_VERSION_ID),
          Map.entry("versionMajor", OsFacts.OS_VERSION_ID),
          Map.entry("versionMinor", OsFacts.OS_VERSION_ID),
          Map.entry("osMajor", OsFacts.OS_VERSION),
          Map.entry("armLevel", CpuFacts.CPU_AARCH64_LEVEL));

  private HoleFacts() {}

  /** The fact that fills a hole. */
  static FactKey<?> key(String fact, FactKey<?> arch) {
    FactKey<?> key = fact.equals("arch") ? arch : KEYS.get(fact);
    if (key == null) {
      throw new IllegalStateException("no hole named " + fact);
    }
    return key;
  }

  /** The words for a value, before the ecosystem's own names; several for a list. */
  static List<String> words(String fact, Object value) {
    if (value instanceof List<?> list) {
      List<String> words = new ArrayList<>();
      for (Object item : list) {
        words.add(item.toString());
      }
      return words;
    }
    // Versions of kernels keep their case; names of systems and architectures have none.
    String word = value.toString();
    if (fact.equals("compilerTarget")) {
      return compilerTarget(word);
    }
    if (fact.equals("gccTargets")) {
      return GccArchitectures.of(word);
    }
    if (fact.endsWith("Major")) {
      return part(word, 0);
    }
    if (fact.endsWith("Minor")) {
      return part(word, 1);
    }
    if (fact.endsWith("Revision")) {
      return part(word, 2);
    }
    if (fact.equals("cudaDigits")) {
      List<String> minor = part(word, 1);
      return List.of(part(word, 0).get(0).concat(minor.isEmpty() ? "0" : minor.get(0)));
    }
    boolean exact = fact.equals("kernel") || fact.equals("vendor");
    return List.of(exact ? word : word.toLowerCase(Locale.ROOT));
  }

  /** The digits of one number of a version; none where it has no such number. */
  private static List<String> part(String version, int index) {
    int from = 0;
    for (int skipped = 0; skipped < index; skipped++) {
      int dot = version.indexOf('.', from);
      if (dot < 0) {
        return List.of();
      }
      from = dot + 1;
    }
    int end = from;
    while (end < version.length() && version.charAt(end) >= '0' && version.charAt(end) <= '9') {
      end++;
    }
    return index == 0 && end == from
        ? List.of(version)
        : end == from ? List.of() : List.of(version.substring(from, end));
  }

  /** What Clang calls a target; that of the nearest ancestor where it does not know it. */
  private static List<String> compilerTarget(String target) {
    return Targets.shipped().contains(target)
        ? GccArchitectures.named(CompilerFlags.newest(target, "clang").flags())
        : List.of();
  }
}
