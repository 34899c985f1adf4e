package io.envprobe.target.internal;

import io.envprobe.target.Target;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The most specific target whose code runs here.
 *
 * <p>Where the silicon is certain, a target fits although bits are missing that no compiler makes
 * code for, as a hypervisor likes to hide; a missing bit that a compiler may use never does. Where
 * it is not, archspec's stricter rule decides.
 */
public final class TargetChoice {
  private final Targets targets = Targets.shipped();
  private final String architecture;
  private final Set<String> features;
  private final Identity identity;

  /** A choice for an architecture, what is usable on it, and which silicon it is. */
  public TargetChoice(String architecture, Set<String> features, Identity identity) {
    this.architecture = architecture;
    this.features = new HashSet<>(features); // Asked often; a tree would compare letters.
    this.identity = identity;
  }

  /** The target, given what archspec answers. */
  public Optional<String> best(Optional<String> archspec) {
    Optional<String> best = Optional.empty();
    for (String candidate : fitting(archspec)) {
      if (best.isEmpty() || isBetter(candidate, best.get())) {
        best = Optional.of(candidate);
      }
    }
    return best;
  }

  /** Every target that fits. */
  public List<String> fitting(Optional<String> archspec) {
    List<String> line = new ArrayList<>();
    for (String name : targets.names(targets.family(architecture))) {
      if (isCandidate(name, archspec) && isRunnable(targets.find(name).orElseThrow())) {
        line.add(name);
      }
    }
    return line;
  }

  private boolean isCandidate(String name, Optional<String> archspec) {
    boolean isLevel = architecture.equals("x86_64") && targets.vendor(name).equals(Target.GENERIC);
    if (name.equals(architecture) || isLevel) {
      return true;
    }
    if (identity.isCertain() && isTargeted()) {
      for (Silicon design : identity.all()) {
        if (!targets.isAtLeast(design.target(), name)) {
          return false;
        }
      }
      return targets.isAtLeast(name, architecture);
    }
    return archspec.isPresent()
        && targets.isAtLeast(archspec.get(), name)
        && targets.isAtLeast(name, architecture);
  }

  /** Whether every design has a target. */
  private boolean isTargeted() {
    for (Silicon design : identity.all()) {
      if (design.target().isEmpty()) {
        return false;
      }
    }
    return !identity.all().isEmpty();
  }

  /** Whether this machine has all that a compiler may use for that target. */
  private boolean isRunnable(Target target) {
    for (String feature : required(target)) {
      if (!features.contains(feature) && !targets.isNeverGenerated(feature)) {
        return false;
      }
    }
    return true;
  }

  /** Arm's generic targets list no features in the table: their version's are mandatory. */
  private Set<String> required(Target target) {
    if (architecture.equals("aarch64") && target.isGeneric() && target.name().startsWith("armv")) {
      return ArmLevels.missing(
          target.name().substring("armv".length(), target.name().length() - 1), features);
    }
    // Where the source names no features, as sysctl for Apple's first ones, the design itself
    // vouches for them.
    boolean vouched = identity.isCertain() && features.isEmpty();
    return vouched ? Set.of() : target.features();
  }

  /** A higher level of the architecture first, then the longer line of ancestors. */
  private boolean isBetter(String candidate, String best) {
    int level = targets.ancestors(targets.generic(candidate)).size();
    int bestLevel = targets.ancestors(targets.generic(best)).size();
    if (level != bestLevel) {
      return level > bestLevel;
    }
    int depth = targets.ancestors(candidate).size();
    int bestDepth = targets.ancestors(best).size();
    return depth > bestDepth || (depth == bestDepth && isNamed(candidate));
  }

  private boolean isNamed(String candidate) {
    for (Silicon design : identity.all()) {
      if (design.target().equals(candidate)) {
        return true;
      }
    }
    return false;
  }
}
