package io.envprobe.cli.output;

import io.envprobe.fact.Evidence;
import io.envprobe.marker.LocatedText;
import io.envprobe.marker.MarkerFinding;
import java.util.Optional;

/**
 * A finding about an expression, and where a person finds it.
 *
 * @param subject the expression or requirement line
 * @param file the file that holds it; nothing where it was given on the command line
 * @param line where the part that is meant begins, counted from 1; in the file or in the subject
 * @param column the same, in UTF-16 units counted from 1
 * @param endLine where it ends
 * @param endColumn the column after its last character
 */
public record PlacedFinding(
    MarkerFinding finding,
    String subject,
    Optional<String> file,
    int line,
    int column,
    int endLine,
    int endColumn) {

  /** About an expression of the command line, which is one line. */
  public static PlacedFinding of(MarkerFinding finding, String expression) {
    int column = finding.offset() + 1;
    return new PlacedFinding(
        finding, expression, Optional.empty(), 1, column, 1, column + finding.length());
  }

  /** About a part of a file. */
  public static PlacedFinding of(MarkerFinding finding, LocatedText text, String file) {
    int begin = finding.offset();
    // The last character and not the next one, which may stand on a continued line.
    int last = Math.max(begin, begin + finding.length() - 1);
    int after = finding.length() == 0 ? 0 : 1;
    return new PlacedFinding(
        finding,
        text.text(),
        Optional.of(file),
        text.line(begin),
        text.column(begin),
        text.line(last),
        text.column(last) + after);
  }

  /** What stands there. */
  public Evidence evidence() {
    String part =
        subject.substring(
            Math.min(finding.offset(), subject.length()),
            Math.min(finding.offset() + finding.length(), subject.length()));
    return file.map(name -> Evidence.file(name + ":" + line + ":" + column, part))
        .orElseGet(() -> new Evidence("user", "expression " + (finding.expression() + 1), part));
  }
}
