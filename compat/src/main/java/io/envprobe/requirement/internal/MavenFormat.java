package io.envprobe.requirement.internal;

import io.envprobe.artifact.ArtifactReport;
import io.envprobe.artifact.ArtifactScanner;
import io.envprobe.artifact.NativeFile;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.host.Outcome;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Classifier;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormat;
import io.envprobe.requirement.Score;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.maven.Coordinates;
import io.envprobe.version.VersionSchemes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Maven: coordinates with a classifier, the name of a jar file, or the file with the native files
 * in it, of which those of one directory must run.
 *
 * <p>Order: the newer version, then {@link Classifier#criteria}.
 */
public final class MavenFormat implements RequirementFormat {
  private static final String SUFFIX = ".jar";

  @Override
  public String name() {
    return "maven";
  }

  @Override
  public String title() {
    return "Maven coordinates, jar files and their names";
  }

  @Override
  public String specification() {
    return "https://maven.apache.org/pom.html#dependencies";
  }

  @Override
  public boolean accepts(Source source) {
    boolean jar = source.fileName().endsWith(SUFFIX);
    return (jar && (source.isFile() || source.isText()))
        || (source.isText() && Coordinates.isLike(source.name()));
  }

  @Override
  public List<Candidate> read(Source source) throws RequirementException {
    boolean file = source.fileName().endsWith(SUFFIX);
    int start = file ? source.name().length() - source.fileName().length() : 0;
    Coordinates coordinates =
        file
            ? Coordinates.ofFile(source.fileName())
            : Coordinates.parse(source.name(), source.span());
    Span span =
        source.span().at(start + coordinates.classifierStart(), coordinates.classifier().length());
    Requirement requirement =
        source.isFile()
            ? contents(source, coordinates, span)
            : new Requirement(
                source.name(),
                name(),
                coordinates.asked().condition(span),
                findings(source, coordinates),
                List.of());
    Score score = score(coordinates);
    return List.of(new Candidate(source.fileName(), requirement, platform -> score));
  }

  private Requirement contents(Source source, Coordinates coordinates, Span span)
      throws RequirementException {
    WheelContents.open(source); // A file that is no archive is refused with the place.
    Outcome<ArtifactReport> scanned =
        ArtifactScanner.of(source.inputs()).scan(List.of(source.name()));
    if (scanned instanceof Outcome.Failure<ArtifactReport> failure) {
      throw RequirementException.of(source.span(), failure.detail(), "");
    }
    ArtifactReport report = scanned.answer().orElseThrow();
    List<Condition> parts = new ArrayList<>();
    boolean hasFiles = !report.files().isEmpty();
    parts.add(coordinates.asked().condition(span, hasFiles));
    if (hasFiles) {
      parts.add(directories(report.files(), source.span()));
    }
    // What single files are like is for scan to say: most of them are for other machines.
    List<Finding> findings = new ArrayList<>(report.findings());
    findings.removeIf(finding -> finding.subject().contains("!/"));
    if (!hasFiles) {
      findings.addAll(findings(source, coordinates));
    }
    return new Requirement(
        source.name(), name(), Condition.all(parts, source.span()), findings, List.of());
  }

  /** A jar has a directory of native files for each platform. */
  private static Condition directories(List<NativeFile> files, Span span) {
    Map<String, List<NativeFile>> directories = new LinkedHashMap<>();
    for (NativeFile file : files) {
      String directory = file.path().substring(0, file.path().lastIndexOf('/') + 1);
      directories.computeIfAbsent(directory, key -> new ArrayList<>()).add(file);
    }
    List<Condition> parts = new ArrayList<>();
    directories.values().forEach(each -> parts.add(NativeConditions.together(each, Set.of())));
    return Condition.any(parts, span);
  }

  private static List<Finding> findings(Source source, Coordinates coordinates) {
    if (coordinates.asked().namesPlatform()) {
      return List.of();
    }
    String what =
        coordinates.classifier().isEmpty()
            ? "There is no classifier"
            : "The classifier " + coordinates.classifier() + " names no platform";
    return List.of(
        new Finding(
            "maven.no-platform",
            Severity.INFO,
            what + ": nothing is asked of the machine's system and processor.",
            source.name(),
            List.of(),
            ""));
  }

  private static Score score(Coordinates coordinates) {
    List<Score.Criterion> criteria = new ArrayList<>();
    criteria.add(
        VersionSchemes.LENIENT
            .tryParse(coordinates.version())
            .map(version -> Score.Criterion.newest("version", version))
            .orElse(Score.Criterion.high("version", 0, coordinates.version())));
    criteria.addAll(coordinates.asked().criteria());
    return new Score("maven " + coordinates.family(), criteria);
  }
}
