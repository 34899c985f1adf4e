package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Reading;
import io.envprobe.json.FactJson;
import io.envprobe.target.CpuPage;
import io.envprobe.target.CrossChecked;
import io.envprobe.target.WhyNot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A processor as a page for a person, and why code for a target does not run on it. */
public final class CpuView {
  /** All of a level's would bury the first, which is what a reader looks for. */
  private static final int SHOWN_MISSING = 4;

  private CpuView() {}

  /** Shows the page. */
  public static void show(Output output, CpuPage page) {
    Style style = output.style();
    StringBuilder text = new StringBuilder();
    text.append(style.strong(page.name().isEmpty() ? "Processor of unknown name" : page.name()));
    text.append('\n');
    Columns head = new Columns();
    row(head, "silicon", page.silicon());
    row(head, "cores", page.unknownClusters() + cores(page.clusters()));
    row(head, "hypervisor", page.hypervisor());
    row(head, "emulation", page.emulation());
    row(head, "target", page.target());
    row(head, "archspec", page.archspec());
    text.append(head.text());
    ladder(text, style, page);
    if (!page.targets().isEmpty()) {
      text.append("\nRuns code for\n  ").append(String.join(" ", page.targets())).append('\n');
    }
    if (!page.tuning().isEmpty()) {
      text.append("\nCompiler flags\n");
      Columns flags = new Columns();
      page.tuning().forEach((compiler, line) -> row(flags, compiler, line));
      text.append(flags.text());
    }
    hidden(text, page.hidden());
    if (!page.disagreements().isEmpty()) {
      text.append("\nDisagreements\n");
      for (Finding finding : page.disagreements()) {
        text.append("  ").append(finding.message()).append('\n');
      }
    }
    output.text(text);
  }

  private static void row(Columns columns, String name, String value) {
    columns.row().cell("  " + name).cell(value);
  }

  private static String cores(List<FactRecord> clusters) {
    List<String> parts = new ArrayList<>();
    for (FactRecord cluster : clusters) {
      String name =
          cluster
              .text("name")
              .orElse(
                  "unknown core "
                      + cluster.text("implementer").orElse("")
                      + " "
                      + cluster.text("part").orElse(""));
      String core = cluster.text("core").isPresent() ? " " + cluster.text("core").get() : "";
      long count = cluster.integer("stands_for").or(() -> cluster.integer("cpus")).orElse(0L);
      parts.add(count + " × " + (name + core).strip());
    }
    return String.join(", ", parts);
  }

  /** The levels that are reached, and the next one after them with the first things it lacks. */
  private static void ladder(StringBuilder text, Style style, CpuPage page) {
    Columns columns = new Columns();
    boolean below = true;
    for (CpuPage.Step step : page.ladder()) {
      boolean shown = below || step.isReached();
      below = step.isReached();
      if (shown) {
        String state = state(step);
        columns.row().cell("  " + step.name());
        columns.cell(state, step.isReached() ? style.good(state) : style.faint(state));
      }
    }
    if (!page.ladder().isEmpty()) {
      text.append("\nLevels\n").append(columns.text());
    }
    Columns further = new Columns();
    page.extensions().forEach((name, value) -> row(further, name, value));
    if (!page.extensions().isEmpty()) {
      text.append("\nBeside the levels\n").append(further.text());
    }
  }

  private static String state(CpuPage.Step step) {
    if (step.isReached()) {
      return step.unobservable().isEmpty()
          ? "reached"
          : "reached, apart from what no system tells: " + String.join(" ", step.unobservable());
    }
    int more = step.missing().size() - SHOWN_MISSING;
    if (step.missing().isEmpty()) {
      return "not reached";
    }
    return "lacks "
        + String.join(
            " ", step.missing().subList(0, Math.min(SHOWN_MISSING, step.missing().size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static void hidden(StringBuilder text, List<FactRecord> hidden) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (FactRecord record : hidden) {
      String remedy = record.text("remedy").orElse("");
      byReason
          .computeIfAbsent(
              record.text("reason").orElse("for an unknown reason")
                  + (remedy.isEmpty() ? "" : "; " + remedy),
              key -> new ArrayList<>())
          .add(record.text("feature").orElse(""));
    }
    if (!byReason.isEmpty()) {
      text.append("\nHidden features\n");
      byReason.forEach(
          (reason, features) ->
              text.append("  ")
                  .append(String.join(" ", features))
                  .append(": ")
                  .append(reason)
                  .append('\n'));
    }
  }

  /** Shows why code for a target does not run here. */
  public static void show(Output output, WhyNot answer) {
    Style style = output.style();
    String message =
        switch (answer.status()) {
          case RUNS -> style.good(answer.message());
          case UNDETERMINED -> style.unsure(answer.message());
          default -> style.bad(answer.message());
        };
    StringBuilder text = new StringBuilder(message).append('\n');
    Columns columns = new Columns();
    for (WhyNot.Missing missing : answer.missing()) {
      columns.row().cell("  " + missing.feature(), "  " + style.strong(missing.feature()));
      columns.cell(missing.reason() + (missing.remedy().isEmpty() ? "" : "; " + missing.remedy()));
    }
    output.text(text.append(columns.text()));
  }

  /** The same as the JSON member {@code why_not}. */
  public static void write(JsonWriter out, WhyNot answer) throws IOException {
    out.name("why_not").beginObject();
    out.name("target").value(answer.target());
    out.name("status").value(answer.status().name().toLowerCase(Locale.ROOT));
    out.name("message").value(answer.message());
    out.name("missing").beginArray();
    for (WhyNot.Missing missing : answer.missing()) {
      out.beginObject();
      out.name("feature").value(missing.feature());
      out.name("generated").value(missing.isGenerated());
      out.name("reason").value(missing.reason());
      out.name("remedy").value(missing.remedy());
      out.endObject();
    }
    out.endArray();
    out.endObject();
  }

  /** Shows what another detector says. */
  public static void show(Output output, CrossChecked checked) {
    String answer =
        checked
            .answer()
            .fold(
                present -> FactsView.value(present.value()),
                absent -> "nothing",
                unknown -> "unknown: " + unknown.detail());
    output.text("\n" + checked.detector() + " says\n  " + answer + "\n");
  }

  /** The same as the JSON member {@code cross_check}. */
  public static void write(JsonWriter out, CrossChecked checked) throws IOException {
    out.name("cross_check").beginObject();
    out.name("detector").value(checked.detector());
    if (checked.answer() instanceof Reading.Present<FactRecord> present) {
      out.name("state").value("present");
      out.name("value");
      FactJson.value(out, present.value());
    } else if (checked.answer() instanceof Reading.Unknown<FactRecord> unknown) {
      out.name("state").value("unknown");
      out.name("cause").value(unknown.cause().name());
      out.name("detail").value(unknown.detail());
    }
    out.endObject();
  }
}
