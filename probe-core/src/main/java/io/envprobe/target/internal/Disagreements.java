package io.envprobe.target.internal;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Reading;
import io.envprobe.fact.Severity;
import io.envprobe.table.Table;
import io.envprobe.target.CpuInput;
import io.envprobe.target.Target;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where sources, or the answers of other tools, differ from each other, and why. */
public final class Disagreements {
  private final CpuSources sources;
  private final Identity identity;
  private final Optional<ArchspecAnswer> archspec;

  /** Disagreements among those. */
  public Disagreements(CpuSources sources, Identity identity, Optional<ArchspecAnswer> archspec) {
    this.sources = sources;
    this.identity = identity;
    this.archspec = archspec;
  }

  /** All of them. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    foreignFile(findings);
    siliconAndArchspec(findings);
    nearestOnly(findings);
    differentFeatures(findings);
    unequalSpeeds(findings);
    unequalIdentity(findings);
    peers(findings);
    tunables(findings);
    return findings;
  }

  private void foreignFile(List<Finding> findings) {
    if (sources.isForeign()) {
      findings.add(
          finding(
              "cpu.foreign-file",
              Severity.WARNING,
              "the file describes a processor of architecture "
                  + sources.foreignArchitecture()
                  + " although this machine is "
                  + sources.architecture()
                  + ": an emulator let it through",
              "cpu.features",
              "run on a real processor, or examine the emulator's own settings"));
    }
  }

  private void siliconAndArchspec(List<Finding> findings) {
    if (archspec.isEmpty() || !identity.isCertain()) {
      return;
    }
    String answer = archspec.get().name();
    for (Silicon design : identity.all()) {
      Target target = Targets.shipped().find(design.target()).orElse(null);
      boolean other =
          target != null && !Targets.shipped().family(target.name()).equals(sources.architecture());
      // A 64-bit processor under a 32-bit kernel has targets that nobody could mean there.
      if (target == null || other || target.name().equals(answer)) {
        continue;
      }
      Set<String> missing = archspec.get().missing(target);
      String why =
          !target.inArchspec()
              ? "it has no such target"
              : missing.isEmpty() ? "by its rules" : "it misses " + String.join(" ", missing);
      findings.add(
          finding(
              "cpu.archspec-differs",
              Severity.INFO,
              "the silicon is "
                  + design.name()
                  + " ("
                  + target.name()
                  + "), archspec answers "
                  + answer
                  + ": "
                  + why,
              "cpu.archspec_compat",
              ""));
    }
  }

  private void nearestOnly(List<Finding> findings) {
    if (!identity.all().isEmpty() && !identity.isExact()) {
      findings.add(
          finding(
              "cpu.unknown-model",
              Severity.INFO,
              "no table has this model; the nearest known design stands for it: "
                  + nearestTargets(),
              "cpu.silicon",
              ""));
    }
    Optional<CoreGroup> unnamed = identity.unnamed();
    if (unnamed.isPresent() && !identity.all().isEmpty()) {
      findings.add(
          finding(
              "cpu.unknown-core",
              Severity.INFO,
              "no table has the core " + unnamed.get().implementer() + " " + unnamed.get().part(),
              "cpu.clusters",
              ""));
    }
  }

  private String nearestTargets() {
    List<String> targets = new ArrayList<>();
    for (Silicon design : identity.all()) {
      if (!design.isExact()) {
        targets.add(design.target().isEmpty() ? design.name() : design.target());
      }
    }
    return String.join(", ", targets);
  }

  private void differentFeatures(List<Finding> findings) {
    CpuInfo info = sources.cpuInfo();
    if (info == null) {
      return;
    }
    List<String> lines = new ArrayList<>(info.distinct("flags"));
    lines.addAll(info.distinct("Features"));
    if (lines.size() > 1) {
      Set<String> some = new TreeSet<>();
      for (String line : lines) {
        some.addAll(Words.set(line));
      }
      some.removeAll(Words.common(lines));
      if (!some.isEmpty()) {
        findings.add(
            finding(
                "cpu.features-differ",
                Severity.WARNING,
                "only some processors have "
                    + String.join(" ", some)
                    + "; a program may be moved to one that has not",
                "cpu.features",
                "bind the program to processors of one kind"));
      }
    }
  }

  /** Old kernels identify one processor for all. */
  private void unequalSpeeds(List<Finding> findings) {
    if (!sources.has(CpuInput.Kind.CAPACITIES)) {
      return;
    }
    List<CoreGroup> speeds = Capacities.parse(sources.text(CpuInput.Kind.CAPACITIES)).groups();
    if (speeds.size() > 1 && identity.cores().size() == 1) {
      List<String> counts = new ArrayList<>();
      for (CoreGroup group : speeds) {
        counts.add(group.cpus() + " of capacity " + group.capacity());
      }
      findings.add(
          finding(
              "cpu.capacities-differ",
              Severity.INFO,
              "only one kind of core is identified, but processors differ in speed: "
                  + String.join(", ", counts),
              "cpu.clusters",
              ""));
    }
  }

  private void unequalIdentity(List<Finding> findings) {
    Observation main = sources.main();
    CpuidReader cpuid = sources.cpuid();
    if (main == null || cpuid == null || main.equals(cpuid.observation())) {
      return;
    }
    Observation other = cpuid.observation();
    boolean same =
        main.vendor().equals(other.vendor())
            && main.family().equals(other.family())
            && main.model().equals(other.model());
    if (!same) {
      findings.add(
          finding(
              "cpu.identity-differs",
              Severity.WARNING,
              "the file says "
                  + identityText(main)
                  + ", the CPUID instruction says "
                  + identityText(other),
              "cpu.silicon",
              ""));
    }
  }

  private static String identityText(Observation one) {
    return one.vendor() + " family " + one.family().orElse(-1) + " model " + one.model().orElse(-1);
  }

  /** Tools whose rule for a level leaves features out, where that makes a difference here. */
  private void peers(List<Finding> findings) {
    if (!sources.architecture().equals("x86_64")
        || !(sources.features() instanceof Reading.Present<Set<String>> present)) {
      return;
    }
    PsabiLevels levels = PsabiLevels.read();
    int level = levels.ofRunning(present.value());
    if (level == levels.highest()) {
      return;
    }
    Table table = GlibcHwcapsTable.read();
    for (Table peer : table.tables("peers")) {
      if (peer.integer("level") == level + 1) {
        List<String> missing = levels.missing(level + 1, present.value());
        if (!missing.isEmpty() && peer.texts("omits").containsAll(missing)) {
          findings.add(
              new Finding(
                  "cpu.level-differs",
                  Severity.WARNING,
                  peer.text("tool")
                      + " says x86-64-v"
                      + (level + 1)
                      + " because its rule leaves out "
                      + String.join(" ", missing),
                  "cpu.level",
                  List.of(Evidence.rule(peer.text("source"), "")),
                  ""));
        }
      }
    }
  }

  private void tunables(List<Finding> findings) {
    Set<String> off = GlibcHwcaps.switchedOff(sources.text(CpuInput.Kind.TUNABLES));
    if (!off.isEmpty()) {
      findings.add(
          finding(
              "cpu.tunables",
              Severity.INFO,
              "GLIBC_TUNABLES hides "
                  + String.join(" ", off)
                  + " from the loader and the C library; programs that ask the processor see them",
              "cpu.hwcaps",
              "unset GLIBC_TUNABLES"));
    }
  }

  private Finding finding(
      String rule, Severity severity, String message, String subject, String remedy) {
    return new Finding(rule, severity, message, subject, List.of(sources.mainEvidence()), remedy);
  }
}
