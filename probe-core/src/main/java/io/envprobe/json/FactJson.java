package io.envprobe.json;

import com.google.gson.stream.JsonWriter;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes facts, findings and their parts as members of a larger JSON text. */
public final class FactJson {
  private FactJson() {}

  /**
   * A fact as an object with {@code state}, {@code value} or {@code cause}, {@code origin} and
   * {@code evidence}.
   */
  public static void write(JsonWriter out, Fact<?> fact) throws IOException {
    out.beginObject();
    reading(out, fact.reading());
    out.name("origin").value(fact.origin().name());
    out.name("evidence");
    evidence(out, fact.evidence());
    out.endObject();
  }

  /** A reading as members of an object: {@code state}, and {@code value} or {@code cause}. */
  public static void reading(JsonWriter out, Reading<?> reading) throws IOException {
    if (reading instanceof Reading.Present<?> present) {
      out.name("state").value("present");
      out.name("value");
      value(out, present.value());
    } else if (reading instanceof Reading.Unknown<?> unknown) {
      out.name("state").value("unknown");
      out.name("cause").value(unknown.cause().name());
      out.name("detail").value(unknown.detail());
    } else {
      out.name("state").value("absent");
    }
  }

  /** A value of any fact type. */
  public static void value(JsonWriter out, Object value) throws IOException {
    if (value instanceof String text) {
      out.value(text);
    } else if (value instanceof Long number) {
      out.value(number);
    } else if (value instanceof Boolean truth) {
      out.value(truth);
    } else if (value instanceof List<?> list) {
      out.beginArray();
      for (Object item : list) {
        value(out, item);
      }
      out.endArray();
    } else if (value instanceof FactRecord record) {
      out.beginObject();
      for (Map.Entry<String, Object> field : record.fields().entrySet()) {
        out.name(field.getKey());
        value(out, field.getValue());
      }
      out.endObject();
    } else {
      throw new IllegalStateException("no fact holds a " + value.getClass());
    }
  }

  /** A list of evidence as an array. */
  public static void evidence(JsonWriter out, List<Evidence> evidence) throws IOException {
    out.beginArray();
    for (Evidence item : evidence) {
      out.beginObject();
      out.name("source").value(item.source());
      out.name("locator").value(item.locator());
      out.name("excerpt").value(item.excerpt());
      out.endObject();
    }
    out.endArray();
  }

  /** Findings as an array. */
  public static void findings(JsonWriter out, List<Finding> findings) throws IOException {
    out.beginArray();
    for (Finding finding : findings) {
      out.beginObject();
      out.name("rule").value(finding.rule());
      out.name("severity").value(finding.severity().name().toLowerCase(Locale.ROOT));
      out.name("message").value(finding.message());
      out.name("subject").value(finding.subject());
      out.name("evidence");
      evidence(out, finding.evidence());
      out.name("remedy").value(finding.remedy());
      out.endObject();
    }
    out.endArray();
  }
}
