package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.fact.Severity;
import io.envprobe.marker.MarkerFinding;
import io.envprobe.marker.MarkerRule;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Findings as a log of the Static Analysis Results Interchange Format 2.1.0; see
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
 */
public final class SarifLog {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final List<MarkerRule> rules;
  private final List<PlacedFinding> findings;

  /** The expressions of the command line, which the log holds because no file does. */
  private final List<String> expressions = new ArrayList<>();

  private SarifLog(List<MarkerRule> rules, List<PlacedFinding> findings) {
    this.rules = rules;
    this.findings = findings;
    for (PlacedFinding placed : findings) {
      if (placed.file().isEmpty() && !expressions.contains(placed.subject())) {
        expressions.add(placed.subject());
      }
    }
  }

  /** The whole log, one line. */
  public static String text(List<MarkerRule> rules, List<PlacedFinding> findings) {
    StringWriter text = new StringWriter();
    JsonWriter out = new JsonWriter(text);
    out.setHtmlSafe(false);
    try {
      new SarifLog(rules, findings).write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A StringWriter does not fail.
    }
    return text.append('\n').toString();
  }

  private void write(JsonWriter out) throws IOException {
    out.beginObject();
    out.name("$schema").value(SCHEMA);
    out.name("version").value("2.1.0");
    out.name("runs").beginArray().beginObject();
    out.name("tool").beginObject().name("driver").beginObject();
    out.name("name").value("envprobe");
    out.name("version").value(ProgramVersion.text());
    out.name("rules").beginArray();
    for (MarkerRule rule : rules) {
      out.beginObject();
      out.name("id").value(rule.id());
      message(out, "shortDescription", rule.meaning());
      out.name("defaultConfiguration").beginObject();
      out.name("level").value(level(rule.severity())).endObject();
      out.endObject();
    }
    out.endArray().endObject().endObject();
    out.name("columnKind").value("utf16CodeUnits");
    if (!expressions.isEmpty()) {
      out.name("artifacts").beginArray();
      for (String expression : expressions) {
        out.beginObject();
        message(out, "contents", expression);
        out.endObject();
      }
      out.endArray();
    }
    out.name("results").beginArray();
    for (PlacedFinding placed : findings) {
      result(out, placed);
    }
    out.endArray().endObject().endArray().endObject();
  }

  private void result(JsonWriter out, PlacedFinding placed) throws IOException {
    MarkerFinding finding = placed.finding();
    out.beginObject();
    out.name("ruleId").value(finding.rule());
    out.name("ruleIndex").value(ruleIndex(finding.rule()));
    out.name("level").value(level(finding.severity()));
    String remedy = finding.remedy().isEmpty() ? "" : " (" + finding.remedy() + ")";
    message(out, "message", finding.message() + remedy);
    out.name("locations").beginArray().beginObject();
    out.name("physicalLocation").beginObject();
    out.name("artifactLocation").beginObject();
    if (placed.file().isPresent()) {
      out.name("uri").value(uri(placed.file().get()));
    } else {
      out.name("index").value(expressions.indexOf(placed.subject()));
    }
    out.endObject();
    out.name("region").beginObject();
    out.name("startLine").value(placed.line());
    out.name("startColumn").value(placed.column());
    out.name("endLine").value(placed.endLine());
    out.name("endColumn").value(placed.endColumn());
    out.endObject().endObject().endObject().endArray().endObject();
  }

  private int ruleIndex(String id) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalStateException("no rule has the identifier " + id);
  }

  private static void message(JsonWriter out, String name, String text) throws IOException {
    out.name(name).beginObject().name("text").value(text).endObject();
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  /** A file's name as a URI reference: relative as it was given, or with the scheme of files. */
  static String uri(String file) {
    String path = file.replace('\\', '/');
    StringBuilder uri = new StringBuilder();
    if (path.startsWith("/")) {
      uri.append("file://");
    } else if (path.length() > 1 && path.charAt(1) == ':') {
      uri.append("file:///");
    }
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~/".indexOf(c) >= 0;
      uri.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return uri.toString();
  }
}
