package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.engine.Compatibility;
import io.envprobe.external.ExternalAnswer;
import io.envprobe.external.ExternalDependency;
import io.envprobe.external.ExternalFinder;
import io.envprobe.external.ExternalNames;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Finding;
import io.envprobe.json.FactJson;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.Truth;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** External dependencies, as text and as JSON. */
public final class ExtView {
  private ExtView() {}

  /**
   * A dependency and what is there of it.
   *
   * @param needed whether its marker holds
   * @param counts whether the exit code looks at it
   */
  public record Row(
      ExternalDependency dependency, Truth needed, ExternalAnswer answer, boolean counts) {
    String word() {
      return needed == Truth.FALSE ? "not needed" : answer.word();
    }
  }

  /** One line a dependency, what was found or what to do below it. */
  public static void show(
      Output output, List<Row> rows, List<Finding> findings, Optional<String> map) {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      ExternalDependency dependency = row.dependency();
      text.append(word(output.style(), row))
          .append("  ")
          .append(output.style().strong(dependency.id()))
          .append(dependency.constraint().isEmpty() ? "" : " " + dependency.constraint())
          .append("  (")
          .append(dependency.phase().word())
          .append(dependency.group().isEmpty() ? "" : ", " + dependency.group())
          .append(")\n");
      if (row.needed() != Truth.FALSE) {
        details(text, output.style(), row);
      }
      map.ifPresent(
          ecosystem ->
              text.append("    ")
                  .append(ecosystem)
                  .append(": ")
                  .append(names(dependency, ecosystem))
                  .append('\n'));
    }
    for (Finding finding : findings) {
      text.append(finding.severity().name().toLowerCase(Locale.ROOT))
          .append(": ")
          .append(finding.message())
          .append(finding.remedy().isEmpty() ? "" : " " + finding.remedy() + ".")
          .append('\n');
    }
    output.text(text);
  }

  private static String names(ExternalDependency dependency, String ecosystem) {
    List<String> names = ExternalNames.packages(dependency, ecosystem);
    return names.isEmpty() ? "no name is known" : String.join(" ", names);
  }

  private static void details(StringBuilder text, Style style, Row row) {
    ExternalAnswer answer = row.answer();
    text.append("    ").append(answer.reason());
    if (!answer.version().isEmpty() && answer.truth() == Truth.TRUE) {
      text.append(", version ").append(answer.version());
    }
    if (!answer.owner().isEmpty() && !answer.path().isEmpty()) {
      text.append(", of ").append(answer.owner());
    }
    text.append('\n');
    String portability = ExternalFinder.portability(row.dependency());
    if (!portability.isEmpty()) {
      text.append("    ").append(style.faint("not portable: " + portability)).append('\n');
    }
    if (!answer.hint().isEmpty()) {
      text.append("    ").append(style.faint("install: " + answer.hint())).append('\n');
    }
  }

  private static String word(Style style, Row row) {
    String padded = row.word() + " ".repeat(10 - row.word().length());
    if (row.needed() == Truth.FALSE) {
      return style.faint(padded);
    }
    return switch (row.answer().truth()) {
      case TRUE -> style.good(padded);
      case FALSE -> style.bad(padded);
      case UNKNOWN -> style.unsure(padded);
    };
  }

  /** The members of the answer. */
  public static void write(
      JsonWriter out,
      Compatibility overall,
      List<Row> rows,
      List<Finding> findings,
      Optional<String> map)
      throws IOException {
    out.name("result")
        .value(
            switch (overall) {
              case COMPATIBLE -> "satisfied";
              case INCOMPATIBLE -> "missing";
              case UNDETERMINED -> "unknown";
            });
    out.name("dependencies").beginArray();
    for (Row row : rows) {
      write(out, row, map);
    }
    out.endArray();
    out.name("findings");
    FactJson.findings(out, findings);
  }

  private static void write(JsonWriter out, Row row, Optional<String> map) throws IOException {
    ExternalDependency dependency = row.dependency();
    ExternalAnswer answer = row.answer();
    out.beginObject();
    out.name("id").value(dependency.id());
    out.name("constraint").value(dependency.constraint());
    out.name("phase").value(dependency.phase().word());
    out.name("group").value(dependency.group());
    out.name("counts").value(row.counts());
    out.name("marker").value(dependency.marker().map(CompiledMarker::text).orElse(""));
    out.name("needed").value(row.needed().name());
    out.name("verdict").value(answer.word());
    out.name("reason").value(answer.reason());
    out.name("found_by").value(answer.foundBy());
    out.name("path").value(answer.path());
    out.name("version").value(answer.version());
    out.name("owner").value(answer.owner());
    out.name("portable").value(dependency.kind().isPortable());
    out.name("evidence").beginArray();
    for (Evidence evidence : answer.evidence()) {
      out.beginObject();
      out.name("source").value(evidence.source());
      out.name("locator").value(evidence.locator());
      out.name("excerpt").value(evidence.excerpt());
      out.endObject();
    }
    out.endArray();
    strings(out, "alternatives", answer.alternatives());
    out.name("names").beginObject();
    for (String ecosystem : ExternalNames.ECOSYSTEMS) {
      if (map.isEmpty() || map.get().equals(ecosystem)) {
        strings(out, ecosystem, ExternalNames.packages(dependency, ecosystem));
      }
    }
    out.endObject();
    out.name("hint").value(answer.hint());
    out.name("written").value(dependency.written());
    out.name("source").value(dependency.span().source());
    out.name("offset").value(dependency.span().offset());
    out.name("length").value(dependency.span().length());
    out.endObject();
  }

  private static void strings(JsonWriter out, String name, List<String> values) throws IOException {
    out.name(name).beginArray();
    for (String value : values) {
      out.value(value);
    }
    out.endArray();
  }
}
