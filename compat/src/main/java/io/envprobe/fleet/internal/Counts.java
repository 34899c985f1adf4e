package io.envprobe.fleet.internal;

import io.envprobe.fleet.FleetQuestion;
import io.envprobe.fleet.FleetReport;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Machines counted by requirement, cause and date; parts can be added up. Used by one thread. */
public final class Counts implements Serializable {
  private static final long serialVersionUID = 1L;

  final ArrayList<Requirement> requirements = new ArrayList<>();
  final Fingerprints environments = new Fingerprints();
  final HashMap<BitSet, Long> taken = new HashMap<>();
  private final TreeMap<String, Day> days = new TreeMap<>();
  private long machines;

  /** The machines of one requirement. */
  static final class Requirement implements Serializable {
    private static final long serialVersionUID = 1L;

    long compatible;
    long incompatible;
    long undetermined;
    final Tally losses = new Tally();
    final Tally missing = new Tally();
    final Tally relaxations = new Tally();

    private void add(Requirement other) {
      compatible += other.compatible;
      incompatible += other.incompatible;
      undetermined += other.undetermined;
      losses.add(other.losses);
      missing.add(other.missing);
      relaxations.add(other.relaxations);
    }
  }

  /** The machines of one date: in all, and by requirement. */
  static final class Day implements Serializable {
    private static final long serialVersionUID = 1L;

    long machines;
    final long[] compatible;
    final long[] known;

    private Day(int requirements) {
      this.compatible = new long[requirements];
      this.known = new long[requirements];
    }

    private void add(Day other) {
      machines += other.machines;
      for (int number = 0; number < known.length; number++) {
        compatible[number] += other.compatible[number];
        known[number] += other.known[number];
      }
    }
  }

  /** Nothing counted yet of so many requirements. */
  public Counts(int requirements) {
    for (int number = 0; number < requirements; number++) {
      this.requirements.add(new Requirement());
    }
  }

  /** Counts machines; what becomes of them is counted by requirement. */
  public void addMachines(long weight) {
    machines = Math.addExact(machines, weight);
  }

  /** Notes a kind of machines. */
  public void addEnvironment(CharSequence fingerprint) {
    environments.add(fingerprint);
  }

  Day day(String date) {
    return days.computeIfAbsent(date, unused -> new Day(requirements.size()));
  }

  /** Adds another part. */
  public void add(Counts other) {
    addMachines(other.machines);
    environments.add(other.environments);
    other.taken.forEach((builds, weight) -> taken.merge(builds, weight, Long::sum));
    other.days.forEach((date, day) -> day(date).add(day));
    for (int number = 0; number < requirements.size(); number++) {
      requirements.get(number).add(other.requirements.get(number));
    }
  }

  /** The answer to the question that was counted for. */
  public FleetReport report(FleetQuestion question) {
    List<FleetReport.Share> shares = new ArrayList<>();
    for (int number = 0; number < requirements.size(); number++) {
      Requirement count = requirements.get(number);
      shares.add(
          new FleetReport.Share(
              question.requirements().get(number).name(),
              count.compatible,
              count.incompatible,
              count.undetermined,
              count.losses.losses(),
              count.missing.losses(),
              count.relaxations.losses()));
    }
    List<FleetReport.Point> trend = new ArrayList<>();
    days.forEach(
        (date, day) ->
            trend.add(
                new FleetReport.Point(date, day.machines, list(day.compatible), list(day.known))));
    return new FleetReport(machines, environments.size(), shares, builds(question), trend);
  }

  private static List<Long> list(long[] values) {
    List<Long> list = new ArrayList<>();
    for (long value : values) {
      list.add(value);
    }
    return list;
  }

  private Optional<FleetReport.Builds> builds(FleetQuestion question) {
    if (question.cover() == 0) {
      return Optional.empty();
    }
    long wanted =
        BigInteger.valueOf(machines)
            .multiply(BigInteger.valueOf(question.cover()))
            .add(BigInteger.valueOf(99))
            .divide(BigInteger.valueOf(100))
            .longValue();
    Cover.Chosen chosen = new Cover(requirements.size(), taken).least(wanted);
    List<String> names = new ArrayList<>();
    chosen.builds().forEach(build -> names.add(question.requirements().get(build).name()));
    return Optional.of(
        new FleetReport.Builds(names, chosen.covered(), question.cover(), chosen.exact()));
  }
}
