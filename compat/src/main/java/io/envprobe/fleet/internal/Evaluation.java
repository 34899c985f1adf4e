package io.envprobe.fleet.internal;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fleet.Fleet;
import io.envprobe.fleet.FleetQuestion;
import io.envprobe.fleet.FleetReport;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Demand;
import io.envprobe.requirement.Platform;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Decides a question for a fleet: every kind of machine once. */
public final class Evaluation {
  private final FleetQuestion question;
  private final Set<Demand> demands = new LinkedHashSet<>();
  private final List<Set<Demand>> own = new ArrayList<>();
  private final List<Counts> counts = new ArrayList<>();
  private final Map<String, long[][]> dates = new LinkedHashMap<>();
  private final Cover cover;

  private Evaluation(FleetQuestion question) {
    this.question = question;
    for (FleetQuestion.Asked asked : question.requirements()) {
      own.add(Causes.demands(asked.condition()));
      demands.addAll(Causes.demands(asked.condition()));
      counts.add(new Counts());
    }
    this.cover = new Cover(question.requirements().size());
  }

  private static final class Counts {
    long compatible;
    long incompatible;
    long undetermined;
    final Tally losses = new Tally();
    final Tally missing = new Tally();
    final Map<String, Long> relaxations = new LinkedHashMap<>();
  }

  /** The report. */
  public static FleetReport of(Fleet fleet, FleetQuestion question) {
    Evaluation evaluation = new Evaluation(question);
    for (String date : fleet.dates()) {
      evaluation.dates.put(date, new long[3][question.requirements().size()]);
    }
    for (Fleet.Group group : fleet.groups()) {
      evaluation.add(group);
    }
    return evaluation.report(fleet);
  }

  private void add(Fleet.Group group) {
    Platform platform = Platform.of(group.profile());
    Map<Demand, Truth> truths = new HashMap<>();
    for (Demand demand : demands) {
      truths.put(demand, demand.test(platform));
    }
    List<Integer> taken = new ArrayList<>();
    for (int number = 0; number < counts.size(); number++) {
      Causes causes = new Causes(question.requirements().get(number).condition(), truths);
      Truth truth = causes.truth();
      add(counts.get(number), causes, truth, own.get(number), group);
      if (truth == Truth.TRUE) {
        taken.add(number);
      }
      for (Map.Entry<String, Long> date : group.weights().entrySet()) {
        long[][] sums = dates.get(date.getKey());
        if (sums != null) {
          sums[0][number] += date.getValue();
          sums[1][number] += truth == Truth.TRUE ? date.getValue() : 0;
          sums[2][number] += truth == Truth.UNKNOWN ? 0 : date.getValue();
        }
      }
    }
    cover.add(taken, group.weight());
  }

  private static void add(
      Counts counts, Causes causes, Truth truth, Set<Demand> demands, Fleet.Group group) {
    switch (truth) {
      case TRUE -> counts.compatible += group.weight();
      case FALSE -> {
        counts.incompatible += group.weight();
        List<Demand> least = causes.least();
        counts.losses.add(texts(least), values(least, group.profile()), group.weight());
        // One demand alone suffices only where no smaller change was found than one.
        if (least.size() == 1) {
          for (Demand demand : demands) {
            if (causes.without(demand) == Truth.TRUE) {
              counts.relaxations.merge(demand.text(), group.weight(), Long::sum);
            }
          }
        }
      }
      case UNKNOWN -> {
        counts.undetermined += group.weight();
        Set<String> facts = new TreeSet<>();
        for (Demand demand : causes.least()) {
          for (FactKey<?> key : demand.facts()) {
            if (group.profile().reading(key).isUnknown()) {
              facts.add(key.name());
            }
          }
        }
        counts.missing.add(List.copyOf(facts), "", group.weight());
      }
    }
  }

  private static List<String> texts(List<Demand> demands) {
    List<String> texts = new ArrayList<>();
    demands.forEach(demand -> texts.add(demand.text()));
    return texts;
  }

  /** What a machine has where it should have something else. */
  private static String values(List<Demand> demands, Profile profile) {
    Set<String> values = new LinkedHashSet<>();
    for (Demand demand : demands) {
      List<FactKey<?>> keys = new ArrayList<>(demand.facts());
      keys.sort(null);
      // The last of a subject's facts is its version, which says the most.
      for (int at = keys.size() - 1; at >= 0; at--) {
        Reading<?> reading = profile.reading(keys.get(at));
        if (reading instanceof Reading.Present<?> present) {
          values.add(keys.get(at).name() + " " + present.value());
          break;
        } else if (reading.isAbsent() && at == 0) {
          values.add(keys.get(at).name() + " absent");
        }
      }
    }
    return String.join(", ", values);
  }

  private FleetReport report(Fleet fleet) {
    List<FleetReport.Share> shares = new ArrayList<>();
    for (int number = 0; number < counts.size(); number++) {
      Counts count = counts.get(number);
      Tally relaxations = new Tally();
      count.relaxations.forEach((text, weight) -> relaxations.add(List.of(text), "", weight));
      shares.add(
          new FleetReport.Share(
              question.requirements().get(number).name(),
              count.compatible,
              count.incompatible,
              count.undetermined,
              count.losses.losses(),
              count.missing.losses(),
              relaxations.losses()));
    }
    List<FleetReport.Point> trend = new ArrayList<>();
    dates.forEach(
        (date, sums) ->
            trend.add(
                new FleetReport.Point(
                    date, sums[0].length == 0 ? 0 : sums[0][0], list(sums[1]), list(sums[2]))));
    return new FleetReport(
        fleet.machines(), fleet.groups().size(), shares, builds(fleet.machines()), trend);
  }

  private static List<Long> list(long[] values) {
    List<Long> list = new ArrayList<>();
    for (long value : values) {
      list.add(value);
    }
    return list;
  }

  private Optional<FleetReport.Builds> builds(long machines) {
    if (question.cover() == 0) {
      return Optional.empty();
    }
    long wanted =
        BigInteger.valueOf(machines)
            .multiply(BigInteger.valueOf(question.cover()))
            .add(BigInteger.valueOf(99))
            .divide(BigInteger.valueOf(100))
            .longValue();
    Cover.Chosen chosen = cover.least(wanted);
    List<String> names = new ArrayList<>();
    chosen.builds().forEach(build -> names.add(question.requirements().get(build).name()));
    return Optional.of(
        new FleetReport.Builds(names, chosen.covered(), question.cover(), chosen.exact()));
  }
}
