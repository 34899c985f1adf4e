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

/** Wheels: the file name alone, or the file with what it holds. */
public final class WheelFormat implements RequirementFormat {
  private static final String SUFFIX = ".whl";

  @Override
  public String name() {
    return "wheel";
  }

  @Override
  public String title() {
    return "Python wheels";
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
    WheelFileName name = parse(source);
    Span span =
        source
            .span()
            .at(source.name().length() - source.fileName().length(), source.fileName().length());
    Condition tags = Condition.of(new WheelTagDemand(name.tags()), span);
    return List.of(
        new Candidate(
            source.fileName(),
            Requirement.of(source.name(), name(), tags),
            platform -> WheelScores.of(name, platform)));
  }

  private static WheelFileName parse(Source source) throws RequirementException {
    int directory = source.name().length() - source.fileName().length();
    try {
      return WheelFileName.parseVariant(source.fileName());
    } catch (SyntaxException e) {
      throw RequirementException.in(
          source.name(),
          source.span().at(directory + e.offset(), e.length()),
          e.reason(),
          e.hint());
    }
  }
}
