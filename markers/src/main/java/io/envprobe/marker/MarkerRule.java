package io.envprobe.marker;

import io.envprobe.fact.Severity;
import java.util.Objects;

/**
 * A rule of the linter, for lists of rules as SARIF wants them.
 *
 * @param id the stable identifier
 * @param severity of its findings
 * @param meaning one sentence
 */
public record MarkerRule(String id, Severity severity, String meaning) {
  static final MarkerRule SYNTAX =
      new MarkerRule("marker.syntax", Severity.ERROR, "The expression does not parse.");
  static final MarkerRule UNKNOWN_NAME =
      new MarkerRule("marker.unknown-name", Severity.ERROR, "The language has no such name.");
  static final MarkerRule UNDEFINED =
      new MarkerRule(
          "marker.undefined-comparison", Severity.ERROR, "The comparison has no meaning.");
  static final MarkerRule INVALID_VERSION =
      new MarkerRule(
          "marker.invalid-version",
          Severity.ERROR,
          "A name that holds versions is compared with something that is none.");
  static final MarkerRule NEVER =
      new MarkerRule("marker.never-true", Severity.ERROR, "No environment satisfies it.");
  static final MarkerRule ALWAYS =
      new MarkerRule("marker.always-true", Severity.WARNING, "Every environment satisfies it.");
  static final MarkerRule REDUNDANT =
      new MarkerRule("marker.redundant", Severity.WARNING, "A shorter expression says the same.");
  static final MarkerRule TEXT_ORDER =
      new MarkerRule(
          "marker.text-order",
          Severity.WARNING,
          "An order is asked of texts; tools answer differently.");
  static final MarkerRule DEPRECATED_NAME =
      new MarkerRule(
          "marker.deprecated-name", Severity.WARNING, "The name has a current spelling.");
  static final MarkerRule OVERLAP =
      new MarkerRule("marker.overlap", Severity.ERROR, "Two alternatives can be true together.");
  static final MarkerRule GAP =
      new MarkerRule("marker.gap", Severity.ERROR, "In some environment no alternative is true.");
  static final MarkerRule UNREACHABLE =
      new MarkerRule(
          "marker.unreachable",
          Severity.ERROR,
          "Wherever the alternative is true, an earlier one is true as well.");
  static final MarkerRule UNDECIDED =
      new MarkerRule("marker.undecided", Severity.INFO, "The question could not be decided.");

  public MarkerRule {
    Objects.requireNonNull(id);
    Objects.requireNonNull(severity);
    Objects.requireNonNull(meaning);
  }
}
