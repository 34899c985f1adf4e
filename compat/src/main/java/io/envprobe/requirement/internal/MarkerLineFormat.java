package io.envprobe.requirement.internal;

import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.LocatedText;
import io.envprobe.marker.MarkerDialect;
import io.envprobe.marker.MarkerFile;
import io.envprobe.marker.RequirementLine;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.MarkerDemand;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormat;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Marker expressions and dependency specifiers: one as the text itself, or a file with one a line.
 * What a specifier asks of a platform is its marker; of the name and the version nothing is asked.
 */
public final class MarkerLineFormat implements RequirementFormat {
  @Override
  public String name() {
    return "markers";
  }

  @Override
  public String title() {
    return "marker expressions and dependency specifiers";
  }

  @Override
  public String specification() {
    return "https://packaging.python.org/en/latest/specifications/dependency-specifiers/";
  }

  @Override
  public boolean accepts(Source source) {
    if (source.isText()) {
      return source.name().indexOf('=') >= 0
          || source.name().indexOf('<') >= 0
          || source.name().indexOf('>') >= 0
          || source.name().contains(" in ")
          || source.name().indexOf(';') >= 0;
    }
    String name = source.fileName();
    return source.isFile() && (name.endsWith(".txt") || name.endsWith(".in"));
  }

  @Override
  public List<Candidate> read(Source source) throws RequirementException {
    String text = source.text();
    if (source.isText()) {
      return List.of(candidate(text, source.span(), text, source.name()));
    }
    List<Candidate> candidates = new ArrayList<>();
    for (LocatedText line : MarkerFile.of(source.fileName()).read(text)) {
      Span span = source.span().at(line.fileOffset(0), line.text().length());
      candidates.add(candidate(line.text(), span, text, source.name() + ":" + line.line(0)));
    }
    if (candidates.isEmpty()) {
      throw RequirementException.of(source.span(), "there is no expression in it", "");
    }
    return candidates;
  }

  private Candidate candidate(String text, Span span, String whole, String subject)
      throws RequirementException {
    try {
      return Candidate.of(text, Requirement.of(subject, name(), condition(text, span)));
    } catch (SyntaxException e) {
      throw RequirementException.in(
          whole, span.at(span.offset() + e.offset(), e.length()), e.reason(), e.hint());
    }
  }

  private static Condition condition(String text, Span span) {
    if (text.indexOf(';') < 0) {
      SyntaxException asMarker;
      try {
        return MarkerDemand.condition(CompiledMarker.parse(text, MarkerDialect.PYPA), span);
      } catch (SyntaxException e) {
        asMarker = e;
      }
      try {
        RequirementLine.parse(text, MarkerDialect.PYPA);
        return Condition.always(span);
      } catch (SyntaxException e) {
        throw asMarker;
      }
    }
    RequirementLine line = RequirementLine.parse(text, MarkerDialect.PYPA);
    return line.marker().isPresent()
        ? MarkerDemand.condition(line.marker().get(), span)
        : Condition.always(span);
  }
}
