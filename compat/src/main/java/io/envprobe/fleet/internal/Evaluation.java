package io.envprobe.fleet.internal;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fleet.FleetQuestion;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Demand;
import io.envprobe.requirement.Platform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides a question for kinds of machines: each demand once for each kind, and what follows from
 * the same outcomes once. Used by one thread.
 */
public final class Evaluation {
  /** So many combinations of outcomes are remembered. */
  private static final int REMEMBERED = 4096;

  private final List<Causes> conditions = new ArrayList<>();
  private final List<Demand> demands;
  private final List<List<FactKey<?>>> facts = new ArrayList<>();
  private final boolean covers;
  private final Counts counts;
  private final Map<List<Truth>, Outcome> outcomes = new HashMap<>();

  /** Nothing decided yet. */
  public Evaluation(FleetQuestion question, Counts counts) {
    this.covers = question.cover() > 0;
    this.counts = counts;
    Map<Demand, Integer> numbers = new LinkedHashMap<>();
    for (FleetQuestion.Asked asked : question.requirements()) {
      conditions.add(new Causes(asked.condition(), numbers));
    }
    this.demands = List.copyOf(numbers.keySet());
    for (Demand demand : demands) {
      List<FactKey<?>> keys = new ArrayList<>(demand.facts());
      keys.sort(null);
      facts.add(keys);
    }
  }

  /** What the outcomes of all demands mean for one requirement. */
  private record Ruling(
      Truth truth, BitSet least, Tally.@Nullable Cause loss, List<Tally.Cause> relaxations) {
    Ruling {
      relaxations = List.copyOf(relaxations);
    }
  }

  private record Outcome(List<Ruling> rulings, BitSet taken) {
    Outcome {
      rulings = List.copyOf(rulings);
    }
  }

  /**
   * Decides for machines that are alike.
   *
   * @param weights how many by date
   */
  public void add(Profile profile, long weight, Map<String, Long> weights) {
    Platform platform = Platform.of(profile);
    Truth[] truths = new Truth[demands.size()];
    for (int number = 0; number < truths.length; number++) {
      truths[number] = demands.get(number).test(platform);
    }
    Set<String> partial = PartialSets.marked(profile);
    for (int number = 0; number < truths.length && !partial.isEmpty(); number++) {
      Profile most = PartialSets.most(profile, partial, demands.get(number));
      if (!most.equals(profile) && demands.get(number).test(Platform.of(most)) != truths[number]) {
        truths[number] = Truth.UNKNOWN;
      }
    }
    Outcome outcome = outcome(truths);
    @Nullable String[] values = new String[truths.length];
    for (int number = 0; number < conditions.size(); number++) {
      Counts.Requirement count = counts.requirements.get(number);
      Ruling ruling = outcome.rulings().get(number);
      switch (ruling.truth()) {
        case TRUE -> count.compatible += weight;
        case FALSE -> {
          count.incompatible += weight;
          if (ruling.loss() != null) {
            ruling.loss().add(values(ruling.least(), profile, values), weight);
          }
          ruling.relaxations().forEach(relaxation -> relaxation.add("", weight));
        }
        case UNKNOWN -> {
          count.undetermined += weight;
          count.missing.cause(missing(ruling.least(), profile)).add("", weight);
        }
      }
    }
    if (covers) {
      counts.taken.merge(outcome.taken(), weight, Long::sum);
    }
    for (Map.Entry<String, Long> date : weights.entrySet()) {
      if (!date.getKey().isEmpty()) {
        add(counts.day(date.getKey()), outcome, date.getValue());
      }
    }
  }

  private static void add(Counts.Day day, Outcome outcome, long weight) {
    day.machines += weight;
    for (int number = 0; number < day.known.length; number++) {
      Truth truth = outcome.rulings().get(number).truth();
      day.compatible[number] += truth == Truth.TRUE ? weight : 0;
      day.known[number] += truth == Truth.UNKNOWN ? 0 : weight;
    }
  }

  private Outcome outcome(Truth[] truths) {
    Outcome known = outcomes.get(Arrays.asList(truths));
    if (known != null) {
      return known;
    }
    List<Ruling> rulings = new ArrayList<>();
    BitSet taken = new BitSet();
    for (int number = 0; number < conditions.size(); number++) {
      Ruling ruling =
          ruling(conditions.get(number), counts.requirements.get(number), truths.clone());
      rulings.add(ruling);
      taken.set(number, ruling.truth() == Truth.TRUE);
    }
    Outcome outcome = new Outcome(rulings, taken);
    if (outcomes.size() >= REMEMBERED) {
      outcomes.clear();
    }
    outcomes.put(List.of(truths), outcome);
    return outcome;
  }

  private Ruling ruling(Causes causes, Counts.Requirement count, Truth[] truths) {
    Truth truth = causes.truth(truths);
    BitSet least = truth == Truth.TRUE ? new BitSet() : causes.least(truths);
    if (truth != Truth.FALSE) {
      return new Ruling(truth, least, null, List.of());
    }
    List<String> texts = new ArrayList<>();
    least.stream().forEach(number -> texts.add(demands.get(number).text()));
    List<Tally.Cause> relaxations = new ArrayList<>();
    // One demand alone suffices only where no smaller change was found than one.
    if (least.cardinality() == 1) {
      causes.winners(truths).stream()
          .mapToObj(number -> count.relaxations.cause(List.of(demands.get(number).text())))
          .distinct()
          .forEach(relaxations::add);
    }
    return new Ruling(truth, least, count.losses.cause(texts), relaxations);
  }

  private List<String> missing(BitSet least, Profile profile) {
    Set<String> missing = new TreeSet<>();
    Set<String> partial = PartialSets.marked(profile);
    for (int number = least.nextSetBit(0); number >= 0; number = least.nextSetBit(number + 1)) {
      for (FactKey<?> key : facts.get(number)) {
        if (profile.reading(key).isUnknown() || partial.contains(key.name())) {
          missing.add(key.name());
        }
      }
    }
    return List.copyOf(missing);
  }

  /** What a machine has where it should have something else. */
  private String values(BitSet least, Profile profile, @Nullable String[] values) {
    String all = "";
    for (int number = least.nextSetBit(0); number >= 0; number = least.nextSetBit(number + 1)) {
      String one = values[number];
      if (one == null) {
        one = value(facts.get(number), profile);
        values[number] = one;
      }
      if (all.isEmpty()) {
        all = one;
      } else if (!one.isEmpty() && !(", " + all + ",").contains(", " + one + ",")) {
        all = all + ", " + one;
      }
    }
    return all;
  }

  private static String value(List<FactKey<?>> keys, Profile profile) {
    // The last of a subject's facts is its version, which says the most.
    for (int at = keys.size() - 1; at >= 0; at--) {
      Reading<?> reading = profile.reading(keys.get(at));
      if (reading instanceof Reading.Present<?> present) {
        return keys.get(at).name() + " " + present.value();
      } else if (reading.isAbsent() && at == 0) {
        return keys.get(at).name() + " absent";
      }
    }
    return "";
  }
}
