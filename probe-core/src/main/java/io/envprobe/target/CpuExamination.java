package io.envprobe.target;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.target.internal.ArchspecAnswer;
import io.envprobe.target.internal.CpuSources;
import io.envprobe.target.internal.Disagreements;
import io.envprobe.target.internal.EnvironmentFacts;
import io.envprobe.target.internal.Identity;
import io.envprobe.target.internal.Observation;
import io.envprobe.target.internal.PsabiLevels;
import io.envprobe.target.internal.TargetFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What raw texts about a processor say of it: the same for the machine this runs on and for texts
 * from any other. Never throws for the content of a text; work is proportional to its size.
 * Immutable and thread-safe.
 */
public final class CpuExamination {
  private final CpuSources sources;
  private @Nullable Conclusions conclusions;

  private CpuExamination(CpuSources sources) {
    this.sources = sources;
  }

  /**
   * Examines texts.
   *
   * @param architecture as {@code uname -m} prints it; empty where the texts must tell
   * @param operatingSystem {@code linux}, {@code macos}, {@code windows}; empty where the texts
   *     must tell
   */
  public static CpuExamination of(
      String architecture, String operatingSystem, List<CpuInput> inputs) {
    return new CpuExamination(CpuSources.of(architecture, operatingSystem, inputs));
  }

  /** The architecture: as given, otherwise as the texts tell; empty where they do not. */
  public String architecture() {
    return sources.architecture();
  }

  /** Vendor, brand, family, model, stepping, usable features and the x86-64 level. */
  public List<Fact<?>> identityFacts() {
    List<Fact<?>> facts = new ArrayList<>();
    Observation main = sources.main();
    facts.add(text(CpuFacts.CPU_VENDOR, main == null ? "" : main.vendor()));
    facts.add(text(CpuFacts.CPU_BRAND, main == null ? "" : main.brand()));
    facts.add(number(CpuFacts.CPU_FAMILY, main == null ? OptionalLong.empty() : main.family()));
    facts.add(number(CpuFacts.CPU_MODEL, main == null ? OptionalLong.empty() : main.model()));
    facts.add(number(CpuFacts.CPU_STEPPING, main == null ? OptionalLong.empty() : main.stepping()));
    Fact<List<String>> features = features();
    facts.add(features);
    facts.add(level(features.reading()));
    return facts;
  }

  /** Silicon, clusters, targets, levels and profiles: what needs the large tables. */
  public List<Fact<?>> targetFacts() {
    Conclusions conclusions = conclusions();
    Optional<String> archspec =
        conclusions.archspec().isPresent()
            ? Optional.of(conclusions.archspec().get().name())
            : Optional.empty();
    return new TargetFacts(sources, conclusions.identity(), archspec).facts();
  }

  /** Hypervisor, emulation, hidden features, and what only the CPUID instruction tells. */
  public List<Fact<?>> environmentFacts() {
    return new EnvironmentFacts(sources, conclusions().identity()).facts();
  }

  /** Every fact about the processor, the architecture among them. */
  public List<Fact<?>> facts() {
    List<Fact<?>> facts = new ArrayList<>();
    String architecture = sources.architecture();
    facts.add(text(CpuFacts.CPU_ARCH, architecture));
    facts.addAll(identityFacts());
    facts.addAll(targetFacts());
    facts.add(loaderDirectories(architecture));
    facts.addAll(environmentFacts());
    return facts;
  }

  /** No text about a processor names the C library, so the newest rule of glibc counts. */
  private Fact<List<String>> loaderDirectories(String architecture) {
    Reading.Unknown<String> why =
        new Reading.Unknown<>(UnknownCause.NOT_PROBED, sources.whyUnknown().detail());
    return new LoaderDirectories(
            architecture.isEmpty() ? why : Reading.present(architecture),
            features().reading(),
            sources.text(CpuInput.Kind.TUNABLES),
            why,
            why)
        .fact();
  }

  /** Where sources or other tools disagree, and why. */
  public List<Finding> findings() {
    return new Disagreements(sources, conclusions().identity(), conclusions().archspec())
        .findings();
  }

  /** Made at the first use: not every caller needs the large tables. */
  private synchronized Conclusions conclusions() {
    Conclusions made = conclusions;
    if (made == null) {
      made = new Conclusions(Identity.of(sources), ArchspecAnswer.of(sources));
      conclusions = made;
    }
    return made;
  }

  /** What several kinds of facts follow from. */
  private record Conclusions(Identity identity, Optional<ArchspecAnswer> archspec) {}

  private Fact<List<String>> features() {
    Reading<Set<String>> features = sources.features();
    if (features instanceof Reading.Present<Set<String>> present) {
      return Fact.observed(
          CpuFacts.CPU_FEATURES, List.copyOf(present.value()), sources.allEvidence());
    }
    return unknown(CpuFacts.CPU_FEATURES);
  }

  private Fact<Long> level(Reading<List<String>> features) {
    String architecture = sources.architecture();
    if (sources.isX86() && !architecture.equals("x86_64")) {
      return Fact.derived(
          CpuFacts.CPU_LEVEL,
          0L,
          Evidence.rule("x86-64 psABI", "no 64-bit mode on architecture " + architecture));
    }
    if (!architecture.isEmpty() && !architecture.equals("x86_64")) {
      return Fact.absent(
          CpuFacts.CPU_LEVEL,
          Evidence.rule("x86-64 psABI", architecture + " has no x86-64 levels"));
    }
    if (features instanceof Reading.Present<List<String>> present && !architecture.isEmpty()) {
      PsabiLevels levels = PsabiLevels.read();
      Set<String> usable = Set.copyOf(present.value());
      int level = levels.ofRunning(usable);
      String next =
          level == levels.highest()
              ? "every feature of the highest level is there"
              : "level "
                  + (level + 1)
                  + " lacks "
                  + String.join(" ", levels.missing(level + 1, usable));
      return Fact.derived(CpuFacts.CPU_LEVEL, (long) level, Evidence.rule("x86-64 psABI", next));
    }
    return unknown(CpuFacts.CPU_LEVEL);
  }

  private Fact<String> text(FactKey<String> key, String value) {
    return value.isEmpty() ? unknown(key) : Fact.observed(key, value, sources.mainEvidence());
  }

  private Fact<Long> number(FactKey<Long> key, OptionalLong value) {
    if (value.isPresent()) {
      return Fact.observed(key, value.getAsLong(), sources.mainEvidence());
    }
    String architecture = sources.architecture();
    boolean x86 = architecture.isEmpty() || sources.isX86();
    return x86
        ? unknown(key)
        : Fact.absent(
            key, Evidence.rule("architecture", architecture + " processors have no such number"));
  }

  private <T> Fact<T> unknown(FactKey<T> key) {
    Reading.Unknown<?> why = sources.whyUnknown();
    UnknownCause cause = why.cause();
    return Fact.unknown(key, cause, why.detail(), sources.allEvidence());
  }
}
