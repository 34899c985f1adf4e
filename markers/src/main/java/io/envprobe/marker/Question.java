package io.envprobe.marker;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Some expressions over one universe, as functions of one diagram. */
final class Question {
  private static final int MAX_ATOMS = 4000;

  private final Universe universe;
  private final Diagram diagram;
  private final List<Marker> assumed;
  private int assumptions = -1;

  Question(
      List<Marker> markers,
      List<Marker> assumed,
      MarkerDialect dialect,
      boolean finalReleasesOnly,
      int limit)
      throws UndecidedException {
    this.assumed = assumed;
    List<Marker.Atom> atoms = new ArrayList<>();
    for (Marker marker : markers) {
      atoms.addAll(Atoms.of(marker));
    }
    for (Marker marker : assumed) {
      atoms.addAll(Atoms.of(marker));
    }
    Set<Universe.AtomKey> distinct = new LinkedHashSet<>();
    atoms.removeIf(atom -> !distinct.add(Universe.AtomKey.of(atom)));
    if (atoms.size() > MAX_ATOMS) {
      throw new UndecidedException("too large to decide");
    }
    this.universe = new Universe(atoms, dialect, finalReleasesOnly);
    this.diagram = new Diagram(limit);
  }

  int of(CompiledMarker marker) throws UndecidedException {
    return of(marker.marker());
  }

  int of(Marker marker) throws UndecidedException {
    int function = node(marker);
    return function < 0 ? Diagram.TRUE : function;
  }

  /** The function of a tree; -1 where the mode drops all of it. */
  private int node(Marker marker) throws UndecidedException {
    if (marker instanceof Marker.Group group) {
      return node(group.inner());
    }
    if (marker instanceof Marker.Atom atom) {
      return atom(Universe.AtomKey.of(atom));
    }
    boolean all = marker instanceof Marker.All;
    List<Marker> operands =
        all ? ((Marker.All) marker).operands() : ((Marker.Any) marker).operands();
    int result = -1;
    for (Marker operand : operands) {
      int part = node(operand);
      if (part >= 0) {
        result = result < 0 ? part : all ? and(result, part) : or(result, part);
      }
    }
    return result;
  }

  private int atom(Universe.AtomKey atom) throws UndecidedException {
    Universe.Field field = universe.field(atom);
    if (field == null) {
      return -1;
    }
    BitSet cells = field.cellsOfAtom.get(atom);
    return diagram.in(field.index, field.cells.size(), cells == null ? new BitSet() : cells);
  }

  int and(int left, int right) throws UndecidedException {
    return diagram.and(left, right);
  }

  int or(int left, int right) throws UndecidedException {
    return diagram.or(left, right);
  }

  int not(int function) throws UndecidedException {
    return diagram.not(function);
  }

  /** What holds in every environment: what is known of the world, and what sets are. */
  int assumptions() throws UndecidedException {
    if (assumptions < 0) {
      int result = Diagram.TRUE;
      for (Marker marker : assumed) {
        result = and(result, of(marker));
      }
      for (Universe.Field field : universe.fields()) {
        Universe.Field whole =
            field.item == null || field.name == null ? null : universe.field(field.name.name());
        if (whole != null) {
          // An item is only in a set that is present.
          BitSet present = new BitSet();
          for (int i = 0; i < whole.cells.size(); i++) {
            present.set(i, whole.cells.get(i) != null);
          }
          BitSet outside = new BitSet();
          outside.set(1);
          result =
              and(
                  result,
                  or(
                      diagram.in(whole.index, whole.cells.size(), present),
                      diagram.in(field.index, 2, outside)));
        }
      }
      assumptions = result;
    }
    return assumptions;
  }

  Witness witness(int function) {
    return universe.witness(diagram.model(function, universe.fields().size()));
  }

  /** Whether evaluation in the witness gives each expression the value that the model gives it. */
  boolean keeps(int function, Witness witness, List<CompiledMarker> markers)
      throws UndecidedException {
    int[] cells = diagram.model(function, universe.fields().size());
    MarkerEnvironment environment = witness.environment();
    for (CompiledMarker marker : markers) {
      boolean expected = diagram.value(of(marker), cells);
      try {
        if (marker.evaluate(environment) != Truth.of(expected)) {
          return false;
        }
      } catch (MarkerEvaluationException e) {
        return false;
      }
    }
    return true;
  }
}
