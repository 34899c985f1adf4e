package io.envprobe.target;

import io.envprobe.table.Table;
import io.envprobe.target.internal.ArchspecAnswer;
import io.envprobe.target.internal.ArchspecRevisionsTable;
import io.envprobe.target.internal.TargetsTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All targets and their partial order: every one that archspec has, in its order, and further ones.
 *
 * <p>{@code a} is less than {@code b} where {@code a} is an ancestor of {@code b}; the rule and the
 * feature aliases are those of https://archspec.readthedocs.io. Immutable and thread-safe.
 *
 * <p>Where there is no target of a name, methods that do not say otherwise throw {@link
 * IllegalArgumentException}.
 */
public final class Targets implements TargetOrder {
  private final Map<String, Table> rows;

  /** More than there are targets, so that no map of theirs has to grow. */
  private static final int CAPACITY = 200;

  private final Map<String, Target> known = new ConcurrentHashMap<>();
  private final Map<String, List<String>> ancestors = new ConcurrentHashMap<>();
  private final Map<String, List<String>> byFamily = new ConcurrentHashMap<>();
  private final Map<String, String> families = new ConcurrentHashMap<>(CAPACITY);
  private final Set<String> further;
  private final List<Table> aliases;
  private final Set<String> notGenerated;

  private Targets(Table table) {
    rows = new LinkedHashMap<>();
    further = new HashSet<>();
    for (Table row : table.tables("archspec")) {
      rows.put(row.text("name"), row);
    }
    for (Table row : table.tables("further")) {
      rows.put(row.text("name"), row);
      further.add(row.text("name"));
    }
    aliases = table.tables("aliases");
    notGenerated = Set.copyOf(table.texts("not_generated_by_compilers"));
  }

  /** Some of the rows of a newer table, with targets that were others then. */
  private Targets(Targets newer, Map<String, Table> rows, Map<String, Target> changed) {
    this.rows = rows;
    further = Set.of();
    aliases = newer.aliases;
    notGenerated = newer.notGenerated;
    known.putAll(changed);
  }

  /** The shipped table; read once, at the first call. */
  public static Targets shipped() {
    return Holder.TARGETS;
  }

  /** The order of the shipped table. */
  public static TargetOrder order() {
    return Holder.TARGETS;
  }

  /**
   * The targets that archspec had at an older commit of its data, which released programs carry
   * along.
   *
   * @param commit the first seven digits
   * @throws IllegalArgumentException where that commit is not known here
   */
  public Targets asOf(String commit) {
    for (Table revision : ArchspecRevisionsTable.read().tables("revisions")) {
      if (revision.text("name").equals(commit)) {
        return asOf(revision);
      }
    }
    throw new IllegalArgumentException("no data of archspec from commit " + commit);
  }

  private Targets asOf(Table revision) {
    Map<String, Table> older = new LinkedHashMap<>();
    List<String> missing = revision.texts("missing");
    for (Map.Entry<String, Table> row : rows.entrySet()) {
      if (!further.contains(row.getKey()) && !missing.contains(row.getKey())) {
        older.put(row.getKey(), row.getValue());
      }
    }
    Map<String, Target> changed = new LinkedHashMap<>();
    for (Table row : revision.tables("changed")) {
      Target newer = of(row.text("name"));
      changed.put(
          newer.name(),
          new Target(
              newer.name(),
              row.has("parents") ? row.texts("parents") : newer.parents(),
              newer.vendor(),
              row.has("features") ? Set.copyOf(row.texts("features")) : newer.features(),
              newer.generation(),
              newer.part(),
              true));
    }
    return new Targets(this, older, changed);
  }

  /**
   * The target that archspec finds for an x86-64 or Arm processor on Linux.
   *
   * @param machine {@code x86_64} or {@code aarch64}
   * @param vendor as the processor names it
   * @param features in Linux names
   * @param part the Arm part number as {@code /proc/cpuinfo} writes it; empty where it has none
   */
  public String match(String machine, String vendor, Set<String> features, String part) {
    return ArchspecAnswer.name(this, machine, vendor, features, part);
  }

  /** The target of that name. */
  public Optional<Target> find(String name) {
    return rows.containsKey(name) ? Optional.of(of(name)) : Optional.empty();
  }

  /** Most callers mean one architecture, so a row becomes a target when it is asked for. */
  private Target of(String name) {
    Target target = known.get(name);
    if (target == null) {
      Table row = row(name);
      target =
          new Target(
              name,
              row.texts("parents"),
              row.text("vendor"),
              Set.copyOf(row.texts("features")),
              row.integerOr("generation", 0),
              row.textOr("part", ""),
              !further.contains(name));
      known.put(name, target);
    }
    return target;
  }

  private Table row(String name) {
    Table row = rows.get(name);
    if (row == null) {
      throw new IllegalArgumentException("no target is named " + name);
    }
    return row;
  }

  /** Every target, archspec's first and in its order. */
  public List<Target> all() {
    List<Target> all = new ArrayList<>();
    for (String name : rows.keySet()) {
      all.add(of(name));
    }
    return Collections.unmodifiableList(all);
  }

  /** The targets of one architecture, its root among them, in the table's order. */
  public List<String> names(String architecture) {
    List<String> names = byFamily.get(architecture);
    if (names == null) {
      List<String> found = new ArrayList<>();
      for (String name : rows.keySet()) {
        if (family(name).equals(architecture)) {
          found.add(name);
        }
      }
      names = Collections.unmodifiableList(found);
      byFamily.put(architecture, names);
    }
    return names;
  }

  /** The maker of a target; tells candidates apart before their features are looked at. */
  public String vendor(String name) {
    Target target = known.get(name);
    return target == null ? row(name).text("vendor") : target.vendor();
  }

  /** Asked of every target, so without making one of its row. */
  private List<String> parents(String name) {
    Target target = known.get(name);
    return target == null ? row(name).texts("parents") : target.parents();
  }

  /** The targets whose code a target runs, itself left out, nearest first. */
  public List<String> ancestors(String name) {
    List<String> found = ancestors.get(name);
    if (found == null) {
      List<String> parents = parents(name);
      Set<String> line = new LinkedHashSet<>(parents);
      for (String parent : parents) {
        line.addAll(ancestors(parent));
      }
      found = Collections.unmodifiableList(new ArrayList<>(line));
      ancestors.put(name, found);
    }
    return found;
  }

  /** The root of the order that a target belongs to: {@code x86_64}, {@code aarch64} …. */
  public String family(String name) {
    String family = families.get(name);
    if (family == null) {
      List<String> parents = parents(name);
      family = parents.isEmpty() ? name : family(parents.get(0));
      families.put(name, family);
    }
    return family;
  }

  /** The deepest level of the architecture that a target has. */
  public String generic(String name) {
    String best = "";
    int depth = -1;
    List<String> line = new ArrayList<>(List.of(name));
    line.addAll(ancestors(name));
    for (String candidate : line) {
      int candidateDepth = ancestors(candidate).size();
      if (vendor(candidate).equals(Target.GENERIC) && candidateDepth > depth) {
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

  /** How a target relates to another. */
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
    return rows.containsKey(name);
  }

  @Override
  public boolean isAtLeast(String target, String other) {
    return contains(target)
        && contains(other)
        && (target.equals(other) || ancestors(target).contains(other));
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(new TreeSet<>(rows.keySet()));
  }

  private static final class Holder {
    static final Targets TARGETS = new Targets(TargetsTable.read());
  }
}
