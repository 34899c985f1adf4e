package io.envprobe.marker;

import io.envprobe.version.Pep440Version;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to be said of one comparison. */
final class AtomLint {
  private AtomLint() {}

  /** Adds findings; false where the comparison has no answer. */
  static boolean check(
      Marker.Atom atom, @Nullable Condition condition, int index, List<MarkerFinding> findings) {
    deprecated(atom, atom.left(), atom.offset(), index, findings);
    deprecated(atom, atom.right(), atom.rightOffset(), index, findings);
    if (condition == null) {
      add(atom, MarkerRule.UNDEFINED, "the mode drops this comparison", "", index, findings);
      return false;
    }
    if (condition instanceof AtomCondition.Undefined undefined) {
      MarkerEvaluationException error = undefined.error();
      boolean version =
          name(atom).filter(AtomLint::holdsVersions).isPresent()
              && !atom.operator().isMembership()
              && atom.operator() != MarkerOperator.IDENTICAL;
      add(
          atom,
          version ? MarkerRule.INVALID_VERSION : MarkerRule.UNDEFINED,
          error.reason(),
          error.hint(),
          index,
          findings);
      return false;
    }
    textOrder(atom, index, findings);
    return true;
  }

  private static boolean holdsVersions(MarkerName name) {
    return name.type() == MarkerType.VERSION
        || name.type() == MarkerType.LENIENT_VERSION
        || name.type() == MarkerType.LEVEL
        || name.type() == MarkerType.INTEGER;
  }

  private static void deprecated(
      Marker.Atom atom, Operand operand, int offset, int index, List<MarkerFinding> findings) {
    if (operand instanceof Operand.Variable variable
        && MarkerNames.isDeprecated(variable.spelling())) {
      MarkerRule rule = MarkerRule.DEPRECATED_NAME;
      findings.add(
          new MarkerFinding(
              rule.id(),
              rule.severity(),
              variable.spelling() + " is an old spelling in " + atom,
              index,
              offset,
              variable.spelling().length(),
              "write " + variable.name(),
              Optional.empty()));
    }
  }

  private static void textOrder(Marker.Atom atom, int index, List<MarkerFinding> findings) {
    Optional<MarkerName> name = name(atom);
    if (name.isEmpty()) {
      return;
    }
    MarkerType type = name.orElseThrow().type();
    boolean text = type == MarkerType.TEXT || type == MarkerType.EXTRA;
    if (type == MarkerType.VERSION && atom.operator().isMembership()) {
      add(
          atom,
          MarkerRule.TEXT_ORDER,
          "this looks for a part of a text, not for a version",
          "compare each version with ==",
          index,
          findings);
    } else if (atom.operator().isOrder() && text) {
      add(
          atom,
          MarkerRule.TEXT_ORDER,
          name.orElseThrow() + " is a text, and texts have no order",
          "use == or !=",
          index,
          findings);
    } else if (atom.operator().isOrder() && type == MarkerType.VERSION_OR_TEXT) {
      boolean release = name.orElseThrow().name().equals("platform_release");
      boolean version = Pep440Version.tryParse(constant(atom)).isPresent();
      add(
          atom,
          MarkerRule.TEXT_ORDER,
          version
              ? name.orElseThrow() + " is no version on many systems, and then has no order"
              : "\"" + constant(atom) + "\" is no version, so this has no order",
          release ? "use kernel_version where extended names are allowed" : "",
          index,
          findings);
    }
  }

  private static Optional<MarkerName> name(Marker.Atom atom) {
    if (atom.left() instanceof Operand.Variable left) {
      return atom.right() instanceof Operand.Literal ? Optional.of(left.name()) : Optional.empty();
    }
    return atom.right() instanceof Operand.Variable right
        ? Optional.of(right.name())
        : Optional.empty();
  }

  private static String constant(Marker.Atom atom) {
    Operand constant = atom.left() instanceof Operand.Literal ? atom.left() : atom.right();
    return constant.fold(Operand.Variable::spelling, Operand.Literal::value);
  }

  private static void add(
      Marker.Atom atom,
      MarkerRule rule,
      String message,
      String remedy,
      int index,
      List<MarkerFinding> findings) {
    findings.add(
        new MarkerFinding(
            rule.id(),
            rule.severity(),
            message,
            index,
            atom.offset(),
            atom.length(),
            remedy,
            Optional.empty()));
  }
}
