package io.envprobe.target.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.target.CpuInput;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which silicon it is, and which targets, levels and profiles its usable features satisfy. */
public final class TargetFacts {
  private static final String TABLE = "io/envprobe/target/internal/";

  private final CpuSources sources;
  private final Identity identity;
  private final Optional<String> archspec;
  private final Reading<Set<String>> features;

  /** Facts from those sources. */
  public TargetFacts(CpuSources sources, Identity identity, Optional<String> archspec) {
    this.sources = sources;
    this.identity = identity;
    this.archspec = archspec;
    this.features = sources.features();
  }

  /** All of them. */
  public List<Fact<?>> facts() {
    List<Fact<?>> facts = new ArrayList<>();
    facts.add(silicon());
    facts.add(clusters());
    facts.add(target());
    facts.add(archspecCompat());
    facts.add(aarch64Level());
    facts.add(aarch64CoreLevel());
    facts.add(riscvProfiles());
    return facts;
  }

  private Fact<String> silicon() {
    if (identity.all().isEmpty()) {
      Observation main = sources.main();
      return main == null
          ? unknown(CpuFacts.CPU_SILICON)
          : Fact.unknown(
              CpuFacts.CPU_SILICON,
              UnknownCause.UNSUPPORTED,
              "no table has this processor",
              main.evidence());
    }
    Observation main = sources.main();
    if (main != null && Identity.isInvented(main.brand())) {
      return Fact.unknown(
          CpuFacts.CPU_SILICON,
          UnknownCause.CONFLICTING,
          "the hypervisor shows a model that was never made",
          main.evidence());
    }
    String certainty =
        identity.isExact()
            ? identity.name()
            : "no table has this model: the nearest known design stands for it";
    return Fact.derived(
        CpuFacts.CPU_SILICON,
        identity.name(),
        Evidence.rule(TABLE + siliconTable(), certainty),
        sources.mainEvidence());
  }

  private String siliconTable() {
    return sources.isX86()
        ? "x86-silicon"
        : sources.architecture().equals("aarch64") || sources.architecture().startsWith("arm")
            ? "arm-silicon"
            : "other-silicon";
  }

  private Fact<List<FactRecord>> clusters() {
    Observation main = sources.main();
    if (main == null || main.cores().isEmpty()) {
      return unknown(CpuFacts.CPU_CLUSTERS);
    }
    CpuInfo info = sources.cpuInfo();
    boolean arm = main.architecture().equals("aarch64") || main.architecture().equals("arm");
    if (arm && info != null && info.processors() == 0) {
      return Fact.unknown(
          CpuFacts.CPU_CLUSTERS,
          UnknownCause.MALFORMED,
          "the file identifies a processor, but numbers none",
          main.evidence());
    }
    List<FactRecord> records = new ArrayList<>();
    for (Identity.Core core : identity.cores()) {
      records.add(cluster(core));
    }
    return Fact.observed(CpuFacts.CPU_CLUSTERS, records, sources.mainEvidence());
  }

  private FactRecord cluster(Identity.Core core) {
    CoreGroup group = core.group();
    FactRecord.Builder record = FactRecord.builder();
    if (core.design().isPresent()) {
      record.put("name", core.design().get().name());
      put(record, "core", coreName(core.design().get(), group.part()));
      if (!core.design().get().isExact()) {
        record.put("nearest", true);
      }
    }
    record.put("implementer", group.implementer());
    record.put("part", group.part());
    put(record, "variant", group.variant());
    record.put("cpus", (long) group.cpus());
    CpuInfo info = sources.cpuInfo();
    int listed = info == null ? 0 : info.processors();
    if (identity.cores().size() == 1 && group.cpus() < listed) {
      record.put("stands_for", (long) listed);
    }
    if (group.capacity() > 0) {
      record.put("capacity", (long) group.capacity());
    }
    put(record, "target", core.design().isPresent() ? core.design().get().target() : "");
    return record.build();
  }

  /** Where nothing tells the kinds of a hybrid processor apart, both names. */
  private static String coreName(Silicon design, String kind) {
    if (design.efficiencyCore().isEmpty() || kind.equals("performance")) {
      return design.core();
    }
    return kind.equals("efficiency") || kind.equals("low-power")
        ? design.efficiencyCore()
        : design.core() + " and " + design.efficiencyCore();
  }

  private static void put(FactRecord.Builder record, String name, String value) {
    if (!value.isEmpty()) {
      record.put(name, value);
    }
  }

  private Fact<String> target() {
    String architecture = sources.architecture();
    if (!Targets.shipped().contains(architecture)) {
      return architecture.isEmpty()
          ? unknown(CpuFacts.CPU_TARGET)
          : Fact.unknown(
              CpuFacts.CPU_TARGET,
              UnknownCause.UNSUPPORTED,
              "the table has no targets of architecture " + architecture);
    }
    if (sources.main() == null || (!features.isPresent() && !identity.isCertain())) {
      return unknown(CpuFacts.CPU_TARGET);
    }
    TargetChoice choice = new TargetChoice(architecture, usable(), identity);
    Optional<String> best = choice.best(archspec);
    return best.isEmpty()
        ? unknown(CpuFacts.CPU_TARGET)
        : Fact.derived(
            CpuFacts.CPU_TARGET,
            best.get(),
            Evidence.rule(TABLE + "targets", identity.name()),
            sources.mainEvidence());
  }

  private Fact<String> archspecCompat() {
    return archspec.isEmpty()
        ? unknown(CpuFacts.CPU_ARCHSPEC_COMPAT)
        : Fact.derived(
            CpuFacts.CPU_ARCHSPEC_COMPAT,
            archspec.get(),
            Evidence.rule("https://archspec.readthedocs.io", "its rules, quirks included"),
            sources.mainEvidence());
  }

  private Fact<String> aarch64Level() {
    if (isOther("aarch64")) {
      return Fact.absent(CpuFacts.CPU_AARCH64_LEVEL, otherArchitecture());
    }
    if (features instanceof Reading.Present<Set<String>> present && isArchitecture("aarch64")) {
      Optional<String> level = ArmLevels.strict(present.value());
      if (level.isPresent()) {
        Optional<String> after = ArmLevels.next(level.get());
        String next =
            after.isEmpty()
                ? "the highest version in the table"
                : after.get() + " lacks " + words(after.get(), present.value());
        return Fact.derived(
            CpuFacts.CPU_AARCH64_LEVEL, level.get(), Evidence.rule(TABLE + "arm-levels", next));
      }
    }
    return unknown(CpuFacts.CPU_AARCH64_LEVEL);
  }

  private Set<String> usable() {
    return features instanceof Reading.Present<Set<String>> present ? present.value() : Set.of();
  }

  private static String words(String version, Set<String> features) {
    return String.join(" ", ArmLevels.missing(version, features));
  }

  private Fact<String> aarch64CoreLevel() {
    if (isOther("aarch64")) {
      return Fact.absent(CpuFacts.CPU_AARCH64_CORE_LEVEL, otherArchitecture());
    }
    Optional<String> least = Optional.empty();
    for (Silicon design : identity.all()) {
      if (design.level().isEmpty() || !design.isExact()) {
        return unknown(CpuFacts.CPU_AARCH64_CORE_LEVEL);
      }
      // The versions are one digit, a point and one digit, so texts compare as numbers do.
      if (least.isEmpty() || design.level().compareTo(least.get()) < 0) {
        least = Optional.of(design.level());
      }
    }
    return identity.unnamed().isEmpty() && least.isPresent()
        ? Fact.derived(
            CpuFacts.CPU_AARCH64_CORE_LEVEL,
            least.get(),
            Evidence.rule(TABLE + "arm-silicon", identity.name()))
        : unknown(CpuFacts.CPU_AARCH64_CORE_LEVEL);
  }

  private Fact<List<FactRecord>> riscvProfiles() {
    if (isOther("riscv64")) {
      return Fact.absent(CpuFacts.CPU_RISCV_PROFILES, otherArchitecture());
    }
    return features instanceof Reading.Present<Set<String>> present && isArchitecture("riscv64")
        ? Fact.derived(
            CpuFacts.CPU_RISCV_PROFILES,
            RiscvProfiles.of(present.value(), sources.text(CpuInput.Kind.HWPROBE)),
            Evidence.rule(TABLE + "riscv-profiles", ""))
        : unknown(CpuFacts.CPU_RISCV_PROFILES);
  }

  private boolean isArchitecture(String name) {
    return sources.architecture().equals(name);
  }

  private boolean isOther(String name) {
    return !sources.architecture().isEmpty() && !isArchitecture(name);
  }

  private Evidence otherArchitecture() {
    return Evidence.rule("architecture", sources.architecture());
  }

  private <T> Fact<T> unknown(io.envprobe.fact.FactKey<T> key) {
    Reading.Unknown<?> why = sources.whyUnknown();
    return Fact.unknown(key, why.cause(), why.detail(), sources.allEvidence());
  }
}
