package io.envprobe.requirement;

import io.envprobe.artifact.Audit;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What one artifact or document asks of a platform.
 *
 * @param subject what is asking, as the user named it
 * @param format the name of the format that was read
 * @param condition what must hold
 * @param findings what a person should know besides
 * @param audits what artifacts claim against what they need
 */
public record Requirement(
    String subject,
    String format,
    Condition condition,
    List<Finding> findings,
    List<Audit> audits) {
  public Requirement {
    Objects.requireNonNull(subject);
    Objects.requireNonNull(format);
    Objects.requireNonNull(condition);
    findings = List.copyOf(findings);
    audits = List.copyOf(audits);
  }

  /** A requirement without findings. */
  public static Requirement of(String subject, String format, Condition condition) {
    return new Requirement(subject, format, condition, List.of(), List.of());
  }

  /** The facts that decide: what must be looked for. */
  public Set<FactKey<?>> facts() {
    return condition.facts();
  }
}
