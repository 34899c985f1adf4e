package io.envprobe.blas.internal.rules;

import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.Rule;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what rules find. */
public final class Findings {
  private final List<Rule> rules = Rule.all();
  private final List<Finding> findings = new ArrayList<>();

  private Findings() {}

  /** None yet. */
  public static Findings none() {
    return new Findings();
  }

  /** Raises a rule with its own severity. */
  void add(String rule, String subject, String message, Evidence... evidence) {
    add(rule, rule(rule).severity(), subject, message, evidence);
  }

  /** Raises a rule. */
  void add(String id, Severity severity, String subject, String message, Evidence... evidence) {
    Rule rule = rule(id);
    findings.add(new Finding(id, severity, message, subject, List.of(evidence), rule.remedy()));
  }

  /** Raises a rule about a library; the message follows its name. */
  void about(String rule, Severity severity, NumericalLibrary library, String message) {
    add(
        rule,
        severity,
        library.path(),
        name(library) + " " + message,
        Evidence.file(library.path(), library.soname().orElse("")));
  }

  /** The severity of the table. */
  Severity severity(String rule) {
    return rule(rule).severity();
  }

  private Rule rule(String id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst().orElseThrow();
  }

  /** A library for a person: its file's name, and what it is. */
  static String name(NumericalLibrary library) {
    String version = library.version().map(text -> " " + text).orElse("");
    return library.fileName() + library.provider().map(p -> " (" + p + version + ")").orElse("");
  }

  /** By rule, then as they were found. */
  public List<Finding> sorted() {
    return findings.stream().sorted(Comparator.comparing(Finding::rule)).toList();
  }
}
