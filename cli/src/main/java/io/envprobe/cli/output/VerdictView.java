package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Explanation;
import io.envprobe.engine.Verdict;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Origin;
import io.envprobe.json.FactJson;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Answer;
import io.envprobe.requirement.Span;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Verdicts, as text and as JSON. */
public final class VerdictView {
  private VerdictView() {}

  /** One line a verdict, its reasons below it; more than one machine as a table. */
  public static void show(Output output, Map<String, List<Verdict>> byMachine, boolean tree) {
    StringBuilder text = new StringBuilder();
    boolean table = byMachine.size() > 1;
    for (Map.Entry<String, List<Verdict>> machine : byMachine.entrySet()) {
      for (Verdict verdict : machine.getValue()) {
        text.append(word(output.style(), verdict.compatibility()))
            .append("  ")
            .append(table ? machine.getKey() + "  " : "")
            .append(verdict.subject())
            .append('\n');
        for (Verdict.Reason reason : verdict.reasons()) {
          reason(text, output.style(), reason);
        }
        if (!verdict.limits().isEmpty()) {
          text.append("  but in part not:\n");
          verdict.limits().forEach(limit -> reason(text, output.style(), limit));
        }
        for (Finding finding : verdict.findings()) {
          text.append("  ")
              .append(finding.severity().name().toLowerCase(Locale.ROOT))
              .append(": ")
              .append(finding.message())
              .append('\n');
        }
        AuditView.show(text, verdict.audits());
        if (tree) {
          tree(text, output.style(), verdict.explanation(), 1);
        }
      }
    }
    output.text(text);
  }

  /** The word for an answer, padded. */
  static String word(Style style, Compatibility compatibility) {
    String word = compatibility.name().toLowerCase(Locale.ROOT);
    String padded = word + " ".repeat(12 - word.length());
    return switch (compatibility) {
      case COMPATIBLE -> style.good(padded);
      case INCOMPATIBLE -> style.bad(padded);
      case UNDETERMINED -> style.unsure(padded);
    };
  }

  private static void reason(StringBuilder text, Style style, Verdict.Reason reason) {
    Answer answer = reason.answer();
    text.append("  ")
        .append(reason.negated() ? "not " : "")
        .append(style.strong(reason.condition()))
        .append(": ")
        .append(answer.reason());
    for (Fact<?> fact : answer.facts()) {
      if (!fact.evidence().isEmpty() && fact.reading().isPresent()) {
        text.append(" (").append(fact.evidence().get(0).locator()).append(origin(fact)).append(')');
        break;
      }
    }
    text.append('\n');
    if (!answer.remedy().isEmpty()) {
      text.append("    ").append(style.faint("remedy: " + answer.remedy())).append('\n');
    }
  }

  private static String origin(Fact<?> fact) {
    return fact.origin() == Origin.OBSERVED
        ? ""
        : ", " + fact.origin().name().toLowerCase(Locale.ROOT);
  }

  private static void tree(StringBuilder text, Style style, Explanation part, int depth) {
    text.append("  ".repeat(depth))
        .append(ExplanationView.paint(style, part.truth(), part.truth().name()))
        .append("  ");
    switch (part.kind()) {
      case DEMAND ->
          text.append(part.text())
              .append(": ")
              .append(part.answer().map(Answer::reason).orElse(""));
      case ALL -> text.append(title("all of", part));
      case ANY -> text.append(title("any of", part));
      case NOT -> text.append("not");
    }
    text.append(part.deciding() && part.truth() != Truth.TRUE ? style.strong(" (decides)") : "")
        .append('\n');
    for (Explanation child : part.parts()) {
      tree(text, style, child, depth + 1);
    }
  }

  private static String title(String kind, Explanation part) {
    return part.text().isEmpty() ? kind : kind + " " + part.text();
  }

  /** The members of the answer. */
  public static void write(
      JsonWriter out, Compatibility overall, Map<String, List<Verdict>> byMachine, boolean tree)
      throws IOException {
    out.name("verdict").value(lower(overall));
    out.name("reasons").beginArray();
    for (List<Verdict> verdicts : byMachine.values()) {
      for (Verdict verdict : verdicts) {
        for (Verdict.Reason reason : verdict.reasons()) {
          reason(out, reason);
        }
      }
    }
    out.endArray();
    out.name("checks").beginArray();
    for (Map.Entry<String, List<Verdict>> machine : byMachine.entrySet()) {
      for (Verdict verdict : machine.getValue()) {
        out.beginObject();
        out.name("machine").value(machine.getKey());
        verdict(out, verdict, tree);
        out.endObject();
      }
    }
    out.endArray();
  }

  /** The members of one verdict. */
  static void verdict(JsonWriter out, Verdict verdict, boolean tree) throws IOException {
    out.name("subject").value(verdict.subject());
    out.name("verdict").value(lower(verdict.compatibility()));
    reasons(out, "reasons", verdict.reasons());
    reasons(out, "limits", verdict.limits());
    out.name("findings");
    FactJson.findings(out, verdict.findings());
    AuditView.write(out, verdict.audits());
    if (tree) {
      out.name("explanation");
      tree(out, verdict.explanation());
    }
  }

  private static void reasons(JsonWriter out, String name, List<Verdict.Reason> reasons)
      throws IOException {
    out.name(name).beginArray();
    for (Verdict.Reason reason : reasons) {
      reason(out, reason);
    }
    out.endArray();
  }

  private static void reason(JsonWriter out, Verdict.Reason reason) throws IOException {
    out.beginObject();
    out.name("condition").value(reason.condition());
    out.name("negated").value(reason.negated());
    span(out, reason.span());
    answer(out, reason.answer());
    out.endObject();
  }

  private static void span(JsonWriter out, Span span) throws IOException {
    out.name("source").value(span.source());
    out.name("offset").value(span.offset());
    out.name("length").value(span.length());
  }

  private static void answer(JsonWriter out, Answer answer) throws IOException {
    out.name("result").value(answer.truth().name());
    out.name("reason").value(answer.reason());
    out.name("facts").beginArray();
    for (Fact<?> fact : answer.facts()) {
      fact(out, fact);
    }
    out.endArray();
    out.name("evidence").beginArray();
    for (Evidence evidence : answer.evidence()) {
      out.value(evidence.locator());
    }
    out.endArray();
    out.name("remedy").value(answer.remedy());
  }

  private static void fact(JsonWriter out, Fact<?> fact) throws IOException {
    out.beginObject();
    out.name("fact").value(fact.key().name());
    FactJson.reading(out, fact.reading());
    out.name("origin").value(fact.origin().name());
    out.name("evidence");
    FactJson.evidence(out, fact.evidence());
    out.endObject();
  }

  private static void tree(JsonWriter out, Explanation part) throws IOException {
    out.beginObject();
    out.name("kind").value(part.kind().name().toLowerCase(Locale.ROOT));
    out.name("result").value(part.truth().name());
    out.name("text").value(part.text());
    span(out, part.span());
    out.name("deciding").value(part.deciding());
    if (part.answer().isPresent()) {
      out.name("reason").value(part.answer().get().reason());
      out.name("remedy").value(part.answer().get().remedy());
    }
    if (!part.parts().isEmpty()) {
      out.name("parts").beginArray();
      for (Explanation child : part.parts()) {
        tree(out, child);
      }
      out.endArray();
    }
    out.endObject();
  }

  /** The word for an answer in JSON. */
  static String lower(Compatibility compatibility) {
    return compatibility.name().toLowerCase(Locale.ROOT);
  }
}
