package io.envprobe.blas;

import io.envprobe.blas.internal.rules.RulesTable;
import io.envprobe.fact.Severity;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A rule about numerical libraries that are together.
 *
 * @param id {@code R01} …
 * @param title in a few words
 * @param severity unless its condition names another one
 * @param condition when it is raised
 * @param scopes the kinds of scopes that it says something about, in lower case: {@code machine},
 *     {@code environment}, {@code wheels}, {@code process}, {@code program}
 * @param evidence what it is drawn from
 * @param remedy what to do
 */
public record Rule(
    String id,
    String title,
    Severity severity,
    String condition,
    List<String> scopes,
    String evidence,
    String remedy) {
  public Rule {
    scopes = List.copyOf(scopes);
  }

  /** The table of rules, in order. */
  public static List<Rule> all() {
    List<Rule> rules = new ArrayList<>();
    Table table = RulesTable.read();
    for (Table row : table.tables("rules")) {
      rules.add(
          new Rule(
              row.text("id"),
              row.text("title"),
              Severity.valueOf(row.text("severity").toUpperCase(Locale.ROOT)),
              row.text("condition"),
              row.texts("scopes"),
              row.text("evidence"),
              row.text("remedy")));
    }
    return List.copyOf(rules);
  }
}
