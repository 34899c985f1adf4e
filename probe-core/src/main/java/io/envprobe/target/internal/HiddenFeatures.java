package io.envprobe.target.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.table.Table;
import io.envprobe.target.CpuInput;
import io.envprobe.target.Target;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the silicon has but this environment does not offer, each with the likely cause. */
final class HiddenFeatures {
  private final CpuSources sources;
  private final Identity identity;

  HiddenFeatures(CpuSources sources, Identity identity) {
    this.sources = sources;
    this.identity = identity;
  }

  /** The fact {@code cpu.hidden}. */
  Fact<List<FactRecord>> fact() {
    if (!(sources.features() instanceof Reading.Present<Set<String>> usable)) {
      Reading.Unknown<?> why = sources.whyUnknown();
      return Fact.unknown(CpuFacts.CPU_HIDDEN, why.cause(), why.detail(), sources.allEvidence());
    }
    boolean expects = identity.isCertain() && !designs().isEmpty();
    if (sources.cpuid() == null && !expects) {
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

  /** The causes that are known outright first, then the likely one. */
  private Map<String, String> causes(Set<String> usable) {
    Map<String, String> hidden = new TreeMap<>();
    Observation main = sources.main();
    if (main != null && main.features().isPresent()) {
      for (String feature : main.features().get()) {
        if (feature.startsWith("amx_") && !usable.contains(feature)) {
          hidden.put(feature, "permission");
        }
      }
    }
    CpuidReader cpuid = sources.cpuid();
    if (cpuid != null) {
      Set<String> visible = userVisible();
      for (String feature : cpuid.silicon()) {
        if (!usable.contains(feature) && visible.contains(feature)) {
          hidden.putIfAbsent(feature, cpuid.disabled().containsKey(feature) ? "state" : "kernel");
        }
      }
    }
    if (identity.isCertain()) {
      for (Target target : designs()) {
        for (String feature : target.features()) {
          if (!usable.contains(feature)) {
            hidden.putIfAbsent(feature, likely());
          }
        }
      }
    }
    for (String feature : GlibcHwcaps.switchedOff(sources.text(CpuInput.Kind.TUNABLES))) {
      if (usable.contains(feature)) {
        hidden.put(feature, "tunable");
      }
    }
    return hidden;
  }

  /**
   * The targets of the designs, as far as they are of this architecture: a 64-bit processor under a
   * 32-bit kernel hides nothing, its 32-bit features have other names.
   */
  private List<Target> designs() {
    List<Target> targets = new ArrayList<>();
    for (Silicon design : identity.all()) {
      Target target = Targets.shipped().find(design.target()).orElse(null);
      if (target != null
          && Targets.shipped().family(target.name()).equals(sources.architecture())) {
        targets.add(target);
      }
    }
    return targets;
  }

  /** Only features that some target's code may use: the rest is the kernel's own business. */
  private Set<String> userVisible() {
    Targets targets = Targets.shipped();
    Set<String> visible = new HashSet<>();
    for (String name : targets.names("x86_64")) {
      visible.addAll(targets.find(name).orElseThrow().features());
    }
    return visible;
  }

  /** Why something that the silicon has is not there at all. */
  private String likely() {
    if (sources.isForeign()) {
      return "emulator";
    }
    return EnvironmentFacts.isVirtual(sources) ? "hypervisor" : "firmware";
  }

  private static FactRecord record(String feature, String cause) {
    FactRecord.Builder record = FactRecord.builder().put("feature", feature).put("cause", cause);
    Optional<Table> row = remedy(cause);
    if (row.isPresent()) {
      record.put("reason", row.get().text("text")).put("remedy", row.get().text("remedy"));
    }
    return record.build();
  }

  /** What is known of a cause. */
  static Optional<Table> remedy(String cause) {
    Table table = RemediesTable.read();
    for (Table row : table.tables("causes")) {
      if (row.text("cause").equals(cause)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }
}
