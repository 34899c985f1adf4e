package io.envprobe.target;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All targets and their partial order: every one that archspec has, in its order, and further ones.
 *
 * <p>{@code a} is less than {@code b} where {@code a} is an ancestor of {@code b}; the rule and the
 * feature aliases are those of https://archspec.readthedocs.io. Immutable and thread-safe.
 */
public final class Targets implements TargetOrder {
  private final Map<String, Target> byName;
  private final Map<String, List<String>> ancestors;
  private final List<Table> aliases;
  private final Set<String> notGenerated;

  private Targets(Table table) {
    Map<String, Target> targets = new LinkedHashMap<>();
    add(targets, table.tables("archspec"), true);
    add(targets, table.tables("further"), false);
    byName = Collections.unmodifiableMap(targets);
    aliases = table.tables("aliases");
    notGenerated = Set.copyOf(table.texts("not_generated_by_compilers"));
    ancestors = new LinkedHashMap<>();
    for (String name : byName.keySet()) {
      ancestors.put(name, findAncestors(name));
    }
  }

  /** The shipped table; read once, at the first call. */
  public static Targets shipped() {
    return Holder.TARGETS;
  }

  /** The order of the shipped table. */
  public static TargetOrder order() {
    return Holder.TARGETS;
  }

  private static void add(Map<String, Target> targets, List<Table> rows, boolean inArchspec) {
    for (Table row : rows) {
      targets.put(
          row.text("name"),
          new Target(
              row.text("name"),
              row.texts("parents"),
              row.text("vendor"),
              Set.copyOf(row.texts("features")),
              row.integerOr("generation", 0),
              row.textOr("part", ""),
              inArchspec));
    }
  }

  private List<String> findAncestors(String name) {
    Set<String> found = new LinkedHashSet<>(of(name).parents());
    for (String parent : of(name).parents()) {
      List<String> known = ancestors.get(parent);
      found.addAll(known == null ? findAncestors(parent) : known);
    }
    return List.copyOf(found);
  }

  /** The target of that name. */
  public Optional<Target> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private Target of(String name) {
    Target target = byName.get(name);
    if (target == null) {
      throw new IllegalArgumentException("no target is named " + name);
    }
    return target;
  }

  /** Every target, archspec's first and in its order. */
  public List<Target> all() {
    return List.copyOf(byName.values());
  }

  /**
   * The targets whose code a target runs, itself left out, nearest first.
   *
   * @throws IllegalArgumentException where there is no target of that name
   */
  public List<String> ancestors(String name) {
    return List.copyOf(ancestors.getOrDefault(of(name).name(), List.of()));
  }

  /**
   * The root of the order that a target belongs to: {@code x86_64}, {@code aarch64} ….
   *
   * @throws IllegalArgumentException where there is no target of that name
   */
  public String family(String name) {
    String family = name;
    for (String ancestor : ancestors(name)) {
      family = of(ancestor).parents().isEmpty() ? ancestor : family;
    }
    return family;
  }

  /**
   * The deepest level of the architecture that a target has.
   *
   * @throws IllegalArgumentException where there is no target of that name
   */
  public String generic(String name) {
    String best = "";
    int depth = -1;
    List<String> line = new ArrayList<>();
    line.add(name);
    line.addAll(ancestors(name));
    for (String candidate : line) {
      int candidateDepth = ancestors(candidate).size();
      if (of(candidate).isGeneric() && candidateDepth > depth) {
        best = candidate;
        depth = candidateDepth;
      }
    }
    return best;
  }

  /**
   * Whether code for a target may use a feature; also true for the aliases {@code sse3}, {@code
   * avx512}, {@code altivec}, {@code vsx}, {@code fma}, {@code sse4.1}, {@code sse4.2} and {@code
   * neon} where they apply.
   *
   * @throws IllegalArgumentException where there is no target of that name
   */
  public boolean has(String name, String feature) {
    Set<String> features = of(name).features();
    if (features.contains(feature)) {
      return true;
    }
    for (Table alias : aliases) {
      if (alias.text("name").equals(feature)) {
        return !Collections.disjoint(alias.texts("any_of"), features)
            || alias.texts("families").contains(family(name));
      }
    }
    return false;
  }

  /** Whether a feature is one that no compiler makes code for unasked: its lack breaks no code. */
  public boolean isNeverGenerated(String feature) {
    return notGenerated.contains(feature);
  }

  /**
   * How a target relates to another.
   *
   * @throws IllegalArgumentException where there is no target of one of the names
   */
  public Relation relation(String target, String other) {
    if (of(target).equals(of(other))) {
      return Relation.EQUAL;
    }
    if (ancestors(other).contains(target)) {
      return Relation.LESS;
    }
    return ancestors(target).contains(other) ? Relation.GREATER : Relation.INCOMPARABLE;
  }

  @Override
  public boolean contains(String name) {
    return byName.containsKey(name);
  }

  @Override
  public boolean isAtLeast(String target, String other) {
    return contains(target)
        && contains(other)
        && (target.equals(other) || ancestors(target).contains(other));
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(new TreeSet<>(byName.keySet()));
  }

  private static final class Holder {
    static final Targets TARGETS =
        new Targets(Table.read(Targets.class.getResourceAsStream("internal/targets.table")));
  }
}
