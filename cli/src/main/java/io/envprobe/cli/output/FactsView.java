package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.json.FactJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Facts and findings, for people and as JSON. */
public final class FactsView {
  /** More records of one fact than this are only counted, unless that fact is all that is shown. */
  private static final int RECORDS_SHOWN = 16;

  private FactsView() {}

  /** Shows them. */
  public static void show(Output output, List<Fact<?>> facts, List<Finding> findings) {
    if (output.isJson()) {
      output.json(out -> write(out, facts, findings));
      return;
    }
    Columns columns = new Columns();
    for (Fact<?> fact : facts) {
      row(columns, output.style(), fact, facts.size() == 1);
    }
    output.text(columns.text());
    findings(output, findings);
  }

  /** The members {@code facts} and {@code findings} of a JSON object. */
  public static void write(JsonWriter out, List<Fact<?>> facts, List<Finding> findings)
      throws IOException {
    out.name("facts").beginObject();
    for (Fact<?> fact : facts) {
      out.name(fact.key().name());
      FactJson.write(out, fact);
    }
    out.endObject();
    out.name("findings");
    FactJson.findings(out, findings);
  }

  /** Findings for a person, on standard error. */
  public static void findings(Output output, List<Finding> findings) {
    for (Finding finding : findings) {
      String remedy = finding.remedy().isEmpty() ? "" : " (" + finding.remedy() + ")";
      output.say(
          finding.severity().name().toLowerCase(Locale.ROOT)
              + ": "
              + finding.message()
              + remedy
              + " ["
              + finding.rule()
              + "]");
    }
  }

  private static void row(Columns columns, Style style, Fact<?> fact, boolean alone) {
    String key = fact.key().name();
    Reading<?> reading = fact.reading();
    if (reading instanceof Reading.Present<?> present
        && present.value() instanceof List<?> list
        && !list.isEmpty()
        && list.get(0) instanceof FactRecord) {
      if (list.size() > RECORDS_SHOWN && !alone) {
        String rest = list.size() + " records; 'facts " + key + "' shows them";
        columns.row().cell(key, style.strong(key)).cell(rest, style.faint(rest));
        return;
      }
      int number = 0;
      for (Object item : list) {
        columns.row().cell(key + "[" + number + "]", style.strong(key + "[" + number + "]"));
        columns.cell(record((FactRecord) item));
        number++;
      }
      return;
    }
    columns.row().cell(key, style.strong(key));
    if (reading instanceof Reading.Present<?> present) {
      columns.cell(value(present.value()));
      String origin =
          fact.origin() == Origin.OBSERVED
              ? ""
              : fact.origin().name().toLowerCase(Locale.ROOT) + " ";
      String from = origin + evidence(fact.evidence());
      columns.cell(from, style.faint(from));
    } else if (reading instanceof Reading.Unknown<?> unknown) {
      String text = "unknown: " + words(unknown.cause().name());
      columns.cell(text, style.unsure(text));
      columns.cell(unknown.detail(), style.faint(unknown.detail()));
    } else {
      columns.cell("absent", style.faint("absent"));
      String from = evidence(fact.evidence());
      columns.cell(from, style.faint(from));
    }
  }

  private static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String evidence(List<Evidence> evidence) {
    if (evidence.isEmpty()) {
      return "";
    }
    String more = evidence.size() > 1 ? " (+" + (evidence.size() - 1) + ")" : "";
    return evidence.get(0).locator() + more;
  }

  /** A value on one line. */
  public static String value(Object value) {
    if (value instanceof List<?> list) {
      List<String> texts = new ArrayList<>();
      for (Object item : list) {
        texts.add(value(item));
      }
      return String.join(" ", texts);
    }
    return value instanceof FactRecord record ? record(record) : String.valueOf(value);
  }

  private static String record(FactRecord record) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Object> field : record.fields().entrySet()) {
      text.append(text.length() == 0 ? "" : ", ")
          .append(field.getKey())
          .append(' ')
          .append(value(field.getValue()));
    }
    return text.toString();
  }
}
