package io.envprobe.fact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that is known of one machine: facts by name, in order, and findings. Total: a fact
 * that nobody looked for is unknown, not missing. Immutable and thread-safe.
 */
public final class Profile {
  /** The profile that knows nothing. */
  public static final Profile EMPTY = new Profile(List.of(), List.of(), Map.of());

  private final Map<String, Fact<?>> facts;
  private final List<Finding> findings;
  private final Map<String, String> extensions;

  /**
   * A profile.
   *
   * @param facts at most one for a key; the last one wins
   * @param extensions members of a profile's JSON form that this version does not know, name to
   *     JSON text; kept as they are
   */
  public Profile(
      Collection<Fact<?>> facts, List<Finding> findings, Map<String, String> extensions) {
    this(byName(facts), findings, extensions);
  }

  private Profile(
      Map<String, Fact<?>> facts, List<Finding> findings, Map<String, String> extensions) {
    this.facts = facts;
    this.findings = List.copyOf(findings);
    this.extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
  }

  private static Map<String, Fact<?>> byName(Collection<Fact<?>> facts) {
    Map<String, Fact<?>> byName = new HashMap<>(facts.size() * 2);
    for (Fact<?> fact : facts) {
      byName.put(fact.key().name(), fact);
    }
    return byName;
  }

  /** Facts are looked up often and listed rarely, so that they are sorted for who lists them. */
  private SortedMap<String, Fact<?>> sorted() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /** All facts, by name. */
  public Collection<Fact<?>> facts() {
    return sorted().values();
  }

  /** The findings, in the order of their making. */
  public List<Finding> findings() {
    return findings;
  }

  /** Unknown members of the JSON form that this profile was read from. */
  public Map<String, String> extensions() {
    return extensions;
  }

  /** The fact of that name, where this profile has one. */
  public Optional<Fact<?>> find(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  /** The fact; unknown because nobody looked for it where this profile has none. */
  @SuppressWarnings(
      "unchecked") // The type was compared, and a fact's value is canonical for its key's type.
  public <T> Fact<T> fact(FactKey<T> key) {
    Fact<?> fact = facts.get(key.name());
    if (fact == null) {
      return Fact.unknown(key, UnknownCause.NOT_PROBED, "nothing looked for " + key.name());
    }
    if (fact.key().type() != key.type()) {
      return Fact.unknown(
          key,
          UnknownCause.MALFORMED,
          key.name() + " is a " + fact.key().type() + " in this profile");
    }
    return (Fact<T>) fact;
  }

  /** What is known of a fact. */
  public <T> Reading<T> reading(FactKey<T> key) {
    return fact(key).reading();
  }

  /** This profile with the facts of another laid over it; findings and extensions of both. */
  public Profile overlay(Profile over) {
    Map<String, Fact<?>> all = new HashMap<>(facts);
    all.putAll(over.facts);
    List<Finding> found = new ArrayList<>(findings);
    found.addAll(over.findings);
    Map<String, String> extra = new LinkedHashMap<>(extensions);
    extra.putAll(over.extensions);
    return new Profile(all, found, extra);
  }

  /** This profile with one fact added or replaced. */
  public Profile with(Fact<?> fact) {
    return overlay(new Profile(List.of(fact), List.of(), Map.of()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Profile profile
        && profile.facts.equals(facts)
        && profile.findings.equals(findings)
        && profile.extensions.equals(extensions);
  }

  @Override
  public int hashCode() {
    return facts.hashCode();
  }

  @Override
  public String toString() {
    return sorted().keySet().toString();
  }
}
