package io.envprobe.conformance.tag;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.marker.MarkerEnvironment;
import io.envprobe.tag.variant.NamespaceSupport;
import io.envprobe.tag.variant.ProviderSelection;
import io.envprobe.tag.variant.ProviderUse;
import io.envprobe.tag.variant.VariantOrder;
import io.envprobe.tag.variant.VariantsDocument;
import io.envprobe.tag.variant.json.VariantsJson;
import io.envprobe.tag.variant.json.VariantsJsonException;
import io.envprobe.testkit.Conformance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VariantSelectionConformanceTest {
  private final Failures failures = new Failures();

  @Test
  void selectsProviders() throws VariantsJsonException {
    for (JsonObject row : Conformance.cases("variants/provider_selection.json")) {
      ProviderSelection selection = selection(row, row.get("enable_optional_plugins"));
      JsonObject document = new JsonObject();
      JsonObject priorities = new JsonObject();
      JsonArray namespaces = new JsonArray();
      row.getAsJsonObject("providers").keySet().forEach(namespaces::add);
      priorities.add("namespace", namespaces);
      document.add("default-priorities", priorities);
      document.add("providers", row.get("providers"));
      document.add("static-properties", row.get("static_properties"));
      document.add("variants", new JsonObject());
      Map<String, String> uses = new TreeMap<>();
      selection
          .variantlib(VariantsJson.ofIndex(document.toString()).documentAsVariantlib())
          .forEach((namespace, use) -> uses.put(namespace, use(use)));
      Map<String, String> expected = new TreeMap<>();
      JsonObject variantlib = row.getAsJsonObject("expected").getAsJsonObject("variantlib");
      for (String namespace : variantlib.keySet()) {
        JsonObject use = variantlib.getAsJsonObject(namespace);
        expected.put(
            namespace,
            Json.text(use, "use") + " " + Json.findText(use, "object_reference").orElse(""));
      }
      failures.check(row.toString(), expected, uses);
    }
    failures.report();
  }

  private static ProviderSelection selection(JsonObject row, JsonElement optional) {
    MarkerEnvironment environment =
        MarkerEnvironment.of(new HashMap<>(Variants.texts(row, "marker_environment")));
    if (optional.isJsonArray()) {
      return ProviderSelection.enabling(environment, Set.copyOf(Json.texts(optional)));
    }
    return optional.getAsBoolean()
        ? ProviderSelection.enablingAll(environment)
        : ProviderSelection.enabling(environment, Set.of());
  }

  private static String use(ProviderUse use) {
    return switch (use.getClass().getSimpleName()) {
      case "Disabled" -> "disabled ";
      case "Listed" -> "static ";
      default -> "plugin " + ((ProviderUse.Plugin) use).objectReference();
    };
  }

  @Test
  void triesPublishedWheelsInTheOrderOfVariantlib() throws VariantsJsonException {
    Map<String, VariantsDocument> documents = new HashMap<>();
    for (JsonObject row : Conformance.cases("variants/real_index_documents.json")) {
      VariantsJson json = VariantsJson.ofIndex(row.get("document").toString());
      if (json.variantlibProblems().isEmpty()) {
        documents.put(Json.text(row, "id"), json.documentAsVariantlib());
      }
    }
    JsonObject hosts =
        Conformance.json("variants/real_index_selection.json")
            .getAsJsonObject()
            .getAsJsonObject("hosts");
    for (JsonObject row : Conformance.cases("variants/real_index_selection.json")) {
      VariantsDocument document = documents.get(Json.text(row, "document"));
      JsonObject host = hosts.getAsJsonObject(Json.text(row, "host"));
      Optional<List<String>> expected =
          Json.find(row.getAsJsonObject("expected").getAsJsonObject("variantlib"), "order")
              .map(Json::texts);
      failures.check(
          row.toString(), expected, document == null ? Optional.empty() : order(document, host));
    }
    failures.report();
  }

  private static Optional<List<String>> order(VariantsDocument document, JsonObject host) {
    MarkerEnvironment environment =
        MarkerEnvironment.of(new HashMap<>(Variants.texts(host, "marker_environment")));
    JsonObject outputs = host.getAsJsonObject("provider_output");
    List<NamespaceSupport> supported = new ArrayList<>();
    ProviderSelection.enabling(environment, Set.of())
        .variantlib(document)
        .forEach(
            (namespace, use) -> {
              if (use instanceof ProviderUse.Listed listed) {
                listed.support().ifPresent(supported::add);
              } else if (use instanceof ProviderUse.Plugin && outputs.has(namespace)) {
                Variants.support(namespace, outputs.getAsJsonArray(namespace))
                    .ifPresent(supported::add);
              }
            });
    return VariantOrderConformanceTest.order(
        VariantOrder.Mode.VARIANTLIB, document.priorities(), supported, document.variants());
  }
}
