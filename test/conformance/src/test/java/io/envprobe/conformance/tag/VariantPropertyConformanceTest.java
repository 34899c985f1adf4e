package io.envprobe.conformance.tag;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.tag.python.WheelFileName;
import io.envprobe.tag.variant.FeatureSupport;
import io.envprobe.tag.variant.NamespaceSupport;
import io.envprobe.tag.variant.Variant;
import io.envprobe.tag.variant.VariantFeature;
import io.envprobe.tag.variant.VariantLabel;
import io.envprobe.tag.variant.VariantProperty;
import io.envprobe.testkit.Conformance;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class VariantPropertyConformanceTest {
  private final Failures failures = new Failures();

  @Test
  void readsPropertiesAndFeatures() {
    for (JsonObject row : Conformance.cases("variants/property_parse.json")) {
      JsonObject expected = row.getAsJsonObject("expected");
      String wanted =
          !Json.isTrue(expected, "valid")
              ? "invalid"
              : Json.findText(expected, "canonical")
                  .orElseGet(
                      () ->
                          Json.find(expected, "properties")
                              .map(Json::texts)
                              .orElse(List.of())
                              .toString());
      failures.check(row.toString(), wanted, read(row));
    }
    failures.report();
  }

  private static String read(JsonObject row) {
    JsonElement input = row.get("input");
    try {
      return switch (Json.text(row, "kind")) {
        case "property" -> VariantProperty.parse(input.getAsString()).toString();
        case "feature" -> VariantFeature.parse(input.getAsString()).toString();
        case "property_fields" -> {
          JsonObject fields = input.getAsJsonObject();
          yield new VariantProperty(
                  string(fields, "namespace"), string(fields, "feature"), string(fields, "value"))
              .toString();
        }
        case "feature_config" -> {
          feature(input.getAsJsonObject());
          yield "[]";
        }
        case "provider_config" -> {
          List<FeatureSupport> features = new ArrayList<>();
          JsonObject object = input.getAsJsonObject();
          for (JsonElement config : object.getAsJsonArray("configs")) {
            features.add(feature(config.getAsJsonObject()));
          }
          yield new NamespaceSupport(string(object, "namespace"), features).properties().toString();
        }
        default -> throw new IllegalStateException("no kind " + row);
      };
    } catch (IllegalArgumentException e) {
      return "invalid";
    }
  }

  private static FeatureSupport feature(JsonObject config) {
    if (!config.get("values").isJsonArray()
        || !config.get("multi_value").isJsonPrimitive()
        || !config.get("multi_value").getAsJsonPrimitive().isBoolean()) {
      throw new IllegalArgumentException("another type");
    }
    List<String> values = new ArrayList<>();
    for (JsonElement value : config.getAsJsonArray("values")) {
      values.add(string(value));
    }
    return new FeatureSupport(
        string(config, "name"), values, config.get("multi_value").getAsBoolean());
  }

  /** Types that Java's signature excludes are invalid. */
  private static String string(JsonObject object, String name) {
    return string(object.get(name));
  }

  private static String string(JsonElement element) {
    if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isString()) {
      throw new IllegalArgumentException("no text");
    }
    return element.getAsString();
  }

  @Test
  void hashesPropertiesIntoALabel() {
    for (JsonObject row : Conformance.cases("variants/variant_hash.json")) {
      JsonObject expected = row.getAsJsonObject("expected");
      Optional<Variant> variant = variant(row);
      failures.check(row.toString(), expected.has("error"), variant.isEmpty());
      if (variant.isEmpty()) {
        continue;
      }
      List<VariantProperty> properties = variant.get().properties();
      failures.check(
          row.toString(),
          Json.texts(expected.get("sorted")),
          properties.stream().map(VariantProperty::toString).toList());
      failures.check(row.toString(), Json.text(expected, "hash8"), VariantLabel.hash(properties));
      failures.check(
          row.toString(), Variants.properties(expected.getAsJsonObject("to_dict")), properties);
      failures.check(
          row.toString(), expected.get("is_null").getAsBoolean(), variant.get().isNull());
      Optional<String> custom = Json.findText(row, "custom_label");
      if (custom.isEmpty()) {
        failures.check(row.toString(), Json.text(expected, "label"), variant.get().label());
        continue;
      }
      boolean fits = VariantLabel.fits(custom.get(), properties);
      failures.check(row.toString(), Json.isTrue(expected, "label_ok_pep825"), fits);
      failures.check(
          row.toString(),
          Json.findText(expected, "label"),
          fits && custom.get().length() <= VariantLabel.OLD_LIMIT ? custom : Optional.empty());
    }
    failures.report();
  }

  private static Optional<Variant> variant(JsonObject row) {
    try {
      return Optional.of(
          Variant.of(
              Json.texts(row.get("properties")).stream().map(VariantProperty::parse).toList()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Test
  void readsFileNamesOfVariants() {
    for (JsonObject row : Conformance.cases("variants/wheel_filename.json")) {
      String fileName = Json.text(row, "filename");
      JsonObject expected = row.getAsJsonObject("expected").getAsJsonObject("pep825_reading");
      String wanted =
          !Json.isTrue(expected, "valid")
              ? "invalid"
              : String.join(
                  " ",
                  List.of(
                      Json.text(expected, "name").replace('_', '-'),
                      Json.text(expected, "version"),
                      Json.findText(expected, "build").orElse("-"),
                      Json.text(expected, "python"),
                      Json.text(expected, "abi"),
                      Json.text(expected, "platform"),
                      Json.findText(expected, "variant_label").orElse("-")));
      failures.check(fileName, wanted, parts(fileName));
    }
    for (JsonObject row : Conformance.cases("markers/pep825_variants.json")) {
      if (Json.text(row, "kind").equals("filename")) {
        boolean error = row.get("expected").isJsonPrimitive();
        String wanted = "invalid";
        if (!error) {
          JsonObject expected = row.getAsJsonObject("expected");
          Function<String, String> part = name -> Json.findText(expected, name).orElse("-");
          wanted =
              String.join(
                  " ",
                  List.of(
                      part.apply("name"),
                      part.apply("version"),
                      part.apply("build"),
                      part.apply("python"),
                      part.apply("abi"),
                      part.apply("platform"),
                      part.apply("label")));
        }
        failures.check(row.toString(), wanted, parts(Json.text(row, "filename")));
      }
    }
    failures.report();
  }

  private static String parts(String fileName) {
    try {
      WheelFileName wheel = WheelFileName.parseVariant(fileName);
      return String.join(
          " ",
          List.of(
              wheel.name(),
              wheel.version().toString(),
              wheel.build().map(Object::toString).orElse("-"),
              String.join(".", wheel.tags().interpreters()),
              String.join(".", wheel.tags().abis()),
              String.join(".", wheel.tags().platforms()),
              wheel.label().orElse("-")));
    } catch (SyntaxException e) {
      return "invalid";
    }
  }
}
