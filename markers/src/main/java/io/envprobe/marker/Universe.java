package io.envprobe.marker;

import io.envprobe.marker.FieldPoints.Comparison;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All environments, as far as some atoms can tell them apart: for each field (a name, or one item
 * of a set) its cells, and for each atom the cells in which it is true.
 *
 * <p>The cells are found by evaluating the atoms themselves at points that represent all values, so
 * the algebra cannot disagree with evaluation.
 */
final class Universe {
  private static final long MAX_WORK = 20_000_000;
  // The diagram is walked by recursion over the fields.
  private static final int MAX_FIELDS = 1000;
  private static final String PYTHON = "python_version";

  private final MarkerDialect dialect;
  private final boolean finalReleasesOnly;
  private final List<Field> fields = new ArrayList<>();
  private final Map<String, Field> byKey = new LinkedHashMap<>();
  private final Map<AtomKey, Field> fieldOfAtom = new HashMap<>();

  /** An atom without its place. */
  record AtomKey(Operand left, MarkerOperator operator, Operand right) {
    static AtomKey of(Marker.Atom atom) {
      return new AtomKey(atom.left(), atom.operator(), atom.right());
    }
  }

  /** A variable of the diagram. */
  static final class Field {
    final String key;
    final @Nullable MarkerName name;

    /** The item whose membership this is; null for a value. */
    final @Nullable String item;

    final Map<AtomKey, AtomCondition> atoms = new LinkedHashMap<>();
    final List<Comparison> comparisons = new ArrayList<>();
    final Map<AtomKey, BitSet> cellsOfAtom = new HashMap<>();
    final List<@Nullable String> cells = new ArrayList<>();
    int index;

    Field(String key, @Nullable MarkerName name, @Nullable String item) {
      this.key = key;
      this.name = name;
      this.item = item;
    }
  }

  Universe(Collection<Marker.Atom> atoms, MarkerDialect dialect, boolean finalReleasesOnly)
      throws UndecidedException {
    this.dialect = dialect;
    this.finalReleasesOnly = finalReleasesOnly;
    Compiler compiler = new Compiler("", dialect);
    for (Marker.Atom atom : atoms) {
      AtomKey key = AtomKey.of(atom);
      if (fieldOfAtom.containsKey(key)) {
        continue;
      }
      Condition condition = compiler.atom(atom);
      if (condition instanceof AtomCondition.Undefined) {
        throw new UndecidedException("the comparison " + atom + " has no answer");
      }
      if (condition instanceof AtomCondition usable) {
        Field field = field(atom);
        field.atoms.put(key, usable);
        fieldOfAtom.put(key, field);
      }
    }
    if (fields.size() > MAX_FIELDS) {
      throw new UndecidedException("too large to decide");
    }
    for (Field field : fields) {
      divide(field);
    }
  }

  List<Field> fields() {
    return fields;
  }

  /** The field of an atom; null where the mode drops the atom. */
  @Nullable Field field(AtomKey atom) {
    return fieldOfAtom.get(atom);
  }

  @Nullable Field field(String key) {
    return byKey.get(key);
  }

  private Field field(Marker.Atom atom) {
    boolean reversed = atom.right() instanceof Operand.Variable;
    Operand named = reversed ? atom.right() : atom.left();
    Operand other = reversed ? atom.left() : atom.right();
    if (!(named instanceof Operand.Variable variable)
        || !(other instanceof Operand.Literal literal)) {
      return named(atom.toString(), null, null);
    }
    MarkerName name = variable.name();
    boolean membership = atom.operator().isMembership() && reversed;
    if (membership && (name.type() == MarkerType.SET || name.type() == MarkerType.USER)) {
      String item = MarkerEnvironment.canonicalItem(name, literal.value());
      return named(name + " " + item, name, item);
    }
    boolean version = name.type() == MarkerType.VERSION;
    boolean compatible = reversed && atom.operator() == MarkerOperator.COMPATIBLE;
    if ((membership && (version || name.type() == MarkerType.VERSION_OR_TEXT)) || compatible) {
      return named(atom.toString(), null, null);
    }
    boolean python = name.name().equals(PYTHON) || name.name().equals("python_full_version");
    Field field = named(python ? PYTHON : name.name(), name, null);
    field.comparisons.add(new Comparison(name, atom.operator(), literal.value(), reversed));
    return field;
  }

  private Field named(String key, @Nullable MarkerName name, @Nullable String item) {
    Field known = byKey.get(key);
    if (known == null) {
      known = new Field(key, name, item);
      known.index = fields.size();
      fields.add(known);
      byKey.put(key, known);
    }
    return known;
  }

  private void divide(Field field) throws UndecidedException {
    if (field.name == null || field.item != null) {
      // Membership, and comparisons that are not looked into: true or not.
      field.cells.add("");
      field.cells.add(null);
      for (AtomKey atom : field.atoms.keySet()) {
        BitSet cells = new BitSet();
        cells.set(field.item != null && atom.operator() == MarkerOperator.NOT_IN ? 1 : 0);
        field.cellsOfAtom.put(atom, cells);
      }
      return;
    }
    List<@Nullable String> points = points(field, field.name);
    if ((long) points.size() * field.atoms.size() > MAX_WORK) {
      throw new UndecidedException("too large to decide");
    }
    Map<BitSet, Integer> cellOfSignature = new HashMap<>();
    for (String point : points) {
      MarkerEnvironment environment = environment(field, point);
      BitSet signature = new BitSet();
      int i = 0;
      for (AtomCondition atom : field.atoms.values()) {
        if (truth(atom, environment)) {
          signature.set(i);
        }
        i++;
      }
      if (cellOfSignature.putIfAbsent(signature, field.cells.size()) == null) {
        field.cells.add(point);
      }
    }
    int i = 0;
    for (AtomKey atom : field.atoms.keySet()) {
      BitSet cells = new BitSet();
      int index = i++;
      cellOfSignature.forEach((signature, cell) -> cells.set(cell, signature.get(index)));
      field.cellsOfAtom.put(atom, cells);
    }
  }

  private static boolean truth(AtomCondition atom, MarkerEnvironment environment)
      throws UndecidedException {
    try {
      Truth truth = atom.evaluate(environment);
      if (truth == Truth.UNKNOWN) {
        throw new UndecidedException("the comparison " + atom.atom + " cannot be decided");
      }
      return truth == Truth.TRUE;
    } catch (MarkerEvaluationException e) {
      throw new UndecidedException("the comparison " + atom.atom + " has no answer");
    }
  }

  private List<@Nullable String> points(Field field, MarkerName name) throws UndecidedException {
    Set<String> points =
        switch (name.type()) {
          case VERSION -> FieldPoints.interpreters(field.comparisons, finalReleasesOnly);
          case VERSION_OR_TEXT -> FieldPoints.versionsAndTexts(field.comparisons);
          case TEXT, EXTRA, USER -> FieldPoints.texts(field.comparisons);
          case LENIENT_VERSION -> FieldPoints.lenient(field.comparisons);
          case LEVEL -> FieldPoints.levels();
          case INTEGER -> FieldPoints.numbers(field.comparisons);
          case TARGET -> FieldPoints.targets(field.comparisons, dialect.targets());
          case SET -> Set.of("");
        };
    List<@Nullable String> all = new ArrayList<>(points);
    if (name.isExtended()) {
      if (name.type() != MarkerType.SET) {
        all.remove("");
      }
      all.add(null);
    }
    return all;
  }

  private static MarkerEnvironment environment(Field field, @Nullable String point) {
    Map<String, Object> values = new HashMap<>();
    put(field, point, values);
    return MarkerEnvironment.of(values);
  }

  /** Adds what a cell says to the values of an environment. */
  static void put(Field field, @Nullable String point, Map<String, @Nullable Object> values) {
    MarkerName name = field.name;
    if (name == null) {
      return;
    }
    if (field.item != null) {
      Object known = values.get(name.name());
      List<Object> items = new ArrayList<>(known instanceof List<?> list ? list : List.of());
      if (point != null) {
        items.add(field.item);
      }
      if (point != null || !values.containsKey(name.name())) {
        values.put(name.name(), items);
      }
    } else if (name.type() == MarkerType.SET) {
      // Items that were put before show that the set is present.
      Object known = values.get(name.name());
      boolean holds = known instanceof List<?> list && !list.isEmpty();
      if (!holds) {
        values.put(name.name(), point == null ? null : List.of());
      }
    } else if (field.key.equals(PYTHON)) {
      String full = point == null ? "" : point;
      int second = full.indexOf('.', full.indexOf('.') + 1);
      values.put(PYTHON, full.substring(0, second));
      values.put("python_full_version", full);
    } else {
      values.put(name.name(), point);
    }
  }

  /** The environment that some cells describe, one for each field. */
  Witness witness(int[] cells) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Field field : fields) {
      put(field, field.cells.get(cells[field.index]), values);
    }
    Map<String, Optional<Object>> shown = new LinkedHashMap<>();
    values.forEach((name, value) -> shown.put(name, Optional.ofNullable(value)));
    return new Witness(shown);
  }
}
