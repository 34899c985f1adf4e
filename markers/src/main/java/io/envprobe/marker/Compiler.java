package io.envprobe.marker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a syntax tree into a condition by the rules of a dialect. */
final class Compiler {
  private final String source;
  private final MarkerDialect dialect;

  Compiler(String source, MarkerDialect dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  Condition compile(Marker marker) {
    Condition condition = node(marker);
    return condition == null ? new Condition.Always() : condition;
  }

  /** Null where the mode drops everything below the node. */
  private @Nullable Condition node(Marker marker) {
    if (marker instanceof Marker.Atom atom) {
      return atom(atom);
    }
    if (marker instanceof Marker.Group group) {
      return node(group.inner());
    }
    boolean all = marker instanceof Marker.All;
    List<Marker> operands =
        all ? ((Marker.All) marker).operands() : ((Marker.Any) marker).operands();
    List<Condition> parts = new ArrayList<>(operands.size());
    for (Marker operand : operands) {
      Condition part = node(operand);
      if (part != null) {
        parts.add(part);
      }
    }
    if (parts.size() < 2) {
      return parts.isEmpty() ? null : parts.get(0);
    }
    return all ? new Condition.AllOf(parts) : new Condition.AnyOf(parts);
  }

  /** The condition of one atom; null where the mode drops it. */
  @Nullable Condition atom(Marker.Atom atom) {
    if (dialect.mode() == MarkerMode.PACKAGING) {
      return PackagingAtoms.compile(source, atom);
    }
    if (atom.left() instanceof Operand.Variable left) {
      return atom.right() instanceof Operand.Literal constant
          ? oneName(atom, left.name(), constant.value(), false)
          : twoNames(atom, left.name(), ((Operand.Variable) atom.right()).name());
    }
    String constant = ((Operand.Literal) atom.left()).value();
    if (atom.right() instanceof Operand.Variable right) {
      return oneName(atom, right.name(), constant, true);
    }
    return dialect.mode() == MarkerMode.UV
        ? null
        : new AtomCondition.Undefined(
            source, atom, "two quoted texts are compared", "one side must be a name");
  }

  private @Nullable Condition oneName(
      Marker.Atom atom, MarkerName name, String constant, boolean reversed) {
    if (dialect.mode() == MarkerMode.UV) {
      return UvAtoms.compile(source, atom, name, constant, reversed);
    }
    if (name.isExtended() || name.type() == MarkerType.SET) {
      return ExtendedAtoms.compile(source, atom, name, constant, reversed, dialect.targets());
    }
    boolean presence =
        constant.isEmpty()
            && (atom.operator() == MarkerOperator.EQUAL
                || atom.operator() == MarkerOperator.NOT_EQUAL);
    return presence
        ? new AtomCondition.Presence(
            source, atom, name, atom.operator() == MarkerOperator.NOT_EQUAL)
        : StandardAtoms.compile(source, atom, name, constant, reversed);
  }

  private @Nullable Condition twoNames(Marker.Atom atom, MarkerName left, MarkerName right) {
    if (dialect.mode() == MarkerMode.UV) {
      return null;
    }
    boolean versions =
        left.type() == MarkerType.VERSION
            && right.type() == MarkerType.VERSION
            && !atom.operator().isMembership();
    boolean texts = isText(left) && isText(right) && TextRules.isDefined(atom.operator());
    return versions || texts
        ? new StandardAtoms.TwoNames(source, atom, left, right)
        : new AtomCondition.Undefined(
            source,
            atom,
            left + " and " + right + " cannot be compared by " + atom.operator().symbol(),
            "compare each with a quoted text");
  }

  private static boolean isText(MarkerName name) {
    return name.type() == MarkerType.TEXT || name.type() == MarkerType.EXTRA;
  }
}
