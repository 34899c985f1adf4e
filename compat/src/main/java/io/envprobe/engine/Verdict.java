package io.envprobe.engine;

import io.envprobe.artifact.Audit;
import io.envprobe.fact.Finding;
import io.envprobe.requirement.Answer;
import io.envprobe.requirement.Span;
import java.util.List;
import java.util.Objects;

/**
 * Whether a requirement is met, and why.
 *
 * @param subject of the requirement
 * @param compatibility the answer
 * @param reasons why not, or what is missing to tell: every condition that decides; none for
 *     something compatible
 * @param limits what of something compatible does not work: parts of which one is enough
 * @param explanation the whole tree
 * @param findings what a person should know besides
 * @param audits what artifacts claim against what they need
 */
public record Verdict(
    String subject,
    Compatibility compatibility,
    List<Reason> reasons,
    List<Reason> limits,
    Explanation explanation,
    List<Finding> findings,
    List<Audit> audits) {
  public Verdict {
    Objects.requireNonNull(subject);
    Objects.requireNonNull(compatibility);
    reasons = List.copyOf(reasons);
    limits = List.copyOf(limits);
    Objects.requireNonNull(explanation);
    findings = List.copyOf(findings);
    audits = List.copyOf(audits);
  }

  /**
   * A condition that decides.
   *
   * @param condition as it would be written
   * @param negated whether the condition must not hold
   * @param span where it is written
   * @param answer what came of it
   */
  public record Reason(String condition, boolean negated, Span span, Answer answer) {
    public Reason {
      Objects.requireNonNull(condition);
      Objects.requireNonNull(span);
      Objects.requireNonNull(answer);
    }
  }
}
