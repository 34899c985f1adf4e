package io.envprobe.fleet.internal;

import io.envprobe.fleet.FleetReport;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Machines counted by cause and by the values that they have. Used by one thread. */
public final class Tally implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int VALUES = 5;

  private final HashMap<ArrayList<String>, Cause> causes = new HashMap<>();

  /** The machines of one cause. */
  static final class Cause implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, Long> values = new HashMap<>();

    void add(String value, long weight) {
      values.merge(value, weight, Long::sum);
    }
  }

  /** What is counted under a cause. */
  Cause cause(List<String> cause) {
    return causes.computeIfAbsent(new ArrayList<>(cause), unused -> new Cause());
  }

  /** Adds what another counted. */
  void add(Tally other) {
    other.causes.forEach((cause, found) -> found.values.forEach(cause(cause)::add));
  }

  /** Greatest first; of equals the first by its text. */
  List<FleetReport.Loss> losses() {
    List<FleetReport.Loss> losses = new ArrayList<>();
    for (Map.Entry<ArrayList<String>, Cause> cause : causes.entrySet()) {
      List<FleetReport.Value> shown = new ArrayList<>();
      long weight = 0;
      for (Map.Entry<String, Long> value : cause.getValue().values.entrySet()) {
        weight += value.getValue();
        if (!value.getKey().isEmpty()) {
          shown.add(new FleetReport.Value(value.getKey(), value.getValue()));
        }
      }
      shown.sort(
          Comparator.comparingLong(FleetReport.Value::weight)
              .reversed()
              .thenComparing(FleetReport.Value::text));
      if (weight > 0) {
        losses.add(
            new FleetReport.Loss(
                cause.getKey(), weight, shown.subList(0, Math.min(VALUES, shown.size()))));
      }
    }
    losses.sort(
        Comparator.comparingLong(FleetReport.Loss::weight)
            .reversed()
            .thenComparing(loss -> String.join(" ", loss.cause())));
    return losses;
  }
}
