package io.envprobe.target.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.target.CpuPage.Step;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The levels of an architecture, lowest first, each with what is missing for it. */
public final class Ladder {
  private final Profile profile;
  private final String architecture;
  private final Set<String> usable;
  private final List<Step> steps = new ArrayList<>();

  private Ladder(Profile profile, String architecture, Set<String> usable) {
    this.profile = profile;
    this.architecture = architecture;
    this.usable = usable;
  }

  /** The steps; none for an architecture without levels, or where its features are not known. */
  public static List<Step> of(Profile profile) {
    if (!(profile.reading(CpuFacts.CPU_ARCH) instanceof Reading.Present<String> architecture)
        || !(profile.reading(CpuFacts.CPU_FEATURES)
            instanceof Reading.Present<List<String>> usable)) {
      return List.of();
    }
    Ladder ladder = new Ladder(profile, architecture.value(), Set.copyOf(usable.value()));
    switch (architecture.value()) {
      case "x86_64" -> ladder.psabi();
      case "aarch64" -> ladder.arm();
      case "riscv64" -> ladder.riscv();
      case "ppc64le", "ppc64", "s390x", "loongarch64" -> ladder.generations();
      default -> {}
    }
    return ladder.steps;
  }

  private void add(String name, List<String> missing) {
    steps.add(new Step(name, missing.isEmpty(), missing, List.of()));
  }

  private void psabi() {
    PsabiLevels levels = PsabiLevels.read();
    // A machine that runs 64-bit programs has the baseline, whatever its list omits.
    Set<String> all = new TreeSet<>(usable);
    all.addAll(levels.added(1));
    add("x86_64", List.of());
    for (int level = 2; level <= levels.highest(); level++) {
      add("x86_64_v" + level, levels.missing(level, all));
    }
  }

  private void arm() {
    Optional<String> version = Optional.of("8.0");
    while (version.isPresent()) {
      add("armv" + version.get() + "-a", new ArrayList<>(ArmLevels.missing(version.get(), usable)));
      version = ArmLevels.next(version.get());
    }
  }

  /** Parts of every profile cannot be observed, so none is ever reached outright. */
  private void riscv() {
    List<FactRecord> profiles =
        profile.reading(CpuFacts.CPU_RISCV_PROFILES).asOptional().orElse(List.of());
    for (FactRecord one : profiles) {
      steps.add(
          new Step(
              one.text("profile").orElse(""),
              one.isTrue("possible"),
              one.texts("missing"),
              one.texts("unobservable")));
    }
  }

  /** Where every processor runs the code of those before it, its line of targets is the ladder. */
  private void generations() {
    Targets targets = Targets.shipped();
    String own = profile.reading(CpuFacts.CPU_TARGET).asOptional().orElse("");
    for (String name : targets.names(architecture)) {
      Set<String> missing = new TreeSet<>(Requirements.of(name));
      missing.removeAll(usable);
      boolean reached = targets.isAtLeast(own, name);
      if (!name.equals(architecture)) {
        steps.add(new Step(name, reached, reached ? List.of() : List.copyOf(missing), List.of()));
      }
    }
  }
}
