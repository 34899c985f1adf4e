package io.envprobe.fleet;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fleet.internal.Counts;
import io.envprobe.fleet.internal.Evaluation;
import io.envprobe.fleet.internal.Implied;
import io.envprobe.fleet.internal.PartialSets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Machines, counted by what a question reads of them: those that are alike in these facts are one
 * group, however many they are. So many groups as fit in a few dozen megabytes are kept; then all
 * of them are decided and let go. Used by one thread.
 */
public final class Fleet {
  /** So many groups are kept. */
  private static final int KEPT = 1 << 14;

  /** So many numbers of machines by group and date are kept. */
  private static final int DATED = 1 << 20;

  private final Set<FactKey<?>> facts;
  private final Profile declared;
  private final Counts counts;
  private final Evaluation evaluation;
  private final FleetQuestion question;
  private final Map<String, Group> groups = new HashMap<>();
  private int dated;

  /**
   * An empty fleet.
   *
   * @param question what is asked; nothing but the facts that decide it is kept
   * @param declared facts that hold for every machine, before what its record says
   */
  public Fleet(FleetQuestion question, Profile declared) {
    this.question = question;
    this.facts = Collections.unmodifiableSet(new TreeSet<>(question.facts()));
    this.declared = declared;
    this.counts = new Counts(question.requirements().size());
    this.evaluation = new Evaluation(question, counts);
  }

  /** What the question reads. */
  public Set<FactKey<?>> facts() {
    return facts;
  }

  /** Machines that are alike in what the question reads; good until the next are added. */
  public static final class Group {
    private final String fingerprint;
    private final Profile profile;
    private final Map<String, Long> weights = new HashMap<>();
    private long weight;

    private Group(String fingerprint, Profile profile) {
      this.fingerprint = fingerprint;
      this.profile = profile;
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
    Profile said = declared.facts().isEmpty() ? profile : profile.overlay(declared);
    Profile seen = Implied.in(said, facts);
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
    Set<String> partial = PartialSets.marked(profile);
    if (!partial.isEmpty()) {
      partial = marked(partial, fingerprint);
    }
    String print = fingerprint.toString();
    Group group = groups.get(print);
    if (group == null) {
      if (groups.size() >= KEPT) {
        decide();
      }
      Profile decisive = new Profile(kept, List.of(), Map.of());
      group = new Group(print, PartialSets.mark(decisive, partial));
      groups.put(print, group);
    }
    add(group, date, weight);
    return group;
  }

  /** Those facts that are asked, not declared, and only known in part. */
  private Set<String> marked(Set<String> partial, StringBuilder fingerprint) {
    Set<String> marked = new TreeSet<>();
    for (FactKey<?> key : facts) {
      if (partial.contains(key.name()) && declared.find(key.name()).isEmpty()) {
        marked.add(key.name());
        fingerprint.append(key.name()).append(" in part").append('\0');
      }
    }
    return marked;
  }

  /** Adds more machines of a group, however long ago it was made. */
  public void add(Group group, String date, long weight) {
    if (groups.get(group.fingerprint) != group) {
      add(group.profile, date, weight);
      return;
    }
    counts.addMachines(weight);
    group.weight += weight;
    int before = group.weights.size();
    group.weights.merge(date, weight, Long::sum);
    dated += group.weights.size() - before;
    if (dated > DATED) {
      decide();
    }
  }

  private void decide() {
    for (Group group : groups.values()) {
      counts.addEnvironment(group.fingerprint);
      evaluation.add(group.profile, group.weight, group.weights);
    }
    groups.clear();
    dated = 0;
  }

  /** What the question found until now. */
  public FleetCounts counts() {
    decide();
    return new FleetCounts(counts);
  }

  /** The answer until now. */
  public FleetReport report() {
    decide();
    return counts.report(question);
  }
}
