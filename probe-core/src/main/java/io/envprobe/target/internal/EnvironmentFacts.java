package io.envprobe.target.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.table.Table;
import io.envprobe.target.CpuInput;
import io.envprobe.target.Target;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What stands between a program and the silicon: hypervisor, emulator, and what they hide. */
public final class EnvironmentFacts {
  /** The build that gVisor's kernel claims; it is the same in every release. */
  private static final String GVISOR_BANNER = "#1 SMP Sun Jan 10 15:06:54 PST 2016";

  private final CpuSources sources;
  private final Identity identity;

  /** Facts from those sources. */
  public EnvironmentFacts(CpuSources sources, Identity identity) {
    this.sources = sources;
    this.identity = identity;
  }

  /** All of them. */
  public List<Fact<?>> facts() {
    return List.of(hypervisor(), emulation(), hidden(), avx10(), apx());
  }

  private Fact<String> hypervisor() {
    CpuidReader cpuid = sources.cpuid();
    if (cpuid != null && !cpuid.hypervisor().isEmpty() && isVirtual()) {
      return Fact.observed(
          CpuFacts.CPU_HYPERVISOR,
          CpuidReader.hypervisorName(cpuid.hypervisor()),
          new Evidence("call", "CPUID leaf 40000000h", cpuid.hypervisor()));
    }
    if (sources.has(CpuInput.Kind.HYPERVISOR)) {
      return Fact.observed(
          CpuFacts.CPU_HYPERVISOR,
          sources.text(CpuInput.Kind.HYPERVISOR).strip(),
          Evidence.file("/sys/hypervisor/type", ""));
    }
    Reading<Set<String>> features = sources.features();
    if (isVirtual()) {
      Optional<Reading.Unknown<String>> failure = sources.failure(CpuInput.Kind.CPUID);
      return Fact.unknown(
          CpuFacts.CPU_HYPERVISOR,
          failure.isPresent() ? failure.get().cause() : UnknownCause.UNSUPPORTED,
          "there is a hypervisor; only the CPUID instruction names it"
              + (failure.isPresent() ? ", and " + failure.get().detail() : ""),
          sources.mainEvidence());
    }
    if (sources.isX86() && features.isPresent()) {
      return Fact.absent(CpuFacts.CPU_HYPERVISOR, sources.mainEvidence());
    }
    Reading.Unknown<?> why = sources.whyUnknown();
    return Fact.unknown(CpuFacts.CPU_HYPERVISOR, why.cause(), why.detail(), sources.allEvidence());
  }

  /** Whether the processor says that a hypervisor runs it. */
  boolean isVirtual() {
    return sources.features() instanceof Reading.Present<Set<String>> present
        && present.value().contains("hypervisor");
  }

  private Fact<String> emulation() {
    Observation main = sources.main();
    if (sources.isForeign()) {
      return Fact.derived(
          CpuFacts.CPU_EMULATION,
          "qemu-user",
          Evidence.file(
              "/proc/cpuinfo", "describes a processor of " + sources.foreignArchitecture()));
    }
    if (SysctlText.parse(sources.text(CpuInput.Kind.SYSCTL))
        .value("sysctl.proc_translated")
        .equals("1")) {
      return Fact.observed(
          CpuFacts.CPU_EMULATION, "Rosetta", new Evidence("call", "sysctl.proc_translated", "1"));
    }
    if (sources.text(CpuInput.Kind.KERNEL_BANNER).contains(GVISOR_BANNER)) {
      return Fact.derived(
          CpuFacts.CPU_EMULATION, "gVisor", Evidence.file("/proc/version", GVISOR_BANNER));
    }
    if (main == null) {
      Reading.Unknown<?> why = sources.whyUnknown();
      return Fact.unknown(CpuFacts.CPU_EMULATION, why.cause(), why.detail(), sources.allEvidence());
    }
    String translator = CpuidReader.translatorName(main.vendor());
    if (main.brand().startsWith("VirtualApple")) {
      translator = "Rosetta";
    }
    if (!translator.isEmpty()) {
      return Fact.derived(CpuFacts.CPU_EMULATION, translator, main.evidence());
    }
    boolean qemu =
        sources.architecture().equals("riscv64")
            && main.cores().stream().anyMatch(group -> group.part().equals("qemu"));
    return qemu
        ? Fact.derived(CpuFacts.CPU_EMULATION, "qemu-user", main.evidence())
        : Fact.absent(CpuFacts.CPU_EMULATION, main.evidence());
  }

  private Fact<Long> avx10() {
    if (!sources.isX86() && !sources.architecture().isEmpty()) {
      return Fact.absent(CpuFacts.CPU_AVX10, otherArchitecture());
    }
    CpuidReader cpuid = sources.cpuid();
    if (cpuid != null) {
      return cpuid.avx10() > 0
          ? Fact.observed(CpuFacts.CPU_AVX10, cpuid.avx10(), cpuid.observation().evidence())
          : Fact.absent(CpuFacts.CPU_AVX10, cpuid.observation().evidence());
    }
    // AVX10 includes the foundation of AVX-512: where that is not usable, neither is this.
    return sources.features() instanceof Reading.Present<Set<String>> present
            && !present.value().contains("avx512f")
        ? Fact.absent(CpuFacts.CPU_AVX10, sources.mainEvidence())
        : unknown(CpuFacts.CPU_AVX10);
  }

  private Fact<Boolean> apx() {
    if (!sources.isX86() && !sources.architecture().isEmpty()) {
      return Fact.absent(CpuFacts.CPU_APX, otherArchitecture());
    }
    return sources.features() instanceof Reading.Present<Set<String>> present
        ? Fact.derived(
            CpuFacts.CPU_APX, present.value().contains("apx"), Evidence.rule("cpu.features", "apx"))
        : unknown(CpuFacts.CPU_APX);
  }

  private Evidence otherArchitecture() {
    return Evidence.rule("architecture", sources.architecture());
  }

  private <T> Fact<T> unknown(FactKey<T> key) {
    Reading.Unknown<?> why = sources.whyUnknown();
    return Fact.unknown(key, why.cause(), why.detail(), sources.allEvidence());
  }

  private Fact<List<FactRecord>> hidden() {
    if (!(sources.features() instanceof Reading.Present<Set<String>> usable)) {
      return unknown(CpuFacts.CPU_HIDDEN);
    }
    CpuidReader cpuid = sources.cpuid();
    boolean expects = identity.isCertain() && !identity.all().isEmpty();
    if (cpuid == null && !expects) {
      return Fact.unknown(
          CpuFacts.CPU_HIDDEN,
          UnknownCause.UNSUPPORTED,
          "what this silicon should have is not known",
          sources.allEvidence());
    }
    List<FactRecord> records = new ArrayList<>();
    for (Map.Entry<String, String> entry : causes(usable.value()).entrySet()) {
      records.add(record(entry.getKey(), entry.getValue()));
    }
    return Fact.derived(
        CpuFacts.CPU_HIDDEN,
        records,
        Evidence.rule("io/envprobe/target/internal/targets", identity.name()),
        sources.mainEvidence());
  }

  /** The hidden features, each with the likely cause. */
  Map<String, String> causes(Set<String> usable) {
    Map<String, String> hidden = new TreeMap<>();
    CpuidReader cpuid = sources.cpuid();
    if (cpuid != null) {
      for (String feature : cpuid.silicon()) {
        if (!usable.contains(feature) && isUserVisible(feature)) {
          hidden.put(feature, cpuid.disabled().containsKey(feature) ? "state" : "kernel");
        }
      }
    }
    if (identity.isCertain()) {
      for (Silicon design : identity.all()) {
        for (String feature :
            Targets.shipped().find(design.target()).map(Target::features).orElse(Set.of())) {
          if (!usable.contains(feature)) {
            hidden.putIfAbsent(feature, cause());
          }
        }
      }
    }
    return hidden;
  }

  /** Only features that some target's code may use: the rest is the kernel's own business. */
  private static boolean isUserVisible(String feature) {
    return Targets.shipped().all().stream().anyMatch(t -> t.features().contains(feature));
  }

  /** Why something that the silicon has is not there at all. */
  String cause() {
    if (sources.isForeign()) {
      return "emulator";
    }
    return isVirtual() ? "hypervisor" : "firmware";
  }

  private static FactRecord record(String feature, String cause) {
    Optional<Table> row = remedy(cause);
    return FactRecord.builder()
        .put("feature", feature)
        .put("cause", cause)
        .put("reason", row.map(table -> table.text("text")))
        .put("remedy", row.map(table -> table.text("remedy")))
        .build();
  }

  /** What is known of a cause. */
  static Optional<Table> remedy(String cause) {
    Table table = Table.read(EnvironmentFacts.class.getResourceAsStream("remedies.table"));
    return table.tables("causes").stream()
        .filter(row -> row.text("cause").equals(cause))
        .findFirst();
  }
}
