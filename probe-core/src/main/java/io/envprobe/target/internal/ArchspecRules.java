package io.envprobe.target.internal;

import io.envprobe.target.Target;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which archspec chooses a target, quirks included. Source:
 * https://archspec.readthedocs.io and its module {@code archspec.cpu.detect}, version 0.2.6.
 */
final class ArchspecRules {
  private final Targets targets;

  ArchspecRules(Targets targets) {
    this.targets = targets;
  }

  /** The target that {@code archspec cpu} prints. */
  String best(ArchspecFacts facts) {
    List<Target> candidates = compatible(facts);
    List<Target> generics = new ArrayList<>();
    List<Target> withPart = new ArrayList<>();
    for (Target candidate : candidates) {
      if (candidate.isGeneric()) {
        generics.add(candidate);
      }
      if (!facts.part().isEmpty() && candidate.part().equals(facts.part())) {
        withPart.add(candidate);
      }
    }
    Target generic = deepest(generics);
    if (generic == null) {
      return facts.machine();
    }
    List<Target> descendants = new ArrayList<>();
    for (Target candidate : withPart.isEmpty() ? candidates : withPart) {
      if (targets.ancestors(candidate.name()).contains(generic.name())) {
        descendants.add(candidate);
      }
    }
    Target best = deepest(descendants);
    return best == null ? generic.name() : best.name();
  }

  /** The targets that archspec holds to be compatible, in the order of its table. */
  List<Target> compatible(ArchspecFacts facts) {
    List<Target> compatible = new ArrayList<>();
    if (!facts.examined() || !targets.contains(facts.machine())) {
      return compatible;
    }
    String root = targets.family(facts.machine());
    boolean isRoot = root.equals(facts.machine());
    for (String name : targets.names(root)) {
      // Cheapest first: most targets are another maker's, and their features are never looked at.
      if ((isRoot || targets.isAtLeast(name, facts.machine())) && isVendorOf(facts, name)) {
        Target target = targets.find(name).orElseThrow();
        if (target.inArchspec() && isCompatible(facts, target)) {
          compatible.add(target);
        }
      }
    }
    return compatible;
  }

  private boolean isVendorOf(ArchspecFacts facts, String name) {
    String vendor = targets.vendor(name);
    return switch (facts.machine()) {
      case "x86_64", "aarch64" -> vendor.equals(Target.GENERIC) || vendor.equals(facts.vendor());
      default -> true;
    };
  }

  private boolean isCompatible(ArchspecFacts facts, Target target) {
    return switch (facts.machine()) {
      case "x86_64" -> facts.features().containsAll(target.features());
      case "aarch64" -> isArmCompatible(facts, target);
      case "ppc64", "ppc64le" -> target.generation() <= facts.generation();
      case "riscv64" -> target.isGeneric() || target.name().equals(facts.model());
      default -> false;
    };
  }

  private boolean isArmCompatible(ArchspecFacts facts, Target target) {
    if (target.isGeneric() && !target.name().equals("aarch64")) {
      return false;
    }
    return facts.namesTheModel()
        ? targets.isAtLeast(facts.model(), target.name())
        : facts.features().containsAll(target.features());
  }

  /** Most ancestors, then most features, then first in the table. */
  private @Nullable Target deepest(List<Target> candidates) {
    Target best = null;
    for (Target target : candidates) {
      if (best == null || isDeeper(target, best)) {
        best = target;
      }
    }
    return best;
  }

  private boolean isDeeper(Target target, Target best) {
    int depth = targets.ancestors(target.name()).size();
    int bestDepth = targets.ancestors(best.name()).size();
    return depth > bestDepth
        || (depth == bestDepth && target.features().size() > best.features().size());
  }

  /** The features that keep a target from being compatible. */
  static Set<String> missing(ArchspecFacts facts, Target target) {
    Set<String> missing = new TreeSet<>(target.features());
    missing.removeAll(facts.features());
    return missing;
  }
}
