package io.envprobe.conformance.tag;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.tag.variant.Variant;
import io.envprobe.tag.variant.VariantFormat;
import io.envprobe.tag.variant.VariantLabel;
import io.envprobe.tag.variant.VariantsDocument;
import io.envprobe.tag.variant.json.VariantsJson;
import io.envprobe.tag.variant.json.VariantsJsonException;
import io.envprobe.tag.variant.json.VariantsJsonProblem;
import io.envprobe.testkit.Conformance;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VariantsJsonConformanceTest {
  private static final Map<String, VariantFormat> SCHEMAS =
      Map.of(
          "pep825_0_1_1", VariantFormat.V0_1_1,
          "wheelnext_0_0_3", VariantFormat.V0_0_3,
          "wheelnext_0_0_2", VariantFormat.V0_0_2,
          "pep817_appendix", VariantFormat.V0_0_2);

  private final Failures failures = new Failures();

  @Test
  void acceptsAndRefusesDocuments() throws VariantsJsonException {
    for (JsonObject row : Conformance.cases("variants/variants_json.json")) {
      check(row, json(row));
    }
    failures.report();
  }

  @Test
  void readsPublishedDocuments() throws VariantsJsonException {
    for (JsonObject row : Conformance.cases("variants/real_index_documents.json")) {
      VariantsJson json = VariantsJson.ofIndex(row.get("document").toString());
      check(row, json);
      JsonElement variants = row.getAsJsonObject("document").get("variants");
      failures.check(
          "every published document can be read: " + Json.text(row, "id"),
          Variants.variants(variants.getAsJsonObject()),
          json.document().variants());
    }
    failures.report();
  }

  private static VariantsJson json(JsonObject row) throws VariantsJsonException {
    String text = row.get("document").toString();
    return Json.text(row, "kind").equals("index")
        ? VariantsJson.ofIndex(text)
        : VariantsJson.ofWheel(text, Json.findText(row, "expected_label"));
  }

  private void check(JsonObject row, VariantsJson json) throws VariantsJsonException {
    JsonObject expected = row.getAsJsonObject("expected");
    String what = Json.text(row, "id") + " " + row.get("document");
    for (Map.Entry<String, VariantFormat> schema : SCHEMAS.entrySet()) {
      if (expected.has(schema.getKey())) {
        failures.check(
            what + " in " + schema.getKey() + json.schemaProblems(schema.getValue()),
            Json.isTrue(expected.getAsJsonObject(schema.getKey()), "valid"),
            json.schemaProblems(schema.getValue()).isEmpty());
      }
    }
    if (expected.has("pep825_semantics")) {
      failures.check(
          what,
          Json.texts(expected.getAsJsonObject("pep825_semantics").get("violations")),
          json.ruleProblems().stream().map(VariantsJsonProblem::rule).toList());
    }
    JsonObject variantlib = expected.getAsJsonObject("variantlib");
    failures.check(
        what + " in variantlib" + json.variantlibProblems(),
        Json.isTrue(variantlib, "valid"),
        json.variantlibProblems().isEmpty());
    if (variantlib.has("hashes") && json.variantlibProblems().isEmpty()) {
      failures.check(
          what, Variants.texts(variantlib, "hashes"), hashes(json.documentAsVariantlib()));
    }
  }

  private static Map<String, String> hashes(VariantsDocument document) {
    Map<String, String> hashes = new TreeMap<>();
    for (Variant variant : document.variants()) {
      hashes.put(variant.label(), VariantLabel.hash(variant.properties()));
    }
    return hashes;
  }

  @Test
  void mergesDocuments() throws VariantsJsonException {
    for (JsonObject row : Conformance.cases("variants/variants_json_merge.json")) {
      JsonObject expected = row.getAsJsonObject("expected");
      VariantsDocument a = VariantsJson.ofIndex(row.get("a").toString()).documentAsVariantlib();
      VariantsDocument b = VariantsJson.ofIndex(row.get("b").toString()).documentAsVariantlib();
      JsonObject variantlib = expected.getAsJsonObject("variantlib");
      failures.check(
          row.toString(),
          Json.isTrue(variantlib, "ok")
              ? Optional.of(Variants.texts(variantlib, "hashes"))
              : Optional.empty(),
          asVariantlib(a, b).map(VariantsJsonConformanceTest::hashes));
      JsonObject pep825 = expected.getAsJsonObject("pep825");
      failures.check(
          row.toString(),
          Json.isTrue(pep825, "consistent")
              ? Json.texts(pep825.get("namespace")) + " " + Json.texts(pep825.get("labels"))
              : Json.text(pep825, "why"),
          asPep825(a, b));
      failures.check(row.toString(), asPep825(a, b), asPep825(b, a));
    }
    failures.report();
  }

  private static Optional<VariantsDocument> asVariantlib(VariantsDocument a, VariantsDocument b) {
    try {
      return Optional.of(a.mergeAsVariantlib(b));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String asPep825(VariantsDocument a, VariantsDocument b) {
    try {
      VariantsDocument merged = a.merge(b);
      return merged.priorities().namespaces()
          + " "
          + new ArrayList<>(new TreeMap<>(hashes(merged)).keySet());
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
