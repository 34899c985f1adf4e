package io.envprobe.spark;

import io.envprobe.fleet.FleetCounts;
import io.envprobe.fleet.FleetIntake;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was counted of some inputs, and what was read of each. */
final class CountedPart implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FleetCounts counts;
  private final HashMap<String, FleetIntake> intakes;

  CountedPart(FleetCounts counts, Map<String, FleetIntake> intakes) {
    this.counts = counts;
    this.intakes = new HashMap<>(intakes);
  }

  FleetCounts counts() {
    return counts;
  }

  /** What was read, inputs in this order. */
  FleetIntake intake(List<String> order) {
    FleetIntake all = FleetIntake.NONE;
    for (String name : order) {
      all = all.and(intakes.getOrDefault(name, FleetIntake.NONE));
    }
    return all.and(intakes.getOrDefault("", FleetIntake.NONE));
  }

  /** Both. */
  CountedPart and(CountedPart other) {
    counts.add(other.counts);
    other.intakes.forEach((name, intake) -> intakes.merge(name, intake, FleetIntake::and));
    return this;
  }
}
