package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.artifact.Audit;
import io.envprobe.fact.Finding;
import io.envprobe.json.FactJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What artifacts claim against what they need, as text and as JSON. */
final class AuditView {
  private AuditView() {}

  /** Lines for what a person should change; none for a wheel that claims what it holds. */
  static void show(StringBuilder text, List<Audit> audits) {
    for (Audit audit : audits) {
      for (Audit.Measure measure : audit.measures()) {
        for (String claim : measure.overClaims()) {
          text.append("  audit: ")
              .append(claim)
              .append(" promises more than the binaries hold: they need ")
              .append(measure.minimum().orElse("another system"))
              .append(measure.decidedBy().isEmpty() ? "" : " for ")
              .append(String.join(", ", measure.decidedBy()))
              .append('\n');
        }
        if (!measure.underClaims().isEmpty()) {
          text.append("  audit: could carry ")
              .append(measure.best().orElse(""))
              .append(" instead of ")
              .append(String.join(".", measure.underClaims()))
              .append('\n');
        }
      }
      for (Finding duplicate : audit.duplicates()) {
        if (duplicate.rule().equals("duplicate.runtime")) {
          text.append("  audit: ").append(duplicate.message()).append('\n');
        }
      }
    }
  }

  static void write(JsonWriter out, List<Audit> audits) throws IOException {
    out.name("audits").beginArray();
    for (Audit audit : audits) {
      out.beginObject();
      out.name("path").value(audit.path());
      texts(out, "claims", audit.claims());
      out.name("measures").beginArray();
      for (Audit.Measure measure : audit.measures()) {
        out.beginObject();
        text(out, "architecture", measure.architecture());
        text(out, "minimum", measure.minimum());
        text(out, "best", measure.best());
        texts(out, "decided_by", measure.decidedBy());
        texts(out, "blockers", measure.blockers());
        texts(out, "over_claims", measure.overClaims());
        texts(out, "under_claims", measure.underClaims());
        out.endObject();
      }
      out.endArray();
      out.name("duplicates");
      FactJson.findings(out, audit.duplicates());
      out.endObject();
    }
    out.endArray();
  }

  private static void text(JsonWriter out, String name, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      out.name(name).value(value.get());
    }
  }

  private static void texts(JsonWriter out, String name, List<String> values) throws IOException {
    out.name(name).beginArray();
    for (String value : values) {
      out.value(value);
    }
    out.endArray();
  }
}
