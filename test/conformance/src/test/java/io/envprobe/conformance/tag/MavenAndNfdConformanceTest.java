package io.envprobe.conformance.tag;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.tag.platform.MavenDetection;
import io.envprobe.tag.platform.NfdLocalFeatures;
import io.envprobe.testkit.Conformance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MavenAndNfdConformanceTest {
  private final Failures failures = new Failures();

  @Test
  void detectsWhatOsMavenPluginDetects() {
    for (JsonObject row : Conformance.cases("eco/os_maven_plugin.json")) {
      JsonObject input = row.getAsJsonObject("input");
      Map<String, String> properties = new TreeMap<>();
      for (Map.Entry<String, JsonElement> entry : input.entrySet()) {
        if (entry.getValue().isJsonPrimitive() && !entry.getKey().startsWith("/")) {
          properties.put(entry.getKey(), entry.getValue().getAsString());
        }
      }
      failures.check(
          input.toString(),
          Json.find(row, "expect").map(MavenAndNfdConformanceTest::texts),
          MavenDetection.detect(
              properties,
              Json.findText(input, "/etc/os-release"),
              Json.findText(input, "/etc/redhat-release"),
              Json.find(input, "classifierWithLikes").map(Json::texts).orElse(List.of())));
    }
    failures.report();
  }

  @Test
  void readsLocalFeatureFilesAsNodeFeatureDiscoveryDoes() {
    for (JsonObject row : Conformance.cases("eco/nfd_local_features.json")) {
      NfdLocalFeatures read =
          NfdLocalFeatures.parse(Json.text(row, "file"), Instant.parse("2026-08-01T00:00:00Z"));
      String file = Json.text(row, "file");
      failures.check(file + " features", texts(row.get("features")), read.features());
      failures.check(file + " labels", texts(row.get("labels")), read.labels());
      int errors =
          Json.find(row, "logged_errors").map(found -> found.getAsJsonArray().size()).orElse(0);
      failures.check(file + " errors", errors, read.errors().size());
    }
    failures.report();
  }

  private static Map<String, String> texts(JsonElement object) {
    Map<String, String> texts = new TreeMap<>();
    object
        .getAsJsonObject()
        .entrySet()
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue().getAsString()));
    return texts;
  }
}
