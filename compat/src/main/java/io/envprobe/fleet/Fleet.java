package io.envprobe.fleet;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fleet.internal.Evaluation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Machines, counted by what a question reads of them: those that are alike in these facts are one
 * group, however many they are. Used by one thread.
 */
public final class Fleet {
  private final Set<FactKey<?>> facts;
  private final Profile declared;
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private long machines;

  /**
   * An empty fleet.
   *
   * @param facts what the question reads; nothing else is kept
   * @param declared facts that hold for every machine, before what its record says
   */
  public Fleet(Collection<? extends FactKey<?>> facts, Profile declared) {
    this.facts = Collections.unmodifiableSet(new TreeSet<>(facts));
    this.declared = declared;
  }

  /** What the question reads. */
  public Set<FactKey<?>> facts() {
    return facts;
  }

  /** Machines that are alike in what the question reads. */
  public static final class Group {
    private final Profile profile;
    private final Map<String, Long> weights = new TreeMap<>();
    private long weight;

    private Group(Profile profile) {
      this.profile = profile;
    }

    /** What is known of each of them. */
    public Profile profile() {
      return profile;
    }

    /** How many they are. */
    public long weight() {
      return weight;
    }

    /** How many they are on each date; those without a date are under the empty text. */
    public Map<String, Long> weights() {
      return Collections.unmodifiableMap(weights);
    }
  }

  /**
   * Adds machines.
   *
   * @param date as the record says it; empty where it has none
   * @param weight how many; at least one
   * @throws ArithmeticException where the fleet would have more than 2^63 machines
   */
  public Group add(Profile profile, String date, long weight) {
    Profile seen = profile.overlay(declared);
    StringBuilder fingerprint = new StringBuilder();
    List<Fact<?>> kept = new ArrayList<>();
    for (FactKey<?> key : facts) {
      Fact<?> fact = seen.fact(key);
      kept.add(fact);
      Reading<?> reading = fact.reading();
      if (reading instanceof Reading.Present<?> present) {
        fingerprint.append('=').append(present.value());
      } else {
        fingerprint.append(reading.isAbsent() ? "absent" : "unknown");
      }
      fingerprint.append('\0');
    }
    Group group = groups.get(fingerprint.toString());
    if (group == null) {
      group = new Group(new Profile(kept, List.of(), Map.of()));
      groups.put(fingerprint.toString(), group);
    }
    add(group, date, weight);
    return group;
  }

  /** Adds more machines of a group. */
  public void add(Group group, String date, long weight) {
    machines = Math.addExact(machines, weight);
    group.weight += weight;
    group.weights.merge(date, weight, Long::sum);
  }

  /** The groups, in the order in which they came. */
  public List<Group> groups() {
    return List.copyOf(groups.values());
  }

  /** How many machines there are. */
  public long machines() {
    return machines;
  }

  /** The groups by date, earliest first; empty where no record has one. */
  public List<String> dates() {
    Set<String> dates = new TreeSet<>();
    groups.values().forEach(group -> dates.addAll(group.weights.keySet()));
    dates.remove("");
    return List.copyOf(dates);
  }

  /** The answer to a question that reads nothing but the facts of this fleet. */
  public FleetReport report(FleetQuestion question) {
    return Evaluation.of(this, question);
  }
}
