package io.envprobe.conformance.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.fact.Profile;
import io.envprobe.fleet.DownloadClient;
import io.envprobe.fleet.DownloadEvent;
import io.envprobe.fleet.Fleet;
import io.envprobe.fleet.FleetColumns;
import io.envprobe.fleet.FleetQuestion;
import io.envprobe.fleet.FleetReader;
import io.envprobe.fleet.FleetReport;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.requirement.MarkerDemand;
import io.envprobe.requirement.Span;
import io.envprobe.testkit.Conformance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Headers of programs that download, as linehaul understands them. */
class DownloadClientTest {
  @Test
  void headersAreUnderstoodAsLinehaulDoes() {
    List<String> failures = new ArrayList<>();
    int cases = 0;
    for (JsonObject one : cases("user_agent")) {
      DownloadClient client = DownloadClient.parse(one.get("ua").getAsString());
      DownloadClient.Kind kind =
          one.has("unknown")
              ? DownloadClient.Kind.UNKNOWN
              : one.get("ignored").getAsBoolean()
                  ? DownloadClient.Kind.IGNORED
                  : DownloadClient.Kind.KNOWN;
      cases++;
      JsonObject details =
          kind == DownloadClient.Kind.KNOWN ? one.getAsJsonObject("details") : new JsonObject();
      if (client.kind() != kind || !details(client).equals(flat(details))) {
        failures.add(one.get("id") + ": " + flat(details) + " expected, not " + client);
      }
    }
    assertTrue(failures.isEmpty(), failures.toString());
    assertTrue(cases > 0, "no cases");
  }

  @Test
  void eventsAreUnderstoodAsLinehaulDoes() {
    List<String> failures = new ArrayList<>();
    int cases = 0;
    for (JsonObject one : cases("event")) {
      cases++;
      String line = one.get("line").getAsString();
      if (!one.has("record")) {
        if (!fails(line)) {
          failures.add(one.get("id") + ": an error expected");
        }
        continue;
      }
      DownloadEvent event = DownloadEvent.parse(line);
      Map<String, String> found = new TreeMap<>(event.values());
      details(event.client()).forEach((name, value) -> found.put("details." + name, value));
      Map<String, String> expected = flat(one.getAsJsonObject("record"));
      if (!found.equals(expected)) {
        failures.add(one.get("id") + ": " + expected + " expected, not " + found);
      }
    }
    assertTrue(failures.isEmpty(), failures.toString());
    assertTrue(cases > 0, "no cases");
  }

  /** The same lines as an input: what comes out of it is what the records say. */
  @Test
  void aLogIsAFleet() throws IOException {
    StringBuilder log = new StringBuilder();
    long[] expected = new long[3];
    long damaged = 0;
    for (JsonObject one : cases("event")) {
      log.append(one.get("line").getAsString()).append('\n');
      if (!one.has("record")) {
        damaged++;
        continue;
      }
      String cpu = flat(one.getAsJsonObject("record")).getOrDefault("details.cpu", "");
      expected[cpu.isEmpty() ? 2 : cpu.equals("x86_64") ? 0 : 1]++;
    }
    FleetQuestion question =
        new FleetQuestion(
            List.of(
                new FleetQuestion.Asked(
                    "x86",
                    MarkerDemand.condition(
                        CompiledMarker.parse("cpu_arch == 'x86_64'"), Span.of("x86")))),
            0);
    Fleet fleet = new Fleet(question, Profile.EMPTY);
    FleetReader reader = new FleetReader(fleet, FleetColumns.usual());
    reader.read("log", new ByteArrayInputStream(log.toString().getBytes(StandardCharsets.UTF_8)));
    FleetReport.Share share = fleet.report().shares().get(0);
    assertEquals(expected[0], share.compatible());
    assertEquals(expected[1], share.incompatible());
    assertEquals(expected[2], share.undetermined());
    assertEquals(damaged, reader.intake().damaged(), reader.intake().toString());
  }

  private static List<JsonObject> cases(String kind) {
    List<JsonObject> cases = new ArrayList<>();
    for (JsonObject one : Conformance.cases("eco/linehaul.json")) {
      if (one.get("kind").getAsString().equals(kind)) {
        cases.add(one);
      }
    }
    return cases;
  }

  private static boolean fails(String line) {
    try {
      DownloadEvent.parse(line);
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static Map<String, String> details(DownloadClient client) {
    Map<String, String> details = new TreeMap<>(client.details());
    if (!client.subcommand().isEmpty()) {
      details.put("installer.subcommand", client.subcommand().toString());
    }
    return details;
  }

  private static Map<String, String> flat(JsonObject object) {
    Map<String, String> values = new TreeMap<>();
    flatten("", object, values);
    return values;
  }

  private static void flatten(String prefix, JsonObject object, Map<String, String> values) {
    for (Map.Entry<String, JsonElement> member : object.entrySet()) {
      String path = prefix + member.getKey();
      if (member.getValue().isJsonObject()) {
        flatten(path + ".", member.getValue().getAsJsonObject(), values);
      } else if (member.getValue().isJsonArray()) {
        List<String> words = new ArrayList<>();
        member.getValue().getAsJsonArray().forEach(word -> words.add(word.getAsString()));
        values.put(path, words.toString());
      } else if (member.getValue().isJsonPrimitive()) {
        values.put(path, member.getValue().getAsString());
      }
    }
  }
}
