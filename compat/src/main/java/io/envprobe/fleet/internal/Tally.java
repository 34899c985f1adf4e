package io.envprobe.fleet.internal;

import io.envprobe.fleet.FleetReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Machines counted by cause and by the values that they have. */
final class Tally {
  private static final int VALUES = 5;

  private final Map<List<String>, Map<String, Long>> causes = new LinkedHashMap<>();

  void add(List<String> cause, String value, long weight) {
    causes.computeIfAbsent(cause, unused -> new LinkedHashMap<>()).merge(value, weight, Long::sum);
  }

  /** Greatest first; of equals the first by its text. */
  List<FleetReport.Loss> losses() {
    List<FleetReport.Loss> losses = new ArrayList<>();
    causes.forEach(
        (cause, values) -> {
          List<FleetReport.Value> shown = new ArrayList<>();
          values.forEach(
              (text, weight) -> {
                if (!text.isEmpty()) {
                  shown.add(new FleetReport.Value(text, weight));
                }
              });
          shown.sort(
              Comparator.comparingLong(FleetReport.Value::weight)
                  .reversed()
                  .thenComparing(FleetReport.Value::text));
          long weight = values.values().stream().mapToLong(Long::longValue).sum();
          losses.add(
              new FleetReport.Loss(
                  cause, weight, shown.subList(0, Math.min(VALUES, shown.size()))));
        });
    losses.sort(
        Comparator.comparingLong(FleetReport.Loss::weight)
            .reversed()
            .thenComparing(loss -> String.join(" ", loss.cause())));
    return losses;
  }
}
