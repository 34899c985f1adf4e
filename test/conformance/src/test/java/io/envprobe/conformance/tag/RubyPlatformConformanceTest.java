package io.envprobe.conformance.tag;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.tag.platform.RubyPlatform;
import io.envprobe.testkit.Conformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RubyPlatformConformanceTest {
  @Test
  void readsMatchesAndRanksAsRubyGemsDoes() {
    Failures failures = new Failures();
    for (JsonObject row : Conformance.cases("eco/rubygems_platform.json")) {
      switch (Json.text(row, "kind")) {
        case "parse" -> {
          RubyPlatform platform = RubyPlatform.of(Json.text(row, "input"));
          JsonArray array = row.getAsJsonArray("array");
          failures.check(row + " cpu", text(array.get(0)), platform.cpu());
          failures.check(row + " os", text(array.get(1)), Optional.of(platform.os()));
          failures.check(row + " version", text(array.get(2)), platform.version());
          failures.check(row.toString(), Json.text(row, "canonical"), platform.toString());
        }
        case "match" -> {
          RubyPlatform local = RubyPlatform.of(Json.text(row, "local"));
          List<String> taken = new ArrayList<>();
          for (String gem : Json.texts(row.get("gem_platforms"))) {
            if (local.takes(gem)) {
              taken.add(gem);
            }
          }
          failures.check(local.toString(), Json.texts(row.get("matches")), taken);
        }
        default -> {
          RubyPlatform local = RubyPlatform.of(Json.text(row, "local"));
          for (Map.Entry<String, JsonElement> entry : row.getAsJsonObject("scores").entrySet()) {
            failures.check(
                local + " and " + entry.getKey(),
                entry.getValue().getAsInt(),
                local.distance(entry.getKey()));
          }
        }
      }
    }
    failures.report();
  }

  private static Optional<String> text(JsonElement element) {
    return element.isJsonNull() ? Optional.empty() : Optional.of(element.getAsString());
  }
}
