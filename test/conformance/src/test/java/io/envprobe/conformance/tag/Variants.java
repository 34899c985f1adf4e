package io.envprobe.conformance.tag;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.tag.variant.FeatureSupport;
import io.envprobe.tag.variant.NamespaceSupport;
import io.envprobe.tag.variant.Variant;
import io.envprobe.tag.variant.VariantFeature;
import io.envprobe.tag.variant.VariantPriorities;
import io.envprobe.tag.variant.VariantProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Short ways from the JSON of a case to the terms of variants, and back. */
final class Variants {
  private Variants() {}

  /** Label to namespace to feature to values. */
  static List<Variant> variants(JsonObject object) {
    List<Variant> variants = new ArrayList<>();
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      variants.add(new Variant(entry.getKey(), properties(entry.getValue().getAsJsonObject())));
    }
    return variants;
  }

  /** Namespace to feature to values. */
  static List<VariantProperty> properties(JsonObject object) {
    List<VariantProperty> properties = new ArrayList<>();
    for (Map.Entry<String, JsonElement> namespace : object.entrySet()) {
      for (Map.Entry<String, JsonElement> feature :
          namespace.getValue().getAsJsonObject().entrySet()) {
        for (String value : Json.texts(feature.getValue())) {
          properties.add(new VariantProperty(namespace.getKey(), feature.getKey(), value));
        }
      }
    }
    return properties;
  }

  /** The list {@code [{namespace, features: [{name, values}]}]}. */
  static List<NamespaceSupport> supported(JsonArray array) {
    List<NamespaceSupport> supported = new ArrayList<>();
    for (JsonObject row : Json.objects(array)) {
      support(Json.text(row, "namespace"), row.getAsJsonArray("features"))
          .ifPresent(supported::add);
    }
    return supported;
  }

  /** The list {@code [{name, values, multi_value}]}; nothing where it is empty. */
  static Optional<NamespaceSupport> support(String namespace, JsonArray features) {
    List<FeatureSupport> all = new ArrayList<>();
    for (JsonObject row : Json.objects(features)) {
      all.add(
          new FeatureSupport(
              Json.text(row, "name"),
              Json.texts(row.get("values")),
              Json.isTrue(row, "multi_value")));
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(new NamespaceSupport(namespace, all));
  }

  static VariantPriorities priorities(JsonObject object) {
    Map<String, List<String>> features = new LinkedHashMap<>();
    Map<VariantFeature, List<String>> values = new LinkedHashMap<>();
    if (object.has("feature")) {
      object
          .getAsJsonObject("feature")
          .entrySet()
          .forEach(entry -> features.put(entry.getKey(), Json.texts(entry.getValue())));
    }
    if (object.has("property")) {
      for (Map.Entry<String, JsonElement> namespace :
          object.getAsJsonObject("property").entrySet()) {
        for (Map.Entry<String, JsonElement> feature :
            namespace.getValue().getAsJsonObject().entrySet()) {
          values.put(
              new VariantFeature(namespace.getKey(), feature.getKey()),
              Json.texts(feature.getValue()));
        }
      }
    }
    List<String> namespaces =
        object.has("namespace") ? Json.texts(object.get("namespace")) : List.of();
    return new VariantPriorities(namespaces, features, values);
  }

  static List<String> labels(List<Variant> variants) {
    return variants.stream().map(Variant::label).toList();
  }

  static Map<String, String> texts(JsonObject row, String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (row.has(name)) {
      row.getAsJsonObject(name)
          .entrySet()
          .forEach(entry -> texts.put(entry.getKey(), entry.getValue().getAsString()));
    }
    return texts;
  }
}
