package io.envprobe.target;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.target.internal.Requirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether code for a target runs on a machine, and what keeps it from running.
 *
 * @param target the target's name
 * @param status the answer
 * @param missing what is missing, sorted by feature; where the status is {@link Status#RUNS}, only
 *     what no compiler makes code for
 * @param message the answer as a sentence
 */
public record WhyNot(String target, Status status, List<Missing> missing, String message) {

  /** The answers. */
  public enum Status {
    /** Code for it runs. */
    RUNS,
    /** Features are missing. */
    MISSING,
    /** It belongs to another architecture, or the design here is no descendant of it. */
    UNRELATED,
    /** The features of the machine are not known. */
    UNDETERMINED,
    /** There is no target of that name. */
    UNKNOWN_TARGET
  }

  /**
   * A feature that is missing.
   *
   * @param feature in Linux names
   * @param isGenerated whether a compiler may use it unasked in code for the target
   * @param reason the likely cause
   * @param remedy what to do
   */
  public record Missing(String feature, boolean isGenerated, String reason, String remedy) {}

  /** Copies the list. */
  public WhyNot {
    missing = List.copyOf(missing);
  }

  /**
   * Answers for a machine.
   *
   * @param name a target of {@link Targets#shipped()}; {@code x86-64-v3} means {@code x86_64_v3}
   */
  public static WhyNot of(Profile profile, String name) {
    Targets targets = Targets.shipped();
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    String target = targets.contains(wanted) ? wanted : wanted.replace('-', '_');
    if (!targets.contains(target)) {
      return new WhyNot(
          name, Status.UNKNOWN_TARGET, List.of(), "there is no target " + name + nearest(wanted));
    }
    if (!(profile.reading(CpuFacts.CPU_ARCH) instanceof Reading.Present<String> architecture)) {
      return undetermined(target, "the architecture of this machine is not known");
    }
    if (!targets.isAtLeast(target, architecture.value())) {
      return new WhyNot(
          target,
          Status.UNRELATED,
          List.of(),
          target
              + " is of architecture "
              + targets.family(target)
              + ", this machine is "
              + architecture.value());
    }
    if (targets.isAtLeast(profile.reading(CpuFacts.CPU_TARGET).asOptional().orElse(""), target)) {
      return runs(profile, target);
    }
    if (!(profile.reading(CpuFacts.CPU_FEATURES) instanceof Reading.Present<List<String>> usable)) {
      return undetermined(target, "the features of this machine are not known");
    }
    List<Missing> missing = missing(profile, target, Set.copyOf(usable.value()));
    if (missing.stream().anyMatch(Missing::isGenerated)) {
      return new WhyNot(target, Status.MISSING, missing, sentence(target, missing));
    }
    // Where the table lists features, having them all is enough, whoever made the processor.
    return Requirements.of(target).isEmpty()
        ? new WhyNot(
            target,
            Status.UNRELATED,
            List.of(),
            "the processor is no " + target + " and none of its descendants")
        : runs(profile, target);
  }

  private static WhyNot runs(Profile profile, String target) {
    List<Missing> missing =
        profile.reading(CpuFacts.CPU_FEATURES) instanceof Reading.Present<List<String>> usable
            ? missing(profile, target, Set.copyOf(usable.value()))
            : List.of();
    String note =
        missing.isEmpty() ? "" : "; missing, but not made by compilers: " + names(missing);
    return new WhyNot(target, Status.RUNS, missing, "code for " + target + " runs here" + note);
  }

  private static WhyNot undetermined(String target, String why) {
    return new WhyNot(target, Status.UNDETERMINED, List.of(), why);
  }

  private static String sentence(String target, List<Missing> missing) {
    Set<String> reasons = new TreeSet<>();
    missing.forEach(one -> reasons.add(one.reason()));
    return "code for "
        + target
        + " does not run here: missing "
        + names(missing)
        + " ("
        + String.join("; ", reasons)
        + ")";
  }

  private static String names(List<Missing> missing) {
    List<String> names = new ArrayList<>();
    missing.forEach(one -> names.add(one.feature()));
    return String.join(" ", names);
  }

  private static List<Missing> missing(Profile profile, String target, Set<String> usable) {
    List<Missing> missing = new ArrayList<>();
    List<FactRecord> hidden = profile.reading(CpuFacts.CPU_HIDDEN).asOptional().orElse(List.of());
    for (String feature : Requirements.of(target)) {
      if (!usable.contains(feature)) {
        FactRecord known =
            hidden.stream()
                .filter(record -> record.text("feature").equals(java.util.Optional.of(feature)))
                .findFirst()
                .orElseGet(() -> Requirements.notInSilicon());
        missing.add(
            new Missing(
                feature,
                !Targets.shipped().isNeverGenerated(feature),
                known.text("reason").orElse(""),
                known.text("remedy").orElse("")));
      }
    }
    return missing;
  }

  private static String nearest(String wanted) {
    String best = "";
    int least = 4;
    for (String name : Targets.shipped().names()) {
      int distance = Requirements.distance(wanted, name, least);
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return best.isEmpty() ? "" : "; did you mean " + best + "?";
  }
}
