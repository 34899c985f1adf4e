package io.envprobe.marker;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a shorter expression: operands that change nothing go, and several comparisons of one name
 * become one where one says the same. Every step is checked against the diagram of the whole.
 */
final class Simplifier {
  private static final int MAX_ATOMS = 60;
  private static final int MAX_MERGED_ATOMS = 12;
  private static final List<MarkerOperator> MERGED =
      List.of(
          MarkerOperator.EQUAL,
          MarkerOperator.NOT_EQUAL,
          MarkerOperator.AT_LEAST,
          MarkerOperator.LESS,
          MarkerOperator.AT_MOST,
          MarkerOperator.GREATER);

  private final MarkerAlgebra algebra;
  private final CompiledMarker marker;
  private final Optional<CompiledMarker> assumption;

  Simplifier(MarkerAlgebra algebra, CompiledMarker marker, Optional<CompiledMarker> assumption) {
    this.algebra = algebra;
    this.marker = marker;
    this.assumption = assumption;
  }

  MarkerAlgebra.Simplified simplified() {
    MarkerAlgebra.Simplified same =
        new MarkerAlgebra.Simplified(Truth.UNKNOWN, Optional.of(marker));
    if (Atoms.of(marker.marker()).size() > MAX_ATOMS) {
      return same;
    }
    try {
      return shorter();
    } catch (UndecidedException e) {
      return same;
    }
  }

  private MarkerAlgebra.Simplified shorter() throws UndecidedException {
    List<Marker> candidates = new ArrayList<>();
    candidates.add(marker.marker());
    mergedAtoms(candidates);
    List<CompiledMarker> all = new ArrayList<>();
    for (Marker candidate : candidates) {
      all.add(CompiledMarker.of("", candidate, marker.dialect()));
    }
    assumption.ifPresent(all::add);
    Question question = algebra.question(all);
    int given = question.assumptions();
    if (assumption.isPresent()) {
      given = question.and(given, question.of(assumption.orElseThrow()));
    }
    int wanted = question.and(given, question.of(marker));
    if (wanted == Diagram.FALSE) {
      return new MarkerAlgebra.Simplified(Truth.FALSE, Optional.empty());
    }
    if (wanted == given) {
      return new MarkerAlgebra.Simplified(Truth.TRUE, Optional.empty());
    }
    Marker best = withoutGroups(marker.marker());
    List<Marker> merged = candidates.subList(1, candidates.size());
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Marker shorter : shorter(best, merged)) {
        if (question.and(given, question.of(shorter)) == wanted) {
          best = shorter;
          changed = true;
          break;
        }
      }
    }
    Marker printed = withGroups(best);
    return new MarkerAlgebra.Simplified(
        Truth.UNKNOWN, Optional.of(CompiledMarker.of(printed, marker.dialect())));
  }

  /** Single comparisons that might say what several of the expression say. */
  private void mergedAtoms(List<Marker> candidates) {
    Set<Universe.AtomKey> keys = new LinkedHashSet<>();
    if (Atoms.of(marker.marker()).size() > MAX_MERGED_ATOMS) {
      return;
    }
    for (Marker.Atom atom : Atoms.of(marker.marker())) {
      boolean mergeable =
          atom.left() instanceof Operand.Variable
              && atom.right() instanceof Operand.Literal
              && MERGED.contains(atom.operator());
      for (MarkerOperator operator : mergeable ? MERGED : List.<MarkerOperator>of()) {
        keys.add(new Universe.AtomKey(atom.left(), operator, atom.right()));
      }
    }
    Compiler compiler = new Compiler("", marker.dialect());
    for (Universe.AtomKey key : keys) {
      Marker.Atom atom = new Marker.Atom(key.left(), key.operator(), key.right(), 0, 0, 0);
      if (!(compiler.atom(atom) instanceof AtomCondition.Undefined)) {
        candidates.add(atom);
      }
    }
  }

  /** Trees with one operand less, or with one comparison in place of several operands. */
  private static List<Marker> shorter(Marker tree, List<Marker> merged) {
    List<Marker> results = new ArrayList<>();
    if (tree instanceof Marker.Atom) {
      return results;
    }
    boolean all = tree instanceof Marker.All;
    List<Marker> operands = all ? ((Marker.All) tree).operands() : ((Marker.Any) tree).operands();
    for (int i = operands.size() - 1; i >= 0; i--) {
      List<Marker> rest = new ArrayList<>(operands);
      rest.remove(i);
      results.add(join(all, rest));
    }
    for (int i = 0; i < operands.size(); i++) {
      for (Marker inner : shorter(operands.get(i), merged)) {
        List<Marker> changed = new ArrayList<>(operands);
        changed.set(i, inner);
        results.add(join(all, changed));
      }
    }
    for (int i = 0; i < operands.size(); i++) {
      for (int j = i + 1; j < operands.size(); j++) {
        for (Marker atom : merged) {
          if (sameName(atom, operands.get(i)) && sameName(atom, operands.get(j))) {
            List<Marker> changed = new ArrayList<>(operands);
            changed.set(i, atom);
            changed.remove(j);
            results.add(join(all, changed));
          }
        }
      }
    }
    return results;
  }

  private static boolean sameName(Marker left, Marker right) {
    return left instanceof Marker.Atom a
        && right instanceof Marker.Atom b
        && a.left().equals(b.left());
  }

  /** Operands joined, with nested joints of the same kind dissolved. */
  private static Marker join(boolean all, List<Marker> operands) {
    if (operands.size() == 1) {
      return operands.get(0);
    }
    List<Marker> flat = new ArrayList<>();
    for (Marker operand : operands) {
      if (all && operand instanceof Marker.All nested) {
        flat.addAll(nested.operands());
      } else if (!all && operand instanceof Marker.Any nested) {
        flat.addAll(nested.operands());
      } else {
        flat.add(operand);
      }
    }
    return all ? new Marker.All(flat) : new Marker.Any(flat);
  }

  private static Marker withoutGroups(Marker tree) {
    if (tree instanceof Marker.Group group) {
      return withoutGroups(group.inner());
    }
    if (tree instanceof Marker.Atom) {
      return tree;
    }
    boolean all = tree instanceof Marker.All;
    List<Marker> operands = new ArrayList<>();
    for (Marker operand : all ? ((Marker.All) tree).operands() : ((Marker.Any) tree).operands()) {
      operands.add(withoutGroups(operand));
    }
    return join(all, operands);
  }

  /** Parentheses where the grammar needs them: around {@code or} inside {@code and}. */
  private static Marker withGroups(Marker tree) {
    if (tree instanceof Marker.All all) {
      List<Marker> operands = new ArrayList<>();
      for (Marker operand : all.operands()) {
        Marker inner = withGroups(operand);
        operands.add(inner instanceof Marker.Any ? new Marker.Group(inner) : inner);
      }
      return new Marker.All(operands);
    }
    if (tree instanceof Marker.Any any) {
      return new Marker.Any(any.operands().stream().map(Simplifier::withGroups).toList());
    }
    return tree;
  }
}
