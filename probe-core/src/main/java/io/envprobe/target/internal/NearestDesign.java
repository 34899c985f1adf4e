package io.envprobe.target.internal;

import io.envprobe.table.Table;
import io.envprobe.target.Target;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The design that stands for a model that no table has, as every model once was: the newest of its
 * maker's whose code it runs, out of its own family or, for a family that is new too, the one
 * before. The answer is marked as inexact.
 */
final class NearestDesign {
  /** Parts of Arm are numbered by generation in their highest digit. */
  private static final int GENERATION_SHIFT = 8;

  private NearestDesign() {}

  /** Among rows of vendor, family and range of models. */
  static Optional<Silicon> x86(List<Table> rows, Observation observation) {
    long family = observation.family().orElse(0);
    long nearest = -1;
    for (Table row : rows) {
      long known = row.integer("family");
      if (known <= family && known > nearest && isVendor(row, observation)) {
        nearest = known;
      }
    }
    List<Table> candidates = new ArrayList<>();
    for (Table row : rows) {
      if (row.integer("family") == nearest && isVendor(row, observation)) {
        candidates.add(row);
      }
    }
    return byFeatures(candidates, observation).or(() -> oldest(candidates));
  }

  /** Where not even its features are all there, as behind a hypervisor. */
  private static Optional<Silicon> oldest(List<Table> rows) {
    Optional<Table> oldest = Optional.empty();
    int least = Integer.MAX_VALUE;
    for (Table row : rows) {
      int depth = Targets.shipped().ancestors(row.text("target")).size();
      if (depth < least) {
        oldest = Optional.of(row);
        least = depth;
      }
    }
    return oldest.map(row -> Silicon.of(row, false));
  }

  private static boolean isVendor(Table row, Observation observation) {
    return row.text("vendor").equals(observation.vendor());
  }

  /** The deepest row of which the machine has every feature that compilers use. */
  static Optional<Silicon> byFeatures(List<Table> rows, Observation observation) {
    Targets targets = Targets.shipped();
    Optional<Table> best = Optional.empty();
    int bestDepth = -1;
    for (Table row : rows) {
      Target target = targets.find(row.textOr("target", "")).orElse(null);
      if (target != null && hasAll(observation, target)) {
        int depth = targets.ancestors(target.name()).size();
        if (depth >= bestDepth) {
          best = Optional.of(row);
          bestDepth = depth;
        }
      }
    }
    return best.map(row -> Silicon.of(row, false));
  }

  private static boolean hasAll(Observation observation, Target target) {
    Set<String> features = observation.features().orElse(Set.of());
    for (String feature : target.features()) {
      if (!features.contains(feature) && !Targets.shipped().isNeverGenerated(feature)) {
        return false;
      }
    }
    return true;
  }

  /** Among rows of implementer and part: the part before it, of the same generation. */
  static Optional<Silicon> arm(List<Table> rows, long implementer, long part) {
    Optional<Table> best = Optional.empty();
    long nearest = -1;
    for (Table row : rows) {
      long known = Words.number(row.text("part"));
      if (known > nearest
          && known < part
          && known >> GENERATION_SHIFT == part >> GENERATION_SHIFT
          && Words.number(row.text("implementer")) == implementer) {
        best = Optional.of(row);
        nearest = known;
      }
    }
    return best.map(row -> Silicon.of(row, false));
  }
}
