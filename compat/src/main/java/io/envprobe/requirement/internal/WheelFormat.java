package io.envprobe.requirement.internal;

import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormat;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.WheelTagDemand;
import io.envprobe.tag.python.WheelFileName;
import io.envprobe.version.SyntaxException;
import java.util.List;
import java.util.Optional;

/** Wheels: the file name alone, or the file with what it holds. */
public final class WheelFormat implements RequirementFormat {
  private static final String SUFFIX = ".whl";

  @Override
  public String name() {
    return "wheel";
  }

  @Override
  public String title() {
    return "Python wheels, or their file names alone";
  }

  @Override
  public String specification() {
    return "https://packaging.python.org/en/latest/specifications/binary-distribution-format/";
  }

  @Override
  public boolean accepts(Source source) {
    return source.fileName().endsWith(SUFFIX) && (source.isFile() || source.isText());
  }

  @Override
  public List<Candidate> read(Source source) throws RequirementException {
    int start = source.name().length() - source.fileName().length();
    Span span = source.span().at(start, source.fileName().length());
    WheelFileName name = parse(source.fileName(), source.name(), span);
    Requirement requirement =
        source.isFile()
            ? WheelRequirement.of(source, name, span)
            : Requirement.of(source.name(), name(), tags(name, span));
    return List.of(
        new Candidate(
            source.fileName(), requirement, new WheelScores(name, false, Optional.empty())::of));
  }

  /** What the file name of a wheel asks. */
  static Condition tags(WheelFileName name, Span span) {
    return Condition.of(new WheelTagDemand(name.tags()), span);
  }

  /**
   * Takes a file name apart.
   *
   * @param whole the text that it stands in
   * @param span where it stands in that
   */
  static WheelFileName parse(String fileName, String whole, Span span) throws RequirementException {
    try {
      return WheelFileName.parseVariant(fileName);
    } catch (SyntaxException e) {
      throw RequirementException.in(
          whole, span.at(span.offset() + e.offset(), e.length()), e.reason(), e.hint());
    }
  }
}
