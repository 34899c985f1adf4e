package io.envprobe.marker;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Proves things about expressions: of every environment, not of one. Exact for pre-releases; an
 * absent value is a point of the domain of every extended name. Immutable and thread-safe.
 *
 * <p>The expressions of one question must have the same dialect.
 */
public final class MarkerAlgebra {
  private static final int DEFAULT_LIMIT = 2_000_000;

  private final boolean finalReleasesOnly;
  private final boolean worldKnowledge;
  private final int limit;

  private MarkerAlgebra(boolean finalReleasesOnly, boolean worldKnowledge, int limit) {
    this.finalReleasesOnly = finalReleasesOnly;
    this.worldKnowledge = worldKnowledge;
    this.limit = limit;
  }

  /** Names are independent of each other and interpreters may be pre-releases. */
  public static MarkerAlgebra exact() {
    return new MarkerAlgebra(false, false, DEFAULT_LIMIT);
  }

  /** The same where interpreters are final releases. */
  public MarkerAlgebra finalReleasesOnly() {
    return new MarkerAlgebra(true, worldKnowledge, limit);
  }

  /** The same where values that never occur together are left out, as a table knows them. */
  public MarkerAlgebra withWorldKnowledge() {
    return new MarkerAlgebra(finalReleasesOnly, true, limit);
  }

  /** The same with another number of edges of the diagram from which a question is too large. */
  public MarkerAlgebra withLimit(int edges) {
    return new MarkerAlgebra(finalReleasesOnly, worldKnowledge, edges);
  }

  /** Whether the expression is true in every environment; a witness is one where it is false. */
  public Decision isAlwaysTrue(CompiledMarker marker) {
    return decide(List.of(marker), question -> question.not(question.of(marker)));
  }

  /** Whether the expression is true in no environment; a witness is one where it is true. */
  public Decision isNeverTrue(CompiledMarker marker) {
    return decide(List.of(marker), question -> question.of(marker));
  }

  /** Whether the second is true wherever the first is; a witness has only the first true. */
  public Decision implies(CompiledMarker first, CompiledMarker second) {
    return decide(
        List.of(first, second),
        question -> question.and(question.of(first), question.not(question.of(second))));
  }

  /** Whether no environment has both true; a witness has. */
  public Decision isDisjoint(CompiledMarker first, CompiledMarker second) {
    return decide(
        List.of(first, second), question -> question.and(question.of(first), question.of(second)));
  }

  /** Whether both are true in the same environments; a witness has one true and one false. */
  public Decision isEquivalent(CompiledMarker first, CompiledMarker second) {
    return decide(
        List.of(first, second),
        question -> {
          int a = question.of(first);
          int b = question.of(second);
          return question.or(question.and(a, question.not(b)), question.and(question.not(a), b));
        });
  }

  /** Whether every environment has at least one true; a witness has none. */
  public Decision coversAll(List<CompiledMarker> markers) {
    return decide(
        markers,
        question -> {
          int none = Diagram.TRUE;
          for (CompiledMarker marker : markers) {
            none = question.and(none, question.not(question.of(marker)));
          }
          return none;
        });
  }

  /** A shorter expression that is true in the same environments; the same where none is found. */
  public Simplified simplify(CompiledMarker marker) {
    return new Simplifier(this, marker, Optional.empty()).simplified();
  }

  /** A shorter expression that is the same wherever an assumption holds. */
  public Simplified restrict(CompiledMarker marker, CompiledMarker assumption) {
    return new Simplifier(this, marker, Optional.of(assumption)).simplified();
  }

  /** What an expression was simplified to. */
  public record Simplified(Truth truth, Optional<CompiledMarker> marker) {
    /** TRUE and FALSE stand for expressions that are always or never true; UNKNOWN has a marker. */
    public Simplified {
      Objects.requireNonNull(truth);
      Objects.requireNonNull(marker);
    }
  }

  /** The counterexamples of a question as a function; none of them means that it holds. */
  private interface Counterexamples {
    int of(Question question) throws UndecidedException;
  }

  private Decision decide(List<CompiledMarker> markers, Counterexamples counterexamples) {
    if (markers.isEmpty()) {
      return new Decision.Undecided("there is no expression");
    }
    try {
      Question question = question(markers);
      int found = question.and(question.assumptions(), counterexamples.of(question));
      if (found == Diagram.FALSE) {
        return new Decision.Holds();
      }
      Witness witness = question.witness(found);
      // A comparison that was not looked into may promise what no environment keeps.
      return question.keeps(found, witness, markers)
          ? new Decision.Fails(witness)
          : new Decision.Undecided("some comparisons depend on each other in unknown ways");
    } catch (UndecidedException e) {
      return new Decision.Undecided(e.reason());
    }
  }

  Question question(List<CompiledMarker> markers) throws UndecidedException {
    MarkerDialect dialect = markers.get(0).dialect();
    List<Marker> trees = new ArrayList<>();
    for (CompiledMarker marker : markers) {
      if (marker.dialect().mode() != dialect.mode()) {
        throw new IllegalArgumentException("the expressions have different modes");
      }
      trees.add(marker.marker());
    }
    List<Marker> assumed = worldKnowledge ? WorldKnowledge.about(trees, dialect) : List.of();
    return new Question(trees, assumed, dialect, finalReleasesOnly, limit);
  }
}
