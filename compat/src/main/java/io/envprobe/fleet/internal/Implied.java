package io.envprobe.fleet.internal;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a fact proves absent though no record says so: no level of x86-64 on another processor. */
public final class Implied {
  private record Rule(FactKey<?> fact, Set<String> values, FactKey<?> absent) {
    Rule {
      values = Set.copyOf(values);
    }
  }

  private static final class Holder {
    static final List<Rule> RULES = rules();

    private static List<Rule> rules() {
      List<Rule> rules = new ArrayList<>();
      Table table = ColumnsTable.read();
      for (Table row : table.tables("implied")) {
        for (String absent : row.texts("absent")) {
          rules.add(
              new Rule(
                  FactCatalogue.named(row.text("fact")).orElseThrow(),
                  Set.copyOf(row.texts("values")),
                  FactCatalogue.named(absent).orElseThrow()));
        }
      }
      return rules;
    }
  }

  private Implied() {}

  /** Whether a fact can prove one of these absent. */
  public static boolean decides(String fact, Set<String> asked) {
    for (Rule rule : Holder.RULES) {
      if (rule.fact().name().equals(fact) && asked.contains(rule.absent().name())) {
        return true;
      }
    }
    return false;
  }

  /** A profile with what its facts prove absent of those that are asked and not known. */
  public static Profile in(Profile profile, Set<FactKey<?>> asked) {
    List<Fact<?>> absent = new ArrayList<>();
    for (Rule rule : Holder.RULES) {
      if (asked.contains(rule.absent())
          && profile.reading(rule.absent()).isUnknown()
          && profile.reading(rule.fact()) instanceof Reading.Present<?> present
          && rule.values().contains(present.value().toString())) {
        absent.add(absent(rule.absent()));
      }
    }
    return absent.isEmpty() ? profile : profile.overlay(new Profile(absent, List.of(), Map.of()));
  }

  private static <T> Fact<T> absent(FactKey<T> key) {
    return new Fact<>(key, Reading.absent(), Origin.DERIVED, List.of());
  }
}
