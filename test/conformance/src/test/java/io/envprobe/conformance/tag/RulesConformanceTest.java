package io.envprobe.conformance.tag;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.marker.Truth;
import io.envprobe.tag.matchspec.CondaMatchSpec;
import io.envprobe.tag.matchspec.CondaRecord;
import io.envprobe.tag.nfd.NfdExpression;
import io.envprobe.tag.nfd.NfdFeatures;
import io.envprobe.tag.nfd.NfdRule;
import io.envprobe.tag.nfd.NfdRuleException;
import io.envprobe.testkit.Conformance;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Conda's match specifications and NFD's rules, as those who own them answer. */
class RulesConformanceTest {
  private final Failures failures = new Failures();

  private static List<JsonObject> cases(String file, String kind) {
    return Conformance.cases("eco/" + file).stream()
        .filter(row -> Json.text(row, "kind").equals(kind))
        .toList();
  }

  @Test
  void readsAndPrintsMatchSpecs() {
    for (JsonObject row : cases("conda_version_matchspec.json", "matchspec_parse")) {
      String text = Json.text(row, "spec");
      try {
        CondaMatchSpec spec = CondaMatchSpec.parse(text);
        failures.check(text + " is accepted", Json.isTrue(row, "ok"), true);
        if (Json.isTrue(row, "ok")) {
          failures.check(text, Json.text(row, "canonical"), spec.canonical());
          for (Map.Entry<String, JsonElement> field : row.getAsJsonObject("fields").entrySet()) {
            String expected =
                field.getValue().isJsonArray()
                    ? String.join(" ", Json.texts(field.getValue()))
                    : field.getValue().getAsString();
            failures.check(
                text + " " + field.getKey(), expected, spec.fields().get(field.getKey()));
          }
        }
      } catch (SyntaxException e) {
        failures.check(text + " is accepted, " + e.reason(), Json.isTrue(row, "ok"), false);
      }
    }
    failures.report();
  }

  @Test
  void findsTheRecordsThatASpecMeans() {
    for (JsonObject row : cases("conda_version_matchspec.json", "matchspec_match")) {
      CondaMatchSpec spec = CondaMatchSpec.parse(Json.text(row, "spec"));
      List<String> hits = new ArrayList<>();
      for (JsonElement record : row.getAsJsonArray("records")) {
        List<String> parts = Json.texts(record);
        CondaRecord found =
            CondaRecord.of(parts.get(0), parts.get(1), parts.get(2), Long.parseLong(parts.get(3)));
        if (spec.matches(found)) {
          hits.add(record.toString());
        }
      }
      List<String> expected = new ArrayList<>();
      row.getAsJsonArray("hits").forEach(hit -> expected.add(hit.toString()));
      failures.check(Json.text(row, "spec"), expected, hits);
    }
    failures.report();
  }

  private static NfdExpression expression(JsonObject row) {
    return new NfdExpression(
        Json.text(row, "op"),
        Json.find(row, "value").map(Json::texts).orElse(List.of()),
        Json.findText(row, "type").orElse(""));
  }

  @Test
  void evaluatesExpressions() {
    for (JsonObject row : cases("nfd_expressions.json", "expression")) {
      NfdExpression.Found found =
          !Json.isTrue(row, "present")
              ? new NfdExpression.Found.Missing()
              : Json.findText(row, "input")
                  .<NfdExpression.Found>map(NfdExpression.Found.Value::new)
                  .orElse(new NfdExpression.Found.Flag());
      Object expected =
          Json.find(row, "result").<Object>map(JsonElement::getAsBoolean).orElse("error");
      try {
        failures.check(row.toString(), expected, expression(row).test(found));
      } catch (NfdRuleException e) {
        failures.check(row.toString(), expected, "error");
      }
    }
    failures.report();
  }

  private static NfdFeatures features(JsonObject row) {
    Map<String, Set<String>> flags = new HashMap<>();
    Map<String, Map<String, String>> attributes = new HashMap<>();
    Map<String, List<Map<String, String>>> instances = new HashMap<>();
    for (Map.Entry<String, JsonElement> entry : row.getAsJsonObject("flags").entrySet()) {
      flags.put(entry.getKey(), elements(entry).keySet());
    }
    for (Map.Entry<String, JsonElement> entry : row.getAsJsonObject("attributes").entrySet()) {
      attributes.put(entry.getKey(), texts(elements(entry)));
    }
    for (Map.Entry<String, JsonElement> entry : row.getAsJsonObject("instances").entrySet()) {
      List<Map<String, String>> devices = new ArrayList<>();
      for (JsonElement device : entry.getValue().getAsJsonObject().getAsJsonArray("elements")) {
        devices.add(texts(device.getAsJsonObject().getAsJsonObject("attributes")));
      }
      instances.put(entry.getKey(), devices);
    }
    return new NfdFeatures(flags, attributes, instances, Map.of());
  }

  private static JsonObject elements(Map.Entry<String, JsonElement> entry) {
    return entry.getValue().getAsJsonObject().getAsJsonObject("elements");
  }

  private static Map<String, String> texts(JsonObject object) {
    Map<String, String> texts = new HashMap<>();
    object.entrySet().forEach(entry -> texts.put(entry.getKey(), entry.getValue().getAsString()));
    return texts;
  }

  private static Map<String, NfdExpression> expressions(JsonObject object) {
    Map<String, NfdExpression> byKey = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      byKey.put(entry.getKey(), expression(entry.getValue().getAsJsonObject()));
    }
    return byKey;
  }

  private static List<NfdRule.Term> terms(JsonObject owner) {
    List<NfdRule.Term> terms = new ArrayList<>();
    for (JsonElement element :
        Json.find(owner, "matchFeatures").map(e -> e.getAsJsonArray().asList()).orElse(List.of())) {
      JsonObject term = element.getAsJsonObject();
      terms.add(
          new NfdRule.Term(
              Json.text(term, "feature"),
              Json.find(term, "matchExpressions").map(e -> expressions(e.getAsJsonObject())),
              Json.find(term, "matchName").map(e -> expression(e.getAsJsonObject()))));
    }
    return terms;
  }

  @Test
  void evaluatesRulesOverTheFeaturesOfANode() {
    Map<String, NfdFeatures> nodes = new HashMap<>();
    for (JsonObject row : cases("nfd_expressions.json", "features")) {
      nodes.put(Json.text(row, "name"), features(row.getAsJsonObject("features")));
    }
    for (JsonObject row : cases("nfd_expressions.json", "group_rule")) {
      JsonObject rule = row.getAsJsonObject("rule");
      NfdFeatures node =
          Optional.ofNullable(nodes.get(Json.text(row, "features_ref"))).orElseThrow();
      List<List<NfdRule.Term>> alternatives = new ArrayList<>();
      for (JsonElement one :
          Json.find(rule, "matchAny").map(e -> e.getAsJsonArray().asList()).orElse(List.of())) {
        alternatives.add(terms(one.getAsJsonObject()));
      }
      Object expected =
          Json.find(row, "match").<Object>map(m -> Truth.of(m.getAsBoolean())).orElse("error");
      try {
        Truth truth = new NfdRule(Json.text(rule, "name"), terms(rule), alternatives).test(node);
        failures.check(rule.toString(), expected, truth);
      } catch (NfdRuleException e) {
        failures.check(rule.toString(), expected, "error");
      }
    }
    failures.report();
  }
}
