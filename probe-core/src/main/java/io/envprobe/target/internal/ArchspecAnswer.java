package io.envprobe.target.internal;

import io.envprobe.target.CpuInput;
import io.envprobe.target.Target;
import io.envprobe.target.Targets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What archspec would answer to the same inputs, and why. */
public final class ArchspecAnswer {
  private final ArchspecFacts facts;
  private final ArchspecRules rules;
  private @Nullable String name;

  private ArchspecAnswer(ArchspecFacts facts) {
    this.facts = facts;
    this.rules = new ArchspecRules(Targets.shipped());
  }

  /** The answer; empty where no input is of a kind that archspec reads. */
  public static Optional<ArchspecAnswer> of(CpuSources sources) {
    String system = sources.operatingSystem();
    if (sources.has(CpuInput.Kind.SYSCTL) && (system.isEmpty() || system.equals("macos"))) {
      return Optional.of(
          new ArchspecAnswer(
              ArchspecReader.macos(SysctlText.parse(sources.text(CpuInput.Kind.SYSCTL)))));
    }
    String machine = sources.toldArchitecture();
    if (sources.has(CpuInput.Kind.CPUINFO) && !machine.isEmpty()) {
      return Optional.of(
          new ArchspecAnswer(ArchspecReader.linux(machine, sources.text(CpuInput.Kind.CPUINFO))));
    }
    CpuidReader cpuid = sources.cpuid();
    if (cpuid == null) {
      return system.equals("windows") && !machine.isEmpty() && !machine.equals("x86_64")
          ? Optional.of(new ArchspecAnswer(ArchspecFacts.onlyMachine(machine)))
          : Optional.empty();
    }
    if (system.equals("linux")) {
      return Optional.of(new ArchspecAnswer(linuxView(machine, cpuid)));
    }
    List<CpuidRegisters> processors =
        CpuidText.parse(sources.text(CpuInput.Kind.CPUID)).processors();
    return processors.isEmpty()
        ? Optional.empty()
        : Optional.of(new ArchspecAnswer(ArchspecReader.windows(machine, processors.get(0))));
  }

  /**
   * All words of the dump, and not only those that archspec knows on Windows; like there, without
   * regard for what the operating system enabled.
   */
  private static ArchspecFacts linuxView(String machine, CpuidReader cpuid) {
    Set<String> features = new TreeSet<>(cpuid.silicon());
    if (features.contains("pni")) {
      features.add("sse3");
    }
    return new ArchspecFacts(
        machine, cpuid.observation().vendor(), features, "", 0, "", false, true);
  }

  /** The name that it prints for a processor on Linux, by the data of these targets. */
  public static String name(
      Targets targets, String machine, String vendor, Set<String> features, String part) {
    return new ArchspecRules(targets)
        .best(new ArchspecFacts(machine, vendor, features, part, 0, "", false, true));
  }

  /** The name that {@code archspec cpu} prints. */
  public String name() {
    String known = name;
    if (known == null) {
      known = rules.best(facts);
      name = known;
    }
    return known;
  }

  /** The targets that it holds to be compatible. */
  public List<String> compatible() {
    return rules.compatible(facts).stream().map(Target::name).toList();
  }

  /** What keeps it from answering with that target; empty where features do not. */
  public Set<String> missing(Target target) {
    return ArchspecRules.missing(facts, target);
  }
}
