package io.envprobe.fleet.internal;

import io.envprobe.marker.Truth;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Demand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One condition on one kind of machine: its truth, and the least that makes it so. */
final class Causes {
  private final Condition condition;
  private final Map<Demand, Truth> truths;

  /**
   * Over the truths of the demands.
   *
   * @param truths of every demand of the condition
   */
  Causes(Condition condition, Map<Demand, Truth> truths) {
    this.condition = condition;
    this.truths = truths;
  }

  /** Every demand of a condition, in its order. */
  static Set<Demand> demands(Condition condition) {
    Set<Demand> demands = new LinkedHashSet<>();
    collect(condition, demands);
    return demands;
  }

  private static void collect(Condition condition, Set<Demand> demands) {
    if (condition instanceof Condition.Leaf leaf) {
      demands.add(leaf.demand());
    } else if (condition instanceof Condition.Not not) {
      collect(not.part(), demands);
    } else {
      parts(condition).forEach(part -> collect(part, demands));
    }
  }

  private static List<Condition> parts(Condition condition) {
    return condition instanceof Condition.All all
        ? all.parts()
        : ((Condition.Any) condition).parts();
  }

  Truth truth() {
    return truth(condition, truths);
  }

  private static Truth truth(Condition condition, Map<Demand, Truth> truths) {
    if (condition instanceof Condition.Leaf leaf) {
      return truths.getOrDefault(leaf.demand(), Truth.UNKNOWN);
    }
    if (condition instanceof Condition.Not not) {
      return truth(not.part(), truths).not();
    }
    boolean all = condition instanceof Condition.All;
    Truth truth = Truth.of(all);
    for (Condition part : parts(condition)) {
      Truth one = truth(part, truths);
      truth = all ? truth.and(one) : truth.or(one);
    }
    return truth;
  }

  /** The truth if a demand were met, or, under a negation, not met. */
  Truth without(Demand demand) {
    Map<Demand, Truth> changed = new HashMap<>(truths);
    changed.put(demand, Truth.TRUE);
    Truth met = truth(condition, changed);
    if (met == Truth.TRUE) {
      return met;
    }
    changed.put(demand, Truth.FALSE);
    return truth(condition, changed);
  }

  /**
   * The fewest demands that would have to come out otherwise for the condition to hold; the first
   * of equals. Those that are not known count like those that fail.
   */
  List<Demand> least() {
    return List.copyOf(least(condition, true));
  }

  private Set<Demand> least(Condition part, boolean wanted) {
    if (truth(part, truths) == Truth.of(wanted)) {
      return Set.of();
    }
    if (part instanceof Condition.Leaf leaf) {
      return Set.of(leaf.demand());
    }
    if (part instanceof Condition.Not not) {
      return least(not.part(), !wanted);
    }
    boolean every = part instanceof Condition.All == wanted;
    List<Set<Demand>> sets = new ArrayList<>();
    parts(part).forEach(one -> sets.add(least(one, wanted)));
    Set<Demand> result = new LinkedHashSet<>();
    if (every) {
      sets.forEach(result::addAll);
      return result;
    }
    Set<Demand> fewest = null;
    for (Set<Demand> set : sets) {
      if (fewest == null || set.size() < fewest.size()) {
        fewest = set;
      }
    }
    return fewest == null ? result : fewest;
  }
}
