package io.envprobe.target;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.target.internal.Ladder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person wants to know of a processor, in the order of a page. Nothing in it is decided
 * here: it is drawn from a profile, of this machine or of any other.
 *
 * @param name the maker's name, otherwise the silicon's; empty where neither is known
 * @param silicon the design, or why it is not known
 * @param clusters the kinds of cores
 * @param unknownClusters why these are not known; empty where they are
 * @param hypervisor the hypervisor; {@code none}, or why it is not known
 * @param emulation the emulator; {@code none}, or why it is not known
 * @param ladder the levels of the architecture, lowest first
 * @param extensions what no level covers, and what follows from the levels
 * @param target the target, or why it is not known
 * @param archspec what archspec answers, or why that is not known
 * @param targets the targets whose code runs here, nearest first
 * @param tuning flags for the target, by compiler
 * @param hidden what the silicon has but this environment does not offer
 * @param disagreements where sources or tools differ
 */
public record CpuPage(
    String name,
    String silicon,
    List<FactRecord> clusters,
    String unknownClusters,
    String hypervisor,
    String emulation,
    List<Step> ladder,
    Map<String, String> extensions,
    String target,
    String archspec,
    List<String> targets,
    Map<String, String> tuning,
    List<FactRecord> hidden,
    List<Finding> disagreements) {

  /**
   * A level of the architecture.
   *
   * @param name the target's name, {@code x86_64_v3}
   * @param isReached whether every feature is there
   * @param missing what is missing, in the order of the specification
   * @param unobservable what the level needs too and no system can tell
   */
  public record Step(
      String name, boolean isReached, List<String> missing, List<String> unobservable) {
    /** Copies the lists. */
    public Step {
      missing = List.copyOf(missing);
      unobservable = List.copyOf(unobservable);
    }
  }

  /** Draws the page from a profile. */
  public static CpuPage of(Profile profile) {
    String target = value(profile, CpuFacts.CPU_TARGET);
    List<String> targets = new ArrayList<>();
    if (Targets.shipped().contains(target)) {
      targets.add(target);
      targets.addAll(Targets.shipped().ancestors(target));
    }
    return new CpuPage(
        profile
            .reading(CpuFacts.CPU_BRAND)
            .asOptional()
            .or(() -> profile.reading(CpuFacts.CPU_SILICON).asOptional())
            .orElse(""),
        value(profile, CpuFacts.CPU_SILICON),
        profile.reading(CpuFacts.CPU_CLUSTERS).asOptional().orElse(List.of()),
        profile.reading(CpuFacts.CPU_CLUSTERS).isPresent()
            ? ""
            : value(profile, CpuFacts.CPU_CLUSTERS),
        value(profile, CpuFacts.CPU_HYPERVISOR),
        value(profile, CpuFacts.CPU_EMULATION),
        Ladder.of(profile),
        extensions(profile),
        target,
        value(profile, CpuFacts.CPU_ARCHSPEC_COMPAT),
        targets,
        targets.isEmpty() ? Map.of() : CompilerFlags.newest(target),
        profile.reading(CpuFacts.CPU_HIDDEN).asOptional().orElse(List.of()),
        profile.findings().stream().filter(one -> one.rule().startsWith("cpu.")).toList());
  }

  /** What no level covers. */
  private static Map<String, String> extensions(Profile profile) {
    Map<String, String> extensions = new LinkedHashMap<>();
    if (profile.reading(CpuFacts.CPU_ARCH).equals(Reading.present("x86_64"))) {
      extensions.put("AVX10", value(profile, CpuFacts.CPU_AVX10));
      extensions.put("APX", value(profile, CpuFacts.CPU_APX));
      extensions.put("AMX", value(profile, CpuFacts.CPU_AMX));
    } else if (profile.reading(CpuFacts.CPU_AARCH64_CORE_LEVEL)
        instanceof Reading.Present<String> core) {
      extensions.put("cores are designed for", "armv" + core.value() + "-a");
    }
    profile
        .reading(CpuFacts.CPU_HWCAPS)
        .asOptional()
        .filter(directories -> !directories.isEmpty())
        .ifPresent(directories -> extensions.put("glibc-hwcaps", String.join(" ", directories)));
    return extensions;
  }

  private static String value(Profile profile, FactKey<?> key) {
    return profile
        .reading(key)
        .fold(
            present -> text(present.value()),
            absent -> "none",
            unknown -> "unknown: " + unknown.detail());
  }

  private static String text(Object value) {
    return value instanceof Boolean truth ? truth ? "yes" : "no" : value.toString();
  }
}
