package io.envprobe.tag.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one ecosystem names machines: what the holes of its forms are filled from, and its own names
 * for that. A view of the table, which decodes what it is asked for.
 */
final class Naming {
  private final Table row;
  private final Map<String, String> holes;
  private final Map<String, String> overrides;

  Naming(Table row) {
    this.row = row;
    holes = row.table("holes").texts();
    overrides = row.has("overrides") ? row.table("overrides").texts() : Map.of();
  }

  /** The facts that its words are made of. */
  Set<FactKey<?>> facts() {
    Set<FactKey<?>> facts = new LinkedHashSet<>();
    for (String fact : holes.values()) {
      facts.add(HoleFacts.key(fact, OsFacts.OS_ABI_ARCH));
      if (fact.equals("arch")) {
        facts.add(CpuFacts.CPU_ARCH);
      }
    }
    if (!overrides.isEmpty()) {
      facts.addAll(Overrides.FACTS);
    }
    return facts;
  }

  /** The forms of its words, best first. */
  List<Form> forms() {
    List<Form> forms = new ArrayList<>();
    for (Table words : row.tables("words")) {
      forms.add(new Form(words));
    }
    return forms;
  }

  /** The variable with which a user states the words under a label; or empty. */
  String override(String label) {
    return overrides.getOrDefault(label, "");
  }

  /** What a hole is filled from: several holes may name one thing differently. */
  String fact(String hole) {
    String fact = holes.get(hole);
    if (fact == null) {
      throw new IllegalStateException("a form has a hole that is not declared: " + hole);
    }
    return fact;
  }

  /** Whether it has names of its own for a hole; otherwise every value is its own name. */
  boolean hasNames(String hole) {
    return row.has(hole);
  }

  /** The ecosystem's name for a value; empty where it has none. */
  Optional<String> named(String hole, String value) {
    Set<String> names = named(hole, List.of(value));
    return names.isEmpty() ? Optional.empty() : Optional.of(names.iterator().next());
  }

  /** The ecosystem's names for values, in their order; those that it has no name for left out. */
  Set<String> named(String hole, List<String> values) {
    if (!row.has(hole)) {
      return new LinkedHashSet<>(values);
    }
    Set<String> named = new LinkedHashSet<>();
    Table names = row.table(hole);
    String other = names.textOr("*", "");
    for (String value : values) {
      String name = names.textOr(value, other);
      if (!name.isEmpty()) {
        named.add(name.equals("*") ? value : name);
      }
    }
    return named;
  }

  /** The values that a name of the ecosystem stands for. */
  List<String> values(String hole, String name) {
    if (!row.has(hole)) {
      return List.of(name);
    }
    List<String> values = new ArrayList<>();
    Map<String, String> names = row.table(hole).texts();
    for (Map.Entry<String, String> named : names.entrySet()) {
      if (named.getValue().equals(name)) {
        values.add(named.getKey());
      }
    }
    if (values.isEmpty() && names.getOrDefault("*", "").equals("*")) {
      values.add(name);
    }
    return values;
  }
}
