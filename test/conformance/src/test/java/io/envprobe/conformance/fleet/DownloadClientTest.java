package io.envprobe.conformance.fleet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.fleet.DownloadClient;
import io.envprobe.testkit.Conformance;
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
    for (JsonObject one : Conformance.cases("eco/linehaul.json")) {
      if (!one.get("kind").getAsString().equals("user_agent")) {
        continue;
      }
      DownloadClient client = DownloadClient.parse(one.get("ua").getAsString());
      DownloadClient.Kind kind =
          one.has("unknown")
              ? DownloadClient.Kind.UNKNOWN
              : one.get("ignored").getAsBoolean()
                  ? DownloadClient.Kind.IGNORED
                  : DownloadClient.Kind.KNOWN;
      Map<String, String> expected = new TreeMap<>();
      if (kind == DownloadClient.Kind.KNOWN) {
        flatten("", one.getAsJsonObject("details"), expected);
      }
      if (client.kind() != kind || !client.details().entrySet().containsAll(expected.entrySet())) {
        failures.add(one.get("id") + ": " + expected + " expected, not " + client);
      }
    }
    assertTrue(failures.isEmpty(), failures.toString());
  }

  private static void flatten(String prefix, JsonObject object, Map<String, String> values) {
    for (Map.Entry<String, JsonElement> member : object.entrySet()) {
      if (member.getValue().isJsonObject()) {
        flatten(prefix + member.getKey() + ".", member.getValue().getAsJsonObject(), values);
      } else if (member.getValue().isJsonPrimitive()) {
        values.put(prefix + member.getKey(), member.getValue().getAsString());
      }
    }
  }
}
