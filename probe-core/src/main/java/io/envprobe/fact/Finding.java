package io.envprobe.fact;

import java.util.List;
import java.util.Objects;

/**
 * Something that a person should know about the machine or an artifact, beyond the facts.
 *
 * @param rule the stable identifier of the rule, for example {@code host.unreadable-file}
 * @param severity how much it matters
 * @param message one sentence
 * @param subject what it is about: a path, a fact's name
 * @param evidence what it was drawn from
 * @param remedy what to do; empty where nothing needs to be done
 */
public record Finding(
    String rule,
    Severity severity,
    String message,
    String subject,
    List<Evidence> evidence,
    String remedy) {

  /** Copies the evidence. */
  public Finding {
    Objects.requireNonNull(rule);
    Objects.requireNonNull(severity);
    Objects.requireNonNull(message);
    Objects.requireNonNull(subject);
    evidence = List.copyOf(evidence);
    Objects.requireNonNull(remedy);
  }
}
