package io.envprobe.marker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates with reasons. */
final class Explainer {
  private final Compiler compiler;
  private final MarkerEnvironment environment;

  private Explainer(CompiledMarker marker, MarkerEnvironment environment) {
    this.compiler = new Compiler(marker.text(), marker.dialect());
    this.environment = environment;
  }

  static Explanation explain(CompiledMarker marker, MarkerEnvironment environment) {
    Node root = new Explainer(marker, environment).node(marker.marker());
    if (root.truth == null) {
      root.truth = Truth.TRUE;
    }
    root.decide();
    return root.explanation();
  }

  private Node node(Marker marker) {
    if (marker instanceof Marker.Group group) {
      return node(group.inner());
    }
    if (marker instanceof Marker.Atom atom) {
      return atom(atom);
    }
    boolean all = marker instanceof Marker.All;
    List<Marker> operands =
        all ? ((Marker.All) marker).operands() : ((Marker.Any) marker).operands();
    List<Node> parts = new ArrayList<>();
    Truth truth = null;
    int weight = 0;
    for (Marker operand : operands) {
      Node part = node(operand);
      parts.add(part);
      if (part.truth != null) {
        truth = truth == null ? part.truth : all ? truth.and(part.truth) : truth.or(part.truth);
      }
    }
    Node node = new Node(marker, all ? Explanation.Kind.ALL : Explanation.Kind.ANY, parts);
    node.truth = truth;
    // One part decides a false conjunction and a true disjunction; all parts decide the rest.
    boolean onePartDecides = truth == (all ? Truth.FALSE : Truth.TRUE);
    for (Node part : parts) {
      if (part.truth == truth && truth != null) {
        weight =
            onePartDecides && weight > 0 ? Math.min(weight, part.weight) : weight + part.weight;
      }
    }
    node.weight = weight;
    node.onePartDecides = onePartDecides;
    return node;
  }

  private Node atom(Marker.Atom atom) {
    Condition condition = compiler.atom(atom);
    Node node =
        new Node(
            atom, condition == null ? Explanation.Kind.DROPPED : Explanation.Kind.ATOM, List.of());
    node.truth = condition == null ? null : condition.evaluate(environment);
    node.weight = 1;
    boolean leftIsName = atom.left() instanceof Operand.Variable;
    if (leftIsName && atom.right() instanceof Operand.Literal) {
      node.name = Optional.of(((Operand.Variable) atom.left()).name());
    } else if (!leftIsName && atom.right() instanceof Operand.Variable right) {
      node.name = Optional.of(right.name());
    }
    return node;
  }

  /** A part while its place among the others is worked out. */
  private final class Node {
    final Marker marker;
    final Explanation.Kind kind;
    final List<Node> parts;
    @org.jspecify.annotations.Nullable Truth truth;
    int weight;
    boolean onePartDecides;
    boolean deciding;
    Optional<MarkerName> name = Optional.empty();

    Node(Marker marker, Explanation.Kind kind, List<Node> parts) {
      this.marker = marker;
      this.kind = kind;
      this.parts = parts;
    }

    void decide() {
      deciding = true;
      Node lightest = null;
      for (Node part : parts) {
        if (part.truth == null || part.truth != truth) {
          continue;
        }
        if (!onePartDecides) {
          part.decide();
        } else if (lightest == null || part.weight < lightest.weight) {
          lightest = part;
        }
      }
      if (lightest != null) {
        lightest.decide();
      }
    }

    Explanation explanation() {
      List<Explanation> explained = new ArrayList<>();
      for (Node part : parts) {
        explained.add(part.explanation());
      }
      List<Marker.Atom> atoms = Atoms.of(marker);
      Marker.Atom first = atoms.get(0);
      Marker.Atom last = atoms.get(atoms.size() - 1);
      return new Explanation(
          truth == null ? Truth.TRUE : truth,
          kind,
          marker.toString(),
          first.offset(),
          last.offset() + last.length() - first.offset(),
          name,
          name.isPresent() ? environment.value(name.get()) : Optional.empty(),
          deciding,
          explained);
    }
  }
}
