package io.envprobe.marker;

import io.envprobe.fact.FactKey;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * An expression ready to be evaluated many times. Immutable and thread-safe; evaluation allocates
 * nothing once the values of an environment have been compared for the first time.
 */
public final class CompiledMarker {
  private final String text;
  private final Marker marker;
  private final MarkerDialect dialect;
  private final Condition condition;

  private CompiledMarker(String text, Marker marker, MarkerDialect dialect) {
    this.text = text;
    this.marker = marker;
    this.dialect = dialect;
    this.condition = new Compiler(text, dialect).compile(marker);
  }

  /**
   * Reads an expression.
   *
   * @throws io.envprobe.version.SyntaxException where it does not follow the grammar, or has a name
   *     that the dialect does not
   */
  public static CompiledMarker parse(String text, MarkerDialect dialect) {
    return new CompiledMarker(text, new MarkerParser(text, 0, dialect).parse(), dialect);
  }

  /** Reads an expression in the default dialect: the specification with the extended names. */
  public static CompiledMarker parse(String text) {
    return parse(text, MarkerDialect.PYPA);
  }

  /** A tree that was made in another way; the places of its atoms are those of its printed form. */
  public static CompiledMarker of(Marker marker, MarkerDialect dialect) {
    return new CompiledMarker(marker.toString(), marker, dialect);
  }

  static CompiledMarker of(String text, Marker marker, MarkerDialect dialect) {
    return new CompiledMarker(text, marker, dialect);
  }

  /** The text that was read. */
  public String text() {
    return text;
  }

  /** The syntax tree. */
  public Marker marker() {
    return marker;
  }

  /** The dialect by which it is read and evaluated. */
  public MarkerDialect dialect() {
    return dialect;
  }

  Condition condition() {
    return condition;
  }

  /**
   * Evaluates the expression.
   *
   * @throws MarkerEvaluationException where an atom has no answer by the rules of the mode,
   *     whatever the others say
   */
  public Truth evaluate(MarkerEnvironment environment) {
    return condition.evaluate(environment);
  }

  /**
   * Evaluates the expression and tells why.
   *
   * @throws MarkerEvaluationException as {@link #evaluate} does
   */
  public Explanation explain(MarkerEnvironment environment) {
    return Explainer.explain(this, environment);
  }

  /** The names in the expression, in the order of their first mention. */
  public Set<MarkerName> names() {
    Set<MarkerName> names = new LinkedHashSet<>();
    for (Marker.Atom atom : Atoms.of(marker)) {
      if (atom.left() instanceof Operand.Variable variable) {
        names.add(variable.name());
      }
      if (atom.right() instanceof Operand.Variable variable) {
        names.add(variable.name());
      }
    }
    return names;
  }

  /** The facts that the names come from: what must be probed to evaluate the expression. */
  public Set<FactKey<?>> facts() {
    Set<FactKey<?>> facts = new LinkedHashSet<>();
    for (MarkerName name : names()) {
      ProfileValues.addFacts(name, facts);
    }
    return facts;
  }

  /** The text that was read. */
  @Override
  public String toString() {
    return text;
  }
}
