package io.envprobe.fleet.internal;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import io.envprobe.fact.Profile;
import io.envprobe.fleet.FleetColumns;
import io.envprobe.fleet.FleetReader;
import io.envprobe.json.ProfileFormatException;
import io.envprobe.json.ProfileJson;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * JSON objects, one a line: profiles, or records whose members are columns by their path. A first
 * line that is no whole object begins one profile over many lines.
 */
public final class JsonRecords {
  private static final int DOCUMENT = 64 << 20;

  private JsonRecords() {}

  /** Reads all of them. */
  public static void read(ByteLines lines, FleetReader.Sink sink) throws IOException {
    boolean first = true;
    AskedFacts asked = new AskedFacts(sink.asked());
    while (lines.next()) {
      if (lines.isTooLong()) {
        sink.damaged(lines.number(), "the line is too long");
        continue;
      }
      int last = lines.to() - 1;
      if (last >= lines.from() && lines.buffer()[last] == '}' && isProfile(lines)) {
        Optional<String> cut = asked.cut(lines.buffer(), lines.from(), lines.to());
        if (cut.isPresent()) {
          first = false;
          object(cut.get(), lines.number(), sink);
          continue;
        }
      }
      String line = lines.text();
      if (line.isBlank()) {
        continue;
      }
      if (first && !line.stripTrailing().endsWith("}")) {
        document(line, lines, sink);
        return;
      }
      first = false;
      object(line, lines.number(), sink);
    }
  }

  private static void document(String first, ByteLines lines, FleetReader.Sink sink)
      throws IOException {
    StringBuilder text = new StringBuilder(first);
    while (lines.next() && text.length() < DOCUMENT) {
      text.append('\n').append(lines.text());
    }
    object(text.toString(), 1, sink);
  }

  private static void object(String text, long line, FleetReader.Sink sink) throws IOException {
    if (isProfile(text)) {
      try {
        Profile profile = ProfileJson.read(text, sink.asked());
        sink.fleet().add(profile, "", 1);
        sink.record();
      } catch (ProfileFormatException e) {
        sink.damaged(line, String.valueOf(e.getMessage()));
      }
      return;
    }
    try {
      JsonReader in = new JsonReader(new StringReader(text));
      record(FlatJson.read(in), sink);
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      sink.damaged(line, "no JSON object");
    } catch (IllegalArgumentException e) {
      sink.damaged(line, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isProfile(ByteLines lines) {
    int length = Math.min(64, lines.to() - lines.from());
    return isProfile(new String(lines.buffer(), lines.from(), length, StandardCharsets.ISO_8859_1));
  }

  private static boolean isProfile(String text) {
    int at = text.indexOf('{') + 1;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return text.startsWith("\"schema\"", at) || text.startsWith("\"facts\"", at);
  }

  /**
   * Adds one record.
   *
   * @throws IllegalArgumentException where a value does not fit
   */
  public static void record(Map<String, String> values, FleetReader.Sink sink) {
    long weight = 1;
    String date = "";
    for (Map.Entry<String, String> value : values.entrySet()) {
      String meaning = sink.columns().meaning(value.getKey()).orElse("");
      if (meaning.equals(FleetColumns.WEIGHT)) {
        weight = weight(value.getValue());
        sink.understood(value.getKey(), meaning);
      } else if (meaning.equals(FleetColumns.DATE)) {
        date = DelimitedRecords.day(value.getValue());
        sink.understood(value.getKey(), meaning);
      }
    }
    Profile profile = sink.profile(values);
    if (weight > 0) {
      sink.fleet().add(profile, date, weight);
    }
    sink.record();
  }

  private static long weight(String text) {
    try {
      long weight = Long.parseLong(text);
      if (weight >= 0) {
        return weight;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no count: '" + text + "'", e);
    }
    throw new IllegalArgumentException("no count: '" + text + "'");
  }
}
