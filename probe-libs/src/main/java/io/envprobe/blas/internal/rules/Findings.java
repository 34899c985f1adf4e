package io.envprobe.blas.internal.rules;

import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.Rule;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what rules find. */
public final class Findings {
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private Findings() {
    for (Rule rule : Rule.all()) {
      rules.put(rule.id(), rule);
    }
  }

  /** None yet. */
  public static Findings none() {
    return new Findings();
  }

  /** Raises a rule with its own severity. */
  void add(String rule, String subject, String message, Evidence... evidence) {
    add(rule, rules.get(rule).severity(), subject, message, evidence);
  }

  /** Raises a rule. */
  void add(String id, Severity severity, String subject, String message, Evidence... evidence) {
    Rule rule = rules.get(id);
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
    return rules.get(rule).severity();
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
