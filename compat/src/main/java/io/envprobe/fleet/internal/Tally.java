package io.envprobe.fleet.internal;

import io.envprobe.fleet.FleetReport;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** Machines counted by cause and by the values that they have. Used by one thread. */
public final class Tally implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int VALUES = 5;

  /** Of more different values than these none is told apart, in whatever order they come. */
  private static final int DIFFERENT = 4096;

  private final HashMap<ArrayList<String>, Cause> causes = new HashMap<>();

  /** The machines of one cause. */
  static final class Cause implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, Long> values = new HashMap<>();
    private long weight;
    private boolean many;

    void add(String value, long weight) {
      this.weight += weight;
      if (!many && !value.isEmpty()) {
        values.merge(value, weight, Long::sum);
        forgetIfMany();
      }
    }

    private void add(Cause other) {
      weight += other.weight;
      many |= other.many;
      other.values.forEach((value, each) -> values.merge(value, each, Long::sum));
      forgetIfMany();
    }

    private void forgetIfMany() {
      if (many || values.size() > DIFFERENT) {
        many = true;
        values.clear();
      }
    }

    private List<FleetReport.Value> greatest() {
      if (many) {
        String text = "more than " + DIFFERENT + " different values";
        return List.of(new FleetReport.Value(text, weight));
      }
      List<FleetReport.Value> all = new ArrayList<>();
      values.forEach((text, each) -> all.add(new FleetReport.Value(text, each)));
      all.sort(
          Comparator.comparingLong(FleetReport.Value::weight)
              .reversed()
              .thenComparing(FleetReport.Value::text));
      return all.subList(0, Math.min(VALUES, all.size()));
    }
  }

  /** What is counted under a cause. */
  Cause cause(List<String> cause) {
    return causes.computeIfAbsent(new ArrayList<>(cause), unused -> new Cause());
  }

  /** Adds what another counted. */
  void add(Tally other) {
    other.causes.forEach((cause, found) -> cause(cause).add(found));
  }

  /** Greatest first; of equals the first by its text. */
  List<FleetReport.Loss> losses() {
    List<FleetReport.Loss> losses = new ArrayList<>();
    causes.forEach(
        (cause, found) -> {
          if (found.weight > 0) {
            losses.add(new FleetReport.Loss(cause, found.weight, found.greatest()));
          }
        });
    losses.sort(
        Comparator.comparingLong(FleetReport.Loss::weight)
            .reversed()
            .thenComparing(loss -> String.join(" ", loss.cause())));
    return losses;
  }
}
