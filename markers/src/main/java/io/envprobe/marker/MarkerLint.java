package io.envprobe.marker;

import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what is wrong or improvable in expressions. Immutable and thread-safe. */
public final class MarkerLint {
  /** All rules, in the order in which they are documented. */
  public static final List<MarkerRule> RULES =
      List.of(
          MarkerRule.SYNTAX,
          MarkerRule.UNKNOWN_NAME,
          MarkerRule.UNDEFINED,
          MarkerRule.INVALID_VERSION,
          MarkerRule.NEVER,
          MarkerRule.ALWAYS,
          MarkerRule.REDUNDANT,
          MarkerRule.TEXT_ORDER,
          MarkerRule.DEPRECATED_NAME,
          MarkerRule.OVERLAP,
          MarkerRule.GAP,
          MarkerRule.UNREACHABLE,
          MarkerRule.UNDECIDED);

  private static final int MAX_ALTERNATIVES = 100;

  private final MarkerDialect dialect;
  private final MarkerAlgebra algebra;

  /** A linter of expressions in a dialect, with an algebra for what must be proven. */
  public MarkerLint(MarkerDialect dialect, MarkerAlgebra algebra) {
    this.dialect = dialect;
    this.algebra = algebra;
  }

  /** What is to be said of one expression, in the order of the text. */
  public List<MarkerFinding> expression(String text) {
    return expression(text, 0);
  }

  private List<MarkerFinding> expression(String text, int index) {
    List<MarkerFinding> findings = new ArrayList<>();
    CompiledMarker marker;
    try {
      marker = CompiledMarker.parse(text, dialect);
    } catch (SyntaxException e) {
      findings.add(syntax(e, index));
      return findings;
    }
    check(marker, index, findings);
    return findings;
  }

  /** What is to be said of the marker of a requirement line, placed within the line. */
  public List<MarkerFinding> requirement(String line) {
    List<MarkerFinding> findings = new ArrayList<>();
    try {
      RequirementLine.parse(line, dialect).marker().ifPresent(marker -> check(marker, 0, findings));
    } catch (SyntaxException e) {
      findings.add(syntax(e, 0));
    }
    return findings;
  }

  private static MarkerFinding syntax(SyntaxException e, int index) {
    MarkerRule rule =
        e.reason().startsWith("unknown name") ? MarkerRule.UNKNOWN_NAME : MarkerRule.SYNTAX;
    return new MarkerFinding(
        rule.id(),
        rule.severity(),
        e.reason(),
        index,
        e.offset(),
        e.length(),
        e.hint(),
        Optional.empty());
  }

  private void check(CompiledMarker marker, int index, List<MarkerFinding> findings) {
    boolean answers = true;
    Compiler compiler = new Compiler(marker.text(), dialect);
    for (Marker.Atom atom : Atoms.of(marker.marker())) {
      answers &= AtomLint.check(atom, compiler.atom(atom), index, findings);
    }
    if (!answers) {
      return;
    }
    Place whole = Place.of(marker, index);
    Decision never = algebra.isNeverTrue(marker);
    if (never.holds()) {
      findings.add(whole.finding(MarkerRule.NEVER, "no environment satisfies this", ""));
      return;
    }
    if (algebra.isAlwaysTrue(marker).holds()) {
      findings.add(
          whole.finding(
              MarkerRule.ALWAYS, "every environment satisfies this", "leave the marker out"));
      return;
    }
    if (never instanceof Decision.Undecided undecided) {
      findings.add(whole.finding(MarkerRule.UNDECIDED, undecided.reason(), ""));
      return;
    }
    algebra
        .simplify(marker)
        .marker()
        .map(shorter -> shorter.marker().toString())
        .filter(shorter -> shorter.length() < marker.marker().toString().length())
        .ifPresent(
            shorter ->
                findings.add(
                    whole.finding(
                        MarkerRule.REDUNDANT,
                        "a shorter expression says the same",
                        "write " + shorter)));
  }

  /** Where a finding about a whole expression belongs. */
  private record Place(int expression, int offset, int length) {
    static Place of(CompiledMarker marker, int index) {
      List<Marker.Atom> atoms = Atoms.of(marker.marker());
      int first = atoms.get(0).offset();
      Marker.Atom last = atoms.get(atoms.size() - 1);
      return new Place(index, first, last.offset() + last.length() - first);
    }

    MarkerFinding finding(MarkerRule rule, String message, String remedy) {
      return new MarkerFinding(
          rule.id(),
          rule.severity(),
          message,
          expression,
          offset,
          length,
          remedy,
          Optional.empty());
    }

    MarkerFinding finding(MarkerRule rule, String message, Witness witness) {
      return new MarkerFinding(
          rule.id(),
          rule.severity(),
          message,
          expression,
          offset,
          length,
          "",
          Optional.of(witness));
    }
  }

  /**
   * What is to be said of alternatives, one of which should be true in every environment: each
   * one's own findings, then overlaps, alternatives that are never reached, and gaps.
   */
  public List<MarkerFinding> alternatives(List<String> texts) {
    List<MarkerFinding> findings = new ArrayList<>();
    List<CompiledMarker> markers = new ArrayList<>();
    boolean readable = true;
    for (int i = 0; i < texts.size(); i++) {
      findings.addAll(expression(texts.get(i), i));
      try {
        markers.add(CompiledMarker.parse(texts.get(i), dialect));
      } catch (SyntaxException e) {
        readable = false; // Its finding says so.
      }
    }
    if (readable) { // Without one of them nothing is known of the others together.
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= markers.size(); i++) {
        names.add("alternative " + i);
      }
      findings.addAll(compare(markers, names));
    }
    return findings;
  }

  /**
   * The same for alternatives that were read elsewhere, such as the markers of several requirement
   * lines, without each one's own findings.
   *
   * @param names what messages call each of them
   */
  public List<MarkerFinding> compare(List<CompiledMarker> markers, List<String> names) {
    List<MarkerFinding> findings = new ArrayList<>();
    if (markers.size() < 2) {
      return findings;
    }
    int last = markers.size() - 1;
    Place end = Place.of(markers.get(last), last);
    if (markers.size() > MAX_ALTERNATIVES) {
      String message = "more than " + MAX_ALTERNATIVES + " alternatives are not compared";
      findings.add(end.finding(MarkerRule.UNDECIDED, message, ""));
      return findings;
    }
    for (int i = 1; i < markers.size(); i++) {
      compareWithEarlier(markers, names, i, findings);
    }
    report(
        algebra.coversAll(markers), end, MarkerRule.GAP, "no alternative is true where ", findings);
    return findings;
  }

  private void compareWithEarlier(
      List<CompiledMarker> markers, List<String> names, int index, List<MarkerFinding> findings) {
    CompiledMarker marker = markers.get(index);
    Place place = Place.of(marker, index);
    Marker earlier =
        new Marker.Any(markers.subList(0, index).stream().map(CompiledMarker::marker).toList());
    if (!algebra.isNeverTrue(marker).holds()
        && algebra.implies(marker, CompiledMarker.of(earlier, dialect)).holds()) {
      findings.add(
          place.finding(
              MarkerRule.UNREACHABLE,
              "wherever this is true, an earlier alternative is true as well",
              "remove it or move it up"));
      return;
    }
    for (int i = 0; i < index; i++) {
      report(
          algebra.isDisjoint(markers.get(i), marker),
          place,
          MarkerRule.OVERLAP,
          "this and " + names.get(i) + " are both true where ",
          findings);
    }
  }

  private static void report(
      Decision decision,
      Place place,
      MarkerRule rule,
      String message,
      List<MarkerFinding> findings) {
    if (decision instanceof Decision.Fails fails) {
      findings.add(place.finding(rule, message + fails.witness(), fails.witness()));
    } else if (decision instanceof Decision.Undecided undecided) {
      findings.add(place.finding(MarkerRule.UNDECIDED, undecided.reason(), ""));
    }
  }
}
