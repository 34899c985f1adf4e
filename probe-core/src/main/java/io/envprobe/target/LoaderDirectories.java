package io.envprobe.target;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.Reading;
import io.envprobe.target.internal.GlibcHwcaps;
import java.util.List;
import java.util.Set;

/**
 * The {@code glibc-hwcaps} directories that the dynamic loader of a system searches: those whose
 * features are usable by the rule of its release of glibc, and that {@code GLIBC_TUNABLES} does not
 * switch off.
 *
 * @param architecture as {@code cpu.arch} has it
 * @param features as {@code cpu.features} has them
 * @param tunables the variable {@code GLIBC_TUNABLES}; empty where it is not set
 * @param libcName as {@code libc.name} has it; where it is unknown, glibc is supposed
 * @param libcVersion as {@code libc.version} has it; where it is unknown, the newest rule counts
 */
public record LoaderDirectories(
    Reading<String> architecture,
    Reading<List<String>> features,
    String tunables,
    Reading<String> libcName,
    Reading<String> libcVersion) {
  private static final String TABLE = "io/envprobe/target/internal/glibc-hwcaps";

  /** The fact {@code cpu.hwcaps}; absent where the C library is another one. */
  public Fact<List<String>> fact() {
    if (libcName.isAbsent()
        || (libcName instanceof Reading.Present<String> name && !name.value().equals("glibc"))) {
      return Fact.absent(
          CpuFacts.CPU_HWCAPS,
          Evidence.rule(
              TABLE, "only glibc searches them, not " + libcName.asOptional().orElse("none")));
    }
    if (architecture instanceof Reading.Unknown<String> unknown) {
      return Fact.unknown(CpuFacts.CPU_HWCAPS, unknown.cause(), unknown.detail());
    }
    if (features instanceof Reading.Unknown<List<String>> unknown) {
      return Fact.unknown(CpuFacts.CPU_HWCAPS, unknown.cause(), unknown.detail());
    }
    String release = libcVersion.asOptional().orElse("");
    GlibcHwcaps rule = GlibcHwcaps.ofRelease(release);
    Set<String> usable = Set.copyOf(features.asOptional().orElse(List.of()));
    return Fact.derived(
        CpuFacts.CPU_HWCAPS,
        rule.directories(architecture.asOptional().orElse(""), usable, tunables),
        Evidence.rule(TABLE, rule.describe(tunables)));
  }
}
