package io.envprobe.conformance.version;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.testkit.Conformance;
import io.envprobe.version.CondaVersion;
import io.envprobe.version.CondaVersionSpec;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CondaVersionConformanceTest {
  private final Failures failures = new Failures();

  private static List<JsonObject> cases(String kind) {
    return Conformance.cases("eco/conda_version_matchspec.json").stream()
        .filter(row -> row.get("kind").getAsString().equals(kind))
        .toList();
  }

  @Test
  void takesVersionsApart() {
    for (JsonObject row : cases("version_parse")) {
      String input = row.get("input").getAsString();
      try {
        CondaVersion version = CondaVersion.parse(input);
        failures.check(input + " parses", row.get("ok").getAsBoolean(), true);
        if (row.get("ok").getAsBoolean()) {
          JsonObject components = row.getAsJsonObject("components");
          failures.check(input, row.get("normalized").getAsString(), version.normalized());
          failures.check(input, shown(components, "version"), version.parts().get("version"));
          failures.check(
              input, shown(components, "local"), version.parts().getOrDefault("local", List.of()));
        }
      } catch (SyntaxException e) {
        failures.check(input + " parses", row.get("ok").getAsBoolean(), false);
      }
    }
    failures.report();
  }

  private static List<String> shown(JsonObject components, String part) {
    List<String> shown = new ArrayList<>();
    for (JsonElement component : components.getAsJsonArray(part)) {
      shown.add(
          String.join(
              " ",
              component.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList()));
    }
    return shown;
  }

  @Test
  void ordersVersions() {
    for (JsonObject row : cases("version_cmp")) {
      CondaVersion a = CondaVersion.parse(row.get("a").getAsString());
      CondaVersion b = CondaVersion.parse(row.get("b").getAsString());
      failures.check(row.toString(), row.get("cmp").getAsInt(), Integer.signum(a.compareTo(b)));
      failures.check(
          row + " hash", true, row.get("cmp").getAsInt() != 0 || a.hashCode() == b.hashCode());
    }
    for (JsonObject row : cases("version_sorted")) {
      List<CondaVersion> versions =
          row.getAsJsonArray("versions").asList().stream()
              .map(text -> CondaVersion.parse(text.getAsString()))
              .toList();
      for (int i = 1; i < versions.size(); i++) {
        failures.check(
            versions.get(i - 1) + " up to " + versions.get(i),
            true,
            versions.get(i - 1).compareTo(versions.get(i)) <= 0);
      }
    }
    failures.report();
  }

  @Test
  void knowsPrefixes() {
    for (JsonObject row : cases("version_startswith")) {
      failures.check(
          row.toString(),
          row.get("result").getAsBoolean(),
          CondaVersion.parse(row.get("version").getAsString())
              .startsWith(CondaVersion.parse(row.get("prefix").getAsString())));
    }
    failures.report();
  }

  @Test
  void specsMatchVersions() {
    for (JsonObject row : cases("version_spec")) {
      String text = row.get("spec").getAsString();
      try {
        CondaVersionSpec spec = CondaVersionSpec.parse(text);
        failures.check(text + " parses", row.get("ok").getAsBoolean(), true);
        if (row.get("ok").getAsBoolean()) {
          failures.check(text + " exact", row.get("exact").getAsBoolean(), spec.isExact());
          failures.check(
              text,
              strings(row, "matches"),
              strings(row, "versions").stream().filter(spec::contains).toList());
        }
      } catch (SyntaxException e) {
        failures.check(text + " parses", row.get("ok").getAsBoolean(), false);
      }
    }
    failures.report();
  }

  private static List<String> strings(JsonObject row, String name) {
    return row.getAsJsonArray(name).asList().stream().map(JsonElement::getAsString).toList();
  }
}
