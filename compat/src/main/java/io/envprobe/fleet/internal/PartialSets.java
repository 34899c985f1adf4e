package io.envprobe.fleet.internal;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactType;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.requirement.Demand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sets of which only some members are known, as labels state them: a flag that is not there says
 * nothing. A demand on such a set is decided where it comes out the same for the members that are
 * known and for those together with every word that the demand names.
 */
public final class PartialSets {
  private static final String MARK = "known_in_part";

  private PartialSets() {}

  /** The profile with these facts marked. */
  public static Profile mark(Profile profile, Collection<String> facts) {
    if (facts.isEmpty()) {
      return profile;
    }
    Map<String, String> mark = Map.of(MARK, "\"" + String.join(" ", new TreeSet<>(facts)) + "\"");
    return profile.overlay(new Profile(List.of(), List.of(), mark));
  }

  /** The facts that are marked. */
  public static Set<String> marked(Profile profile) {
    String mark = profile.extensions().getOrDefault(MARK, "");
    return mark.length() < 2
        ? Set.of()
        : Set.of(mark.substring(1, mark.length() - 1).split(" ", -1));
  }

  /** The profile as it would be if every word of a demand were in the sets that are marked. */
  static Profile most(Profile profile, Set<String> marked, Demand demand) {
    Profile most = profile;
    for (FactKey<?> key : demand.facts()) {
      boolean set = key.type() == (Object) FactType.SET;
      Reading<?> reading = profile.reading(key);
      if (set
          && marked.contains(key.name())
          && reading instanceof Reading.Present<?> present
          && present.value() instanceof List<?> members) {
        most = with(most, key, members, demand.text());
      }
    }
    return most;
  }

  private static <T> Profile with(Profile profile, FactKey<T> key, List<?> members, String text) {
    Set<Object> all = new LinkedHashSet<>(members);
    for (String word : text.split("[^A-Za-z0-9_.+-]+", -1)) {
      if (!word.isEmpty()) {
        all.add(word);
      }
    }
    return profile.with(Fact.observed(key, key.type().canonical(new ArrayList<>(all))));
  }
}
