package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.fact.Severity;
import io.envprobe.json.FactJson;
import io.envprobe.marker.MarkerFinding;
import io.envprobe.version.Caret;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Findings about expressions, for people, as JSON and as annotations of GitHub. */
public final class LintView {
  private LintView() {}

  /** Each finding with its place, the line and carets, and what to do. */
  public static String text(List<PlacedFinding> findings, Style style) {
    StringBuilder text = new StringBuilder();
    for (PlacedFinding placed : findings) {
      MarkerFinding finding = placed.finding();
      text.append(
          placed
              .file()
              .map(file -> file + ":" + placed.line() + ":" + placed.column() + ": ")
              .orElse(""));
      String severity = finding.severity().name().toLowerCase(Locale.ROOT);
      text.append(
              finding.severity() == Severity.ERROR ? style.bad(severity) : style.unsure(severity))
          .append(": ")
          .append(finding.message())
          .append(style.faint(" [" + finding.rule() + "]"))
          .append('\n')
          .append(Caret.show(placed.subject(), finding.offset(), finding.length()));
      if (!finding.remedy().isEmpty()) {
        text.append("hint: ").append(finding.remedy()).append('\n');
      }
    }
    return text.toString();
  }

  /** The findings as an array; the place is that of the file, the offset that of the subject. */
  public static void write(JsonWriter out, List<PlacedFinding> findings) throws IOException {
    out.beginArray();
    for (PlacedFinding placed : findings) {
      MarkerFinding finding = placed.finding();
      out.beginObject();
      out.name("rule").value(finding.rule());
      out.name("severity").value(finding.severity().name().toLowerCase(Locale.ROOT));
      out.name("message").value(finding.message());
      out.name("subject").value(placed.subject());
      out.name("evidence");
      FactJson.evidence(out, List.of(placed.evidence()));
      out.name("remedy").value(finding.remedy());
      if (placed.file().isEmpty()) {
        out.name("expression").value(finding.expression());
      }
      out.name("offset").value(finding.offset());
      out.name("length").value(finding.length());
      if (placed.file().isPresent()) {
        out.name("file").value(placed.file().get());
      }
      out.name("line").value(placed.line());
      out.name("column").value(placed.column());
      out.name("endLine").value(placed.endLine());
      out.name("endColumn").value(placed.endColumn());
      if (finding.witness().isPresent()) {
        out.name("witness");
        witness(out, finding.witness().get().values());
      }
      out.endObject();
    }
    out.endArray();
  }

  /** An environment in the form that {@code eval --environment} reads. */
  private static void witness(JsonWriter out, Map<String, Optional<Object>> values)
      throws IOException {
    out.beginObject();
    for (Map.Entry<String, Optional<Object>> value : values.entrySet()) {
      out.name(value.getKey());
      if (value.getValue().isEmpty()) {
        out.nullValue();
      } else {
        FactJson.value(out, value.getValue().get());
      }
    }
    out.endObject();
  }

  /**
   * One workflow command for each finding; see
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands.
   */
  public static String annotations(List<PlacedFinding> findings) {
    StringBuilder text = new StringBuilder();
    for (PlacedFinding placed : findings) {
      MarkerFinding finding = placed.finding();
      String command =
          switch (finding.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
          };
      text.append("::").append(command).append(' ');
      if (placed.file().isPresent()) {
        text.append("file=").append(property(placed.file().get()));
        text.append(",line=").append(placed.line()).append(",endLine=").append(placed.endLine());
        text.append(",col=").append(placed.column());
        text.append(",endColumn=").append(placed.endColumn()).append(',');
      }
      String remedy = finding.remedy().isEmpty() ? "" : " (" + finding.remedy() + ")";
      String subject = placed.file().isPresent() ? "" : placed.subject() + ": ";
      text.append("title=").append(property(finding.rule()));
      text.append("::").append(data(subject + finding.message() + remedy)).append('\n');
    }
    return text.toString();
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
