package io.envprobe.conformance.tag;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.MarkerDialect;
import io.envprobe.marker.MarkerEnvironment;
import io.envprobe.marker.Truth;
import io.envprobe.tag.variant.AbiDependencies;
import io.envprobe.tag.variant.FeatureSupport;
import io.envprobe.tag.variant.NamespaceSupport;
import io.envprobe.tag.variant.Variant;
import io.envprobe.tag.variant.VariantExclusions;
import io.envprobe.tag.variant.VariantFeature;
import io.envprobe.tag.variant.VariantMarkers;
import io.envprobe.tag.variant.VariantOrder;
import io.envprobe.tag.variant.VariantPriorities;
import io.envprobe.tag.variant.VariantProperty;
import io.envprobe.tag.variant.VariantsDocument;
import io.envprobe.testkit.Conformance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VariantOrderConformanceTest {
  private final Failures failures = new Failures();

  @Test
  void ordersVariants() {
    for (JsonObject row : Conformance.cases("variants/filter_sort.json")) {
      JsonObject expected = row.getAsJsonObject("expected");
      List<Variant> variants = Variants.variants(row.getAsJsonObject("variants"));
      List<NamespaceSupport> supported = Variants.supported(row.getAsJsonArray("supported"));
      VariantPriorities priorities = Variants.priorities(row.getAsJsonObject("default_priorities"));
      if (row.has("user_priorities")) {
        priorities = Variants.priorities(row.getAsJsonObject("user_priorities")).then(priorities);
      }
      Map<String, String> installed = Variants.texts(row, "installed_packages");
      if (expected.has("variantlib")) {
        List<NamespaceSupport> all = new ArrayList<>(supported);
        AbiDependencies.variantlib(installed, Variants.texts(row, "environment"))
            .ifPresent(all::add);
        JsonObject variantlib = expected.getAsJsonObject("variantlib");
        failures.check(
            row.toString(),
            Json.find(variantlib, "order").map(Json::texts),
            order(VariantOrder.Mode.VARIANTLIB, priorities, all, variants));
      }
      List<NamespaceSupport> all = new ArrayList<>(supported);
      AbiDependencies.pep850(installed, true).ifPresent(all::add);
      Optional<List<String>> order = order(VariantOrder.Mode.PEP825, priorities, all, variants);
      if (expected.has("pep825")) {
        failures.check(
            row.toString(),
            Optional.of(Json.texts(expected.getAsJsonObject("pep825").get("order"))),
            order);
      }
      Optional<JsonElement> pep850 = Json.find(expected, "pep850");
      if (pep850.isPresent() && pep850.get().getAsJsonObject().has("compatible")) {
        failures.check(
            row.toString(),
            new TreeSet<>(Json.texts(pep850.get().getAsJsonObject().get("compatible"))),
            new TreeSet<>(order.orElseThrow()));
      }
    }
    failures.report();
  }

  static Optional<List<String>> order(
      VariantOrder.Mode mode,
      VariantPriorities priorities,
      List<NamespaceSupport> supported,
      List<Variant> variants) {
    try {
      return Optional.of(
          Variants.labels(VariantOrder.of(mode, priorities, supported).order(variants)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Test
  void leavesOutWhatTheUserExcludes() {
    for (JsonObject row : Conformance.cases("variants/filter_forbidden.json")) {
      JsonObject forbidden = row.getAsJsonObject("forbidden");
      Set<String> namespaces = new HashSet<>(texts(forbidden, "namespaces"));
      Set<VariantFeature> features = new HashSet<>();
      texts(forbidden, "features").forEach(text -> features.add(VariantFeature.parse(text)));
      Set<VariantProperty> properties = new HashSet<>();
      texts(forbidden, "properties").forEach(text -> properties.add(VariantProperty.parse(text)));
      List<NamespaceSupport> left =
          new VariantExclusions(namespaces, features, properties)
              .from(Variants.supported(row.getAsJsonArray("supported")));
      failures.check(
          row.toString(),
          Optional.of(
              Json.texts(
                  row.getAsJsonObject("expected").getAsJsonObject("variantlib").get("order"))),
          order(
              VariantOrder.Mode.VARIANTLIB,
              Variants.priorities(row.getAsJsonObject("default_priorities")),
              left,
              Variants.variants(row.getAsJsonObject("variants"))));
    }
    failures.report();
  }

  private static List<String> texts(JsonObject row, String name) {
    return Json.find(row, name).map(Json::texts).orElse(List.of());
  }

  @Test
  void evaluatesMarkersOfVariants() {
    for (JsonObject row : Conformance.cases("variants/variant_markers.json")) {
      Variant variant =
          new Variant(
              Json.text(row, "label"), Variants.properties(row.getAsJsonObject("properties")));
      List<NamespaceSupport> supported = Variants.supported(row.getAsJsonArray("supported"));
      JsonObject expected = row.getAsJsonObject("expected");
      VariantMarkers all = VariantMarkers.variantlib(variant);
      VariantMarkers known = VariantMarkers.pep825(variant, everything(supported));
      failures.check(row.toString(), environment(row, "environment_817"), environment(all));
      failures.check(row.toString(), environment(row, "environment_825"), environment(known));
      failures.check(
          row.toString(), expected.get("variantlib_817").getAsBoolean(), holds(row, all));
      failures.check(row.toString(), expected.get("pep825").getAsBoolean(), holds(row, known));
    }
    failures.report();
  }

  private static VariantOrder everything(List<NamespaceSupport> supported) {
    return VariantOrder.of(
        VariantOrder.Mode.PEP825,
        VariantPriorities.of(supported.stream().map(NamespaceSupport::namespace).toList()),
        supported);
  }

  private static boolean holds(JsonObject row, VariantMarkers markers) {
    return CompiledMarker.parse(Json.text(row, "marker"), MarkerDialect.PYPA)
            .evaluate(markers.addedTo(MarkerEnvironment.of(Map.of())))
        == Truth.TRUE;
  }

  private static String environment(JsonObject row, String name) {
    JsonObject values = row.getAsJsonObject(name);
    return Json.text(values, "variant_label")
        + Json.texts(values.get("variant_namespaces"))
        + Json.texts(values.get("variant_features"))
        + Json.texts(values.get("variant_properties"));
  }

  private static String environment(VariantMarkers markers) {
    return markers.label() + markers.namespaces() + markers.features() + markers.texts();
  }

  @Test
  void readsPep825AsTheMarkersDo() {
    for (JsonObject row : Conformance.cases("markers/pep825_variants.json")) {
      switch (Json.text(row, "kind")) {
        case "order" -> {
          List<Variant> variants = Variants.variants(row.getAsJsonObject("variants"));
          VariantOrder order =
              VariantOrder.of(
                  VariantOrder.Mode.PEP825,
                  VariantPriorities.of(Json.texts(row.get("namespace_priorities"))),
                  compatible(row));
          failures.check(
              row.toString(),
              Json.texts(row.get("expected_order")),
              Variants.labels(order.order(variants)));
          failures.check(
              row.toString(),
              Json.texts(row.get("expected_incompatible")),
              Variants.labels(
                  variants.stream().filter(v -> order.unsupported(v).isPresent()).toList()));
        }
        case "marker" -> {
          String label = Json.text(row, "label");
          VariantMarkers markers =
              label.isEmpty()
                  ? VariantMarkers.none()
                  : VariantMarkers.pep825(
                      new Variant(label, Variants.properties(row.getAsJsonObject("properties"))),
                      everything(compatible(row)));
          failures.check(row.toString(), row.get("expected").getAsBoolean(), holds(row, markers));
        }
        case "combine_namespaces" ->
            failures.check(row.toString(), combination(row), combined(row));
        default -> {}
      }
    }
    failures.report();
  }

  private static List<NamespaceSupport> compatible(JsonObject row) {
    List<NamespaceSupport> supported = new ArrayList<>();
    for (Map.Entry<String, JsonElement> entry : row.getAsJsonObject("compatible").entrySet()) {
      List<FeatureSupport> features = new ArrayList<>();
      for (JsonElement feature : entry.getValue().getAsJsonArray()) {
        JsonArray pair = feature.getAsJsonArray();
        List<String> values = Json.texts(pair.get(1));
        if (!values.isEmpty()) {
          features.add(FeatureSupport.several(pair.get(0).getAsString(), values));
        }
      }
      if (!features.isEmpty()) {
        supported.add(new NamespaceSupport(entry.getKey(), features));
      }
    }
    return supported;
  }

  private static Object combination(JsonObject row) {
    return row.get("expected").isJsonArray() ? Json.texts(row.get("expected")) : "error";
  }

  private static Object combined(JsonObject row) {
    try {
      return document(Json.texts(row.get("a")))
          .merge(document(Json.texts(row.get("b"))))
          .priorities()
          .namespaces();
    } catch (IllegalArgumentException e) {
      return "error";
    }
  }

  private static VariantsDocument document(List<String> namespaces) {
    return new VariantsDocument("", VariantPriorities.of(namespaces), Map.of(), List.of());
  }
}
