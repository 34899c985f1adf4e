package io.envprobe.conformance.tag;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.tag.platform.OciMatching;
import io.envprobe.tag.platform.OciPlatform;
import io.envprobe.testkit.Conformance;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class OciPlatformConformanceTest {
  private final Failures failures = new Failures();

  @Test
  void readsAndMatchesPlatformsAsContainerdDoes() {
    for (JsonObject row : Conformance.cases("eco/containerd_platforms.json")) {
      switch (Json.text(row, "kind")) {
        case "parse" -> parse(row);
        case "vector" ->
            failures.check(
                row.toString(),
                Json.texts(row.get("only_order")),
                texts(OciMatching.candidates(platform(row, "host"))));
        case "match" -> match(row);
        case "select" -> select(row);
        case "windows_compat" ->
            failures.check(
                row.toString(),
                row.get("compatible").getAsBoolean(),
                OciMatching.windowsRuns(Json.text(row, "host"), Json.text(row, "container")));
        case "arm_variant_from_uname" ->
            failures.check(
                row.toString(),
                Json.findText(row, "variant"),
                OciMatching.armVariant(Json.text(row, "input")));
        default -> failures.check("kind " + row.get("kind"), "a known kind", "none");
      }
    }
    failures.report();
  }

  private void parse(JsonObject row) {
    String text = Json.text(row, "input");
    Optional<OciPlatform> parsed = find(text);
    failures.check(text + " is valid", !row.has("error"), parsed.isPresent());
    if (row.has("error") || parsed.isEmpty()) {
      return;
    }
    OciPlatform platform = parsed.get();
    failures.check(text, row.get("platform"), json(platform));
    failures.check(text + " normalized", row.get("normalized"), json(platform.normalized()));
    failures.check(text + " format", Json.text(row, "format"), platform.format());
    failures.check(text + " formatAll", Json.text(row, "formatAll"), platform.formatAll());
    failures.check(
        text + " normalizedFormat",
        Json.text(row, "normalizedFormat"),
        platform.normalized().formatAll());
  }

  private void match(JsonObject row) {
    OciPlatform host = platform(row, "host");
    JsonObject matches = row.getAsJsonObject("matches");
    List<String> candidates = Json.texts(row.get("candidates"));
    check(row, matches, "only", host, candidates, OciMatching::matches);
    check(row, matches, "onlyStrict", host, candidates, OciMatching::matchesStrictly);
    check(row, matches, "onlyOS", host, candidates, OciMatching::matchesSystem);
  }

  private void check(
      JsonObject row,
      JsonObject matches,
      String name,
      OciPlatform host,
      List<String> candidates,
      BiPredicate<OciPlatform, OciPlatform> rule) {
    List<String> matched = new ArrayList<>();
    for (String candidate : candidates) {
      if (rule.test(host, OciPlatform.parse(candidate))) {
        matched.add(candidate);
      }
    }
    failures.check(row.get("host") + " " + name, Json.texts(matches.get(name)), matched);
  }

  private void select(JsonObject row) {
    List<OciPlatform> index = new ArrayList<>();
    List<String> texts = Json.texts(row.get("index"));
    texts.forEach(text -> index.add(OciPlatform.parse(text)));
    List<String> order = new ArrayList<>();
    List<OciPlatform> left = new ArrayList<>(index);
    for (OciPlatform chosen : OciMatching.select(platform(row, "host"), index)) {
      int at = left.indexOf(chosen);
      order.add(texts.get(at));
      left.set(at, OciPlatform.parse("plan9/wasm"));
    }
    failures.check(row.toString(), Json.texts(row.get("order")), order);
    failures.check(row + " chosen", Json.findText(row, "chosen"), order.stream().findFirst());
  }

  private static Optional<OciPlatform> find(String text) {
    try {
      return Optional.of(OciPlatform.parse(text));
    } catch (SyntaxException e) {
      return Optional.empty();
    }
  }

  private static OciPlatform platform(JsonObject row, String name) {
    return OciPlatform.parse(Json.text(row, name));
  }

  private static List<String> texts(List<OciPlatform> platforms) {
    List<String> texts = new ArrayList<>();
    platforms.forEach(platform -> texts.add(platform.formatAll()));
    return texts;
  }

  private static JsonElement json(OciPlatform platform) {
    JsonObject json = new JsonObject();
    json.addProperty("architecture", platform.architecture());
    json.addProperty("os", platform.os());
    if (!platform.variant().isEmpty()) {
      json.addProperty("variant", platform.variant());
    }
    if (!platform.version().isEmpty()) {
      json.addProperty("os.version", platform.version());
    }
    if (!platform.features().isEmpty()) {
      JsonArray features = new JsonArray();
      platform.features().forEach(features::add);
      json.add("os.features", features);
    }
    return json;
  }
}
