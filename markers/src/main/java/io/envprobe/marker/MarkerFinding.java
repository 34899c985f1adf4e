package io.envprobe.marker;

import io.envprobe.fact.Severity;
import java.util.Objects;
import java.util.Optional;

/**
 * Something wrong or improvable in an expression.
 *
 * @param rule the rule's stable identifier, as {@link MarkerLint#RULES} lists it
 * @param message one sentence
 * @param expression which of the given expressions it is about, counted from 0
 * @param offset where in that expression, in UTF-16 units
 * @param length how much of it
 * @param remedy what to write instead or to do; empty where there is no good advice
 * @param witness an environment that shows it
 */
public record MarkerFinding(
    String rule,
    Severity severity,
    String message,
    int expression,
    int offset,
    int length,
    String remedy,
    Optional<Witness> witness) {
  public MarkerFinding {
    Objects.requireNonNull(rule);
    Objects.requireNonNull(severity);
    Objects.requireNonNull(message);
    Objects.requireNonNull(remedy);
    Objects.requireNonNull(witness);
  }
}
