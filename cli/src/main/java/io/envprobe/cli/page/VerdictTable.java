package io.envprobe.cli.page;

import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Verdict;
import io.envprobe.fact.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Artifacts × machines: the answers as a table, and below it the reason for each. */
final class VerdictTable {
  private final Html html;

  VerdictTable(Html html) {
    this.html = html;
  }

  /** Every machine has the same artifacts in the same order. */
  void write(Map<String, List<Verdict>> byMachine) {
    html.open("section", "id", "verdicts").element("h2", "What runs").line();
    html.open("div", "class", "wide").open("table", "class", "verdicts").line();
    html.open("tr").element("th", "Artifact", "scope", "col");
    for (String machine : byMachine.keySet()) {
      html.element("th", machine, "scope", "col");
    }
    html.close().line();
    List<Verdict> first = byMachine.values().iterator().next();
    for (int i = 0; i < first.size(); i++) {
      html.open("tr").open("th", "scope", "row").element("code", first.get(i).subject()).close();
      int column = 1;
      for (List<Verdict> verdicts : byMachine.values()) {
        cell(verdicts.get(i), anchor(i, column++));
      }
      html.close().line();
    }
    html.close().close().line();
    reasons(byMachine);
    html.close().line();
  }

  private void cell(Verdict verdict, String anchor) {
    Compatibility answer = verdict.compatibility();
    html.open("td", "class", style(answer));
    String shown = sign(answer) + " " + answer.name().toLowerCase(Locale.ROOT);
    if (isPlain(verdict)) {
      html.text(shown);
    } else {
      html.element("a", shown, "href", "#" + anchor);
    }
    html.close();
  }

  private void reasons(Map<String, List<Verdict>> byMachine) {
    int column = 1;
    for (Map.Entry<String, List<Verdict>> machine : byMachine.entrySet()) {
      for (int i = 0; i < machine.getValue().size(); i++) {
        Verdict verdict = machine.getValue().get(i);
        if (!isPlain(verdict)) {
          html.open("article", "id", anchor(i, column), "class", style(verdict.compatibility()));
          html.open("h3").element("code", verdict.subject()).text(" on " + machine.getKey() + ": ");
          html.text(verdict.compatibility().name().toLowerCase(Locale.ROOT)).close();
          html.open("ul").line();
          verdict.reasons().forEach(reason -> reason("", reason));
          verdict.limits().forEach(reason -> reason("in part not: ", reason));
          for (Finding finding : verdict.findings()) {
            html.element(
                "li",
                finding.severity().name().toLowerCase(Locale.ROOT) + ": " + finding.message());
          }
          html.close().close().line();
        }
      }
      column++;
    }
  }

  private void reason(String before, Verdict.Reason reason) {
    html.open("li").text(before + (reason.negated() ? "not " : ""));
    html.element("code", reason.condition()).text(": " + reason.answer().reason());
    if (!reason.answer().remedy().isEmpty()) {
      html.element("div", "Remedy: " + reason.answer().remedy(), "class", "remedy");
    }
    html.close().line();
  }

  private static boolean isPlain(Verdict verdict) {
    return verdict.reasons().isEmpty()
        && verdict.limits().isEmpty()
        && verdict.findings().isEmpty();
  }

  private static String anchor(int artifact, int machine) {
    return "verdict-" + (artifact + 1) + "-" + machine;
  }

  private static String sign(Compatibility answer) {
    return switch (answer) {
      case COMPATIBLE -> "✓";
      case INCOMPATIBLE -> "✗";
      case UNDETERMINED -> "?";
    };
  }

  private static String style(Compatibility answer) {
    return switch (answer) {
      case COMPATIBLE -> "good";
      case INCOMPATIBLE -> "bad";
      case UNDETERMINED -> "unsure";
    };
  }
}
