package io.envprobe.conformance.tag;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.tag.platform.JuliaPlatform;
import io.envprobe.tag.platform.JuliaTriplet;
import io.envprobe.testkit.Conformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JuliaPlatformConformanceTest {
  private final Failures failures = new Failures();

  @Test
  void answersAsJuliaDoes() {
    for (JsonObject row : Conformance.cases("eco/julia_platforms.json")) {
      String what = row.toString();
      switch (Json.text(row, "kind")) {
        case "triplet" ->
            failures.check(what, Json.text(row, "triplet"), platform(row, "tags").triplet());
        case "parse" ->
            failures.check(
                what,
                Json.isTrue(row, "error")
                    ? Optional.empty()
                    : Optional.of(new TreeMap<>(Variants.texts(row, "tags"))),
                parsed(row).map(platform -> new TreeMap<>(platform.tags())));
        case "construct" -> failures.check(what, Json.isTrue(row, "error"), isRefused(row));
        case "normalize_arch" ->
            failures.check(
                what,
                Json.text(row, "expect"),
                JuliaPlatform.normalizedArch(Json.text(row, "input")));
        case "match" ->
            failures.check(
                what,
                row.get("result").getAsBoolean(),
                platform(row, "artifact")
                    .isTakenBy(platform(row, "host"), Json.isTrue(row, "host_mode"), false));
        case "select" -> failures.check(what, Json.findText(row, "chosen"), chosen(row, false));
        case "host_match" -> {
          List<String> matches = new ArrayList<>();
          for (JuliaPlatform candidate : candidates(row)) {
            if (candidate.isTakenBy(platform(row, "host"), true, true)) {
              matches.add(candidate.triplet());
            }
          }
          failures.check(what, Json.texts(row.get("matches")), matches);
          failures.check(what, Json.findText(row, "chosen"), chosen(row, true));
          failures.check(what, Json.text(row, "host_triplet"), platform(row, "host").triplet());
        }
        case "cuda_strategy" ->
            failures.check(
                what,
                row.get("result").getAsBoolean(),
                JuliaPlatform.takesCuda(Json.text(row, "host"), Json.text(row, "artifact")));
        default -> failures.check(what, library(row.get("expect")), library(row));
      }
    }
    failures.report();
  }

  private static JuliaPlatform platform(JsonObject row, String name) {
    return new JuliaPlatform(Variants.texts(row, name));
  }

  private static Optional<JuliaPlatform> parsed(JsonObject row) {
    try {
      return Optional.of(JuliaTriplet.parse(Json.text(row, "triplet"), Json.isTrue(row, "strict")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isRefused(JsonObject row) {
    try {
      Map<String, String> tags = Variants.texts(row, "tags");
      return JuliaPlatform.of(Json.text(row, "arch"), Json.text(row, "os"), tags)
          .invalid()
          .isPresent();
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static List<JuliaPlatform> candidates(JsonObject row) {
    return Json.texts(row.get("candidates")).stream()
        .map(text -> JuliaTriplet.parse(text, false))
        .toList();
  }

  private static Optional<String> chosen(JsonObject row, boolean ofHost) {
    return platform(row, "host")
        .select(candidates(row), ofHost || Json.isTrue(row, "host_mode"), ofHost)
        .map(JuliaPlatform::triplet);
  }

  private static String library(JsonElement expected) {
    if (!expected.isJsonArray()) {
      return "error";
    }
    JsonElement version = expected.getAsJsonArray().get(1);
    return expected.getAsJsonArray().get(0).getAsString()
        + " "
        + (version.isJsonNull() ? "-" : version.getAsString());
  }

  private static String library(JsonObject row) {
    try {
      JuliaTriplet.Library library =
          JuliaTriplet.library(Json.text(row, "path"), Json.text(row, "os"));
      return library.name() + " " + library.version().orElse("-");
    } catch (IllegalArgumentException e) {
      return "error";
    }
  }
}
