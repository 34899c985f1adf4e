package io.envprobe.conformance.marker;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.MarkerDialect;
import io.envprobe.marker.MarkerEnvironment;
import io.envprobe.marker.MarkerEvaluationException;
import io.envprobe.marker.PackageName;
import io.envprobe.marker.RequirementLine;
import io.envprobe.marker.Truth;
import io.envprobe.testkit.Conformance;
import io.envprobe.version.SyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MarkerConformanceTest {
  private final Failures failures = new Failures();

  @Test
  void evaluatesAsPackagingDoes() {
    for (JsonObject row : Conformance.cases("markers/markers.json")) {
      String marker = row.get("marker").getAsString();
      String answer = answer(marker, MarkerDialect.PACKAGING, environment(row));
      String expected = row.get("expected").getAsString();
      if (row.has("error")) {
        String kind = row.get("error").getAsString();
        expected +=
            kind.equals("UndefinedComparison") ? " UNDEFINED_COMPARISON" : " UNDEFINED_NAME";
      }
      failures.check(marker + " in " + row.get("environment"), expected, answer);
      if (row.has("str") && !answer.equals("error-parse")) {
        failures.check(
            marker + " printed",
            text(row.get("str")),
            CompiledMarker.parse(marker, MarkerDialect.PACKAGING)
                .marker()
                .standardText()
                .orElse(null));
      }
    }
    failures.report();
  }

  private static @Nullable String text(JsonElement element) {
    return element.isJsonNull() ? null : element.getAsString();
  }

  static MarkerEnvironment environment(JsonObject row) {
    Map<String, Object> values = new HashMap<>();
    row.getAsJsonObject("environment")
        .entrySet()
        .forEach(entry -> values.put(entry.getKey(), entry.getValue().getAsString()));
    String context = row.has("context") ? row.get("context").getAsString() : "metadata";
    if (context.equals("metadata")) {
      values.put("extra", "");
    } else if (context.equals("lock_file")) {
      values.put("extras", List.of());
      values.put("dependency_groups", List.of());
    }
    if (row.has("extra")) {
      values.put("extra", row.get("extra").getAsString());
    }
    for (String set : List.of("extras", "dependency_groups")) {
      if (row.has(set)) {
        values.put(
            set, row.getAsJsonArray(set).asList().stream().map(JsonElement::getAsString).toList());
      }
    }
    return MarkerEnvironment.of(values);
  }

  static String answer(String marker, MarkerDialect dialect, MarkerEnvironment environment) {
    try {
      CompiledMarker compiled = CompiledMarker.parse(marker, dialect);
      Truth truth = compiled.evaluate(environment);
      Truth explained = compiled.explain(environment).truth();
      return truth == explained
          ? truth.name().toLowerCase(Locale.ROOT)
          : "explained as " + explained;
    } catch (SyntaxException e) {
      return "error-parse";
    } catch (MarkerEvaluationException e) {
      return "error-eval " + e.kind();
    }
  }

  @Test
  void answersEachDivergenceInEachMode() {
    for (JsonObject row : Conformance.cases("markers/divergences.json")) {
      check(row, "packaging", MarkerDialect.PACKAGING);
      check(row, "spec", MarkerDialect.PYPA);
      check(row, "spec", MarkerDialect.STRICT);
      check(row, "uv", MarkerDialect.UV);
    }
    failures.report();
  }

  private void check(JsonObject row, String column, MarkerDialect dialect) {
    String marker = row.get("marker").getAsString();
    String expected = row.get(column).getAsString();
    String answer = answer(marker, dialect, environment(row)).replaceAll(" .*", "");
    String equality =
        answer(
                marker.replace("===", "==").replace("~=", "=="),
                MarkerDialect.PACKAGING,
                environment(row))
            .replaceAll(" .*", "");
    boolean error = answer.startsWith("error");
    boolean accepted =
        switch (expected) {
          case "error-allowed" -> !answer.equals("unknown");
          case "error-or-==", "error-or-string" -> error || answer.equals(equality);
          case "undefined-or-false" -> error || !answer.equals("true");
          case "ignored" -> answer.equals("true");
          default -> expected.equals(answer);
        };
    failures.check(
        marker + " as " + column + " says " + expected, true, accepted ? true : "answer " + answer);
  }

  @Test
  void readsAndPrintsRequirementLines() {
    for (JsonObject row : Conformance.cases("markers/requirement_strings.json")) {
      String line = row.get("requirement").getAsString();
      try {
        RequirementLine requirement = RequirementLine.parse(line, MarkerDialect.PACKAGING);
        if (row.get("expected").isJsonPrimitive()) {
          failures.check(line, "error", requirement);
          continue;
        }
        JsonObject expected = row.getAsJsonObject("expected");
        failures.check(line, expected.get("name").getAsString(), requirement.name());
        failures.check(
            line,
            expected.getAsJsonArray("extras").asList().stream()
                .map(JsonElement::getAsString)
                .toList(),
            requirement.extras());
        failures.check(
            line, expected.get("specifier").getAsString(), requirement.specifier().normalized());
        failures.check(line, text(expected.get("url")), requirement.url().orElse(null));
        failures.check(
            line,
            text(expected.get("marker")),
            requirement.marker().flatMap(marker -> marker.marker().standardText()).orElse(null));
        failures.check(line, expected.get("str").getAsString(), requirement.toString());
      } catch (SyntaxException e) {
        failures.check(line, row.get("expected").toString(), "\"error\"");
      }
    }
    failures.report();
  }

  @Test
  void normalizesNames() {
    for (JsonObject row : Conformance.cases("markers/names.json")) {
      String name = row.get("name").getAsString();
      failures.check(name, row.get("normalized").getAsString(), PackageName.normalize(name));
      failures.check(name, row.get("valid").getAsBoolean(), PackageName.isValid(name));
      failures.check(name, row.get("is_normalized").getAsBoolean(), PackageName.isNormalized(name));
    }
    failures.report();
  }
}
