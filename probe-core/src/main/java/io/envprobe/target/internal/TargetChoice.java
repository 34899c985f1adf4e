package io.envprobe.target.internal;

import io.envprobe.target.Target;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
    this.features = features;
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
    Set<String> line = new LinkedHashSet<>();
    for (Target target : targets.all()) {
      if (isCandidate(target, archspec) && blocking(target).isEmpty()) {
        line.add(target.name());
      }
    }
    return new ArrayList<>(line);
  }

  private boolean isCandidate(Target target, Optional<String> archspec) {
    if (!targets.isAtLeast(target.name(), architecture)) {
      return false;
    }
    if (target.name().equals(architecture)
        || (architecture.equals("x86_64") && target.isGeneric())) {
      return true;
    }
    if (identity.isCertain() && isTargeted()) {
      for (Silicon design : identity.all()) {
        if (!targets.isAtLeast(design.target(), target.name())) {
          return false;
        }
      }
      return true;
    }
    return archspec.isPresent() && targets.isAtLeast(archspec.get(), target.name());
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

  /** What a compiler may use for that target and this machine does not have. */
  public Set<String> blocking(Target target) {
    Set<String> blocking = new TreeSet<>();
    for (String feature : required(target)) {
      if (!features.contains(feature) && !targets.isNeverGenerated(feature)) {
        blocking.add(feature);
      }
    }
    return blocking;
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
