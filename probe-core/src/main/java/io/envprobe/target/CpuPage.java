package io.envprobe.target;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.target.internal.Ladder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a person wants to know of a processor, in the order of a page. Nothing in it is decided
 * here: it is drawn from a profile, of this machine or of any other.
 *
 * @param name the maker's name, otherwise the silicon's; empty where neither is known
 * @param silicon the design, or why it is not known
 * @param clusters the kinds of cores
 * @param hypervisor the hypervisor; {@code none}, or why it is not known
 * @param emulation the emulator; {@code none}, or why it is not known
 * @param ladder the levels of the architecture, lowest first
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
    String hypervisor,
    String emulation,
    List<Step> ladder,
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
   */
  public record Step(String name, boolean isReached, List<String> missing) {
    /** Copies the list. */
    public Step {
      missing = List.copyOf(missing);
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
        value(profile, CpuFacts.CPU_HYPERVISOR),
        value(profile, CpuFacts.CPU_EMULATION),
        ladder(profile),
        target,
        value(profile, CpuFacts.CPU_ARCHSPEC_COMPAT),
        targets,
        targets.isEmpty() ? Map.of() : CompilerFlags.newest(target),
        profile.reading(CpuFacts.CPU_HIDDEN).asOptional().orElse(List.of()),
        profile.findings().stream().filter(one -> one.rule().startsWith("cpu.")).toList());
  }

  private static List<Step> ladder(Profile profile) {
    List<Step> steps = new ArrayList<>();
    Reading<String> architecture = profile.reading(CpuFacts.CPU_ARCH);
    Reading<List<String>> features = profile.reading(CpuFacts.CPU_FEATURES);
    if (architecture instanceof Reading.Present<String> known
        && features instanceof Reading.Present<List<String>> usable) {
      Map<String, List<String>> missing = Ladder.missing(known.value(), Set.copyOf(usable.value()));
      missing.forEach((name, lacks) -> steps.add(new Step(name, lacks.isEmpty(), lacks)));
    }
    return steps;
  }

  private static String value(Profile profile, FactKey<String> key) {
    return profile
        .reading(key)
        .fold(
            present -> present.value(),
            absent -> "none",
            unknown -> "unknown: " + unknown.detail());
  }
}
