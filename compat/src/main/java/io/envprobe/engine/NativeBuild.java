package io.envprobe.engine;

import io.envprobe.fact.FactKey;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Classifier;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.MarkerDemand;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Score;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.maven.Coordinates;
import java.util.List;
import java.util.Set;

/**
 * One of several native builds of a library. Immutable and thread-safe.
 *
 * @param name as the caller names it: a file name, coordinates, a classifier
 * @param classifier for which machines it is
 * @param condition what it asks of a machine
 */
public record NativeBuild(String name, Classifier classifier, Condition condition) {
  private static final String HOLE = "{classifier}";

  /**
   * A build by its name: Maven coordinates ({@code group:artifact:version:classifier}), the name of
   * a jar ({@code artifact-version-classifier.jar}), or a classifier alone. What names no platform
   * runs everywhere, and comes after builds that do.
   *
   * @throws IllegalArgumentException where it looks like coordinates and is none
   */
  public static NativeBuild of(String name) {
    if (Coordinates.isLike(name)) {
      try {
        Coordinates parsed = Coordinates.parse(name, Span.of(name));
        return of(name, parsed.asked(), parsed.classifierStart());
      } catch (RequirementException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
    int slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    if (!name.endsWith(".jar")) {
      return of(name, new Classifier("", name.substring(slash + 1)), slash + 1);
    }
    Coordinates file = Coordinates.ofFile(name.substring(slash + 1));
    return of(name, file.asked(), slash + 1 + file.classifierStart());
  }

  /** A build whose classifier the caller has read from its name. */
  public static NativeBuild of(String name, String classifier) {
    return of(name, new Classifier("", classifier), 0);
  }

  /**
   * A build whose name has its classifier in a place of its own, for example {@code
   * libacme-{classifier}.so}.
   *
   * @throws IllegalArgumentException where the pattern has not one {@code {classifier}}, or the
   *     name is not of the pattern
   */
  public static NativeBuild matching(String pattern, String name) {
    int hole = pattern.indexOf(HOLE);
    if (hole < 0 || pattern.indexOf(HOLE, hole + 1) >= 0) {
      throw new IllegalArgumentException("the pattern needs one " + HOLE + ": " + pattern);
    }
    String before = pattern.substring(0, hole);
    String after = pattern.substring(hole + HOLE.length());
    if (name.length() < before.length() + after.length()
        || !name.startsWith(before)
        || !name.endsWith(after)) {
      throw new IllegalArgumentException(name + " is not made as " + pattern);
    }
    String text = name.substring(before.length(), name.length() - after.length());
    return of(name, new Classifier("", text), before.length());
  }

  /** A build that asks nothing of a machine until {@link #requires} says so. */
  public static NativeBuild plain(String name) {
    return of(name, "");
  }

  private static NativeBuild of(String name, Classifier classifier, int start) {
    Span span = Span.of(name).at(start, classifier.text().length());
    return new NativeBuild(name, classifier, classifier.condition(span));
  }

  /**
   * The same build, which asks for something more: {@code glibc_version >= "2.28"}.
   *
   * @throws io.envprobe.version.SyntaxException where it is no marker expression
   */
  public NativeBuild requires(String marker) {
    CompiledMarker compiled = CompiledMarker.parse(marker);
    Condition more = MarkerDemand.condition(compiled, Span.of(marker));
    return new NativeBuild(
        name, classifier, Condition.all(List.of(condition, more), Span.of(name)));
  }

  /** The facts that decide whether it runs. */
  public Set<FactKey<?>> facts() {
    return condition.facts();
  }

  Candidate candidate() {
    Score score = new Score("native build", classifier.criteria());
    return new Candidate(name, Requirement.of(name, "native build", condition), platform -> score);
  }
}
