package io.envprobe.conformance.tag;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.tag.variant.FeatureSupport;
import io.envprobe.tag.variant.provider.AArch64Provider;
import io.envprobe.tag.variant.provider.AmdFacts;
import io.envprobe.tag.variant.provider.AmdProvider;
import io.envprobe.tag.variant.provider.AscendFacts;
import io.envprobe.tag.variant.provider.AscendProvider;
import io.envprobe.tag.variant.provider.FixedProvider;
import io.envprobe.tag.variant.provider.IntelProvider;
import io.envprobe.tag.variant.provider.NvidiaFacts;
import io.envprobe.tag.variant.provider.NvidiaProvider;
import io.envprobe.tag.variant.provider.ProviderAnswer;
import io.envprobe.tag.variant.provider.RocmBootstrap;
import io.envprobe.tag.variant.provider.X8664Provider;
import io.envprobe.target.Targets;
import io.envprobe.testkit.Conformance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VariantProvidersConformanceTest {
  /** The makers of Arm processors that the cases have, as archspec writes them. */
  private static final Map<String, String> ARM_MAKERS =
      Map.of("0x41", "ARM", "0x43", "Cavium", "0x46", "Fujitsu", "0x50", "APM", "0x61", "Apple");

  private final Failures failures = new Failures();

  private void check(JsonObject row, ProviderAnswer answer) {
    JsonObject expected = row.getAsJsonObject("expected");
    Optional<String> error = Json.findText(expected, "error");
    failures.check(row.toString(), error, answer.error());
    if (error.isPresent()) {
      return;
    }
    List<FeatureSupport> features = new ArrayList<>();
    String name = expected.has("configs") ? "configs" : "variant_configs";
    Variants.support(answer.namespace(), expected.getAsJsonArray(name))
        .ifPresent(support -> features.addAll(support.features()));
    failures.check(row.toString(), features, answer.features());
    failures.check(
        row.toString(),
        Json.find(expected, "warnings").map(Json::texts).orElse(List.of()).size(),
        answer.warnings().size());
  }

  private static Optional<JsonElement> fact(JsonObject row, String name) {
    return Json.find(row.getAsJsonObject("facts"), name);
  }

  /** What a program printed; nothing where it was missing or failed. */
  private static Optional<String> printed(JsonObject row, String name) {
    return fact(row, name).filter(JsonElement::isJsonPrimitive).map(JsonElement::getAsString);
  }

  @Test
  void nvidia() {
    for (JsonObject row : Conformance.cases("variants/provider_nvidia.json")) {
      boolean loaded = fact(row, "nvml_init").map(JsonElement::getAsInt).orElse(0) == 0;
      Optional<JsonElement> cuda = fact(row, "cuda_v2").or(() -> fact(row, "cuda_v1"));
      List<NvidiaFacts.Capability> devices = new ArrayList<>();
      if (fact(row, "devices").isPresent()) {
        for (JsonElement device : fact(row, "devices").get().getAsJsonArray()) {
          if (device.isJsonArray()) {
            List<Integer> numbers = Json.integers(device);
            devices.add(new NvidiaFacts.Capability(numbers.get(0), numbers.get(1)));
          }
        }
      }
      NvidiaFacts facts =
          new NvidiaFacts(
              loaded,
              cuda.isEmpty() ? OptionalInt.empty() : OptionalInt.of(cuda.get().getAsInt()),
              devices);
      check(row, new NvidiaProvider().published(facts, Variants.texts(row, "environment")));
    }
    failures.report();
  }

  @Test
  void x8664() {
    X8664Provider provider = new X8664Provider();
    for (JsonObject row : Conformance.cases("variants/provider_x86_64.json")) {
      String target =
          fact(row, "archspec_target")
              .map(JsonElement::getAsString)
              .orElseGet(
                  () ->
                      provider.target(
                          printed(row, "vendor_id").orElse("generic"),
                          Set.copyOf(Json.texts(fact(row, "flags").orElseThrow()))));
      failures.check(
          row.toString(), Json.text(row.getAsJsonObject("expected"), "archspec_name"), target);
      check(row, provider.ofTarget(target));
    }
    failures.report();
  }

  @Test
  void aarch64() {
    AArch64Provider provider = new AArch64Provider();
    for (JsonObject row : Conformance.cases("variants/provider_aarch64.json")) {
      String target =
          fact(row, "archspec_target")
              .map(JsonElement::getAsString)
              .orElseGet(
                  () -> {
                    String implementer = printed(row, "cpu_implementer").orElse("");
                    return provider.target(
                        ARM_MAKERS.getOrDefault(implementer, implementer),
                        printed(row, "cpu_part").orElse(""),
                        Set.copyOf(Json.texts(fact(row, "features").orElseThrow())));
                  });
      failures.check(
          row.toString(), Json.text(row.getAsJsonObject("expected"), "archspec_name"), target);
      check(row, provider.ofTarget(target));
    }
    failures.report();
  }

  @Test
  void olderDataOfArchspecIsWhatTheRevisionsSay() {
    JsonObject revisions =
        Conformance.json("variants/archspec_revisions.json")
            .getAsJsonObject()
            .getAsJsonObject("revisions");
    for (String commit : revisions.keySet()) {
      Targets targets = Targets.shipped().asOf(commit);
      JsonObject rows = revisions.getAsJsonObject(commit).getAsJsonObject("microarchitectures");
      for (Map.Entry<String, JsonElement> row : rows.entrySet()) {
        failures.check(
            commit + " " + row.getKey(),
            row.getValue().isJsonObject(),
            targets.contains(row.getKey()));
        if (row.getValue().isJsonObject() && row.getValue().getAsJsonObject().has("features")) {
          failures.check(
              commit + " " + row.getKey(),
              Set.copyOf(Set.copyOf(Json.texts(row.getValue().getAsJsonObject().get("features")))),
              targets.find(row.getKey()).orElseThrow().features());
        }
      }
    }
    failures.report();
  }

  private static Map<String, String> files(JsonObject row) {
    Map<String, String> files = new LinkedHashMap<>();
    fact(row, "files")
        .ifPresent(
            object ->
                object
                    .getAsJsonObject()
                    .entrySet()
                    .forEach(file -> files.put(file.getKey(), file.getValue().getAsString())));
    return files;
  }

  /** The variables, with {@code $ROOT} as the root directory. */
  private static Map<String, String> environment(JsonObject row) {
    Map<String, String> environment = new TreeMap<>();
    Variants.texts(row, "environment")
        .forEach((name, value) -> environment.put(name, value.replace("$ROOT", "")));
    return environment;
  }

  @Test
  void amd() {
    for (JsonObject row : Conformance.cases("variants/provider_amd.json")) {
      AmdFacts facts =
          new AmdFacts(
              printed(row, "os").orElse("Linux").equals("Linux"),
              printed(row, "rocminfo"),
              printed(row, "rocm_agent_enumerator"),
              files(row));
      check(row, new AmdProvider().published(facts, environment(row)));
    }
    failures.report();
  }

  @Test
  void amdByRocmBootstrap() {
    RocmBootstrap provider = new RocmBootstrap();
    for (JsonObject row : Conformance.cases("variants/provider_amd_rocm_bootstrap.json")) {
      List<RocmBootstrap.Node> nodes = new ArrayList<>();
      if (fact(row, "kfd_nodes").isPresent()) {
        for (Map.Entry<String, JsonElement> node :
            fact(row, "kfd_nodes").get().getAsJsonObject().entrySet()) {
          if (node.getValue().isJsonObject()) {
            JsonObject properties = node.getValue().getAsJsonObject();
            nodes.add(
                new RocmBootstrap.Node(
                    number(properties, "simd_count"), number(properties, "gfx_target_version")));
          }
        }
      }
      List<RocmBootstrap.GraphicsCore> cores = new ArrayList<>();
      if (fact(row, "drm_ip_discovery").isPresent()) {
        for (Map.Entry<String, JsonElement> card :
            fact(row, "drm_ip_discovery").get().getAsJsonObject().entrySet()) {
          if (card.getValue().isJsonArray()) {
            List<Integer> numbers = Json.integers(card.getValue());
            cores.add(
                new RocmBootstrap.GraphicsCore(numbers.get(0), numbers.get(1), numbers.get(2)));
          }
        }
      }
      ProviderAnswer answer = provider.published(nodes, cores, environment(row));
      check(row, answer);
      Optional<JsonElement> lines = Json.find(row.getAsJsonObject("expected"), "hierarchy");
      if (lines.isPresent()) {
        List<List<String>> expected = new ArrayList<>();
        lines.get().getAsJsonArray().forEach(line -> expected.add(Json.texts(line)));
        List<String> names =
            answer.features().isEmpty() ? List.of() : answer.features().get(0).values();
        failures.check(
            row.toString(), expected, names.stream().map(provider::packagingLine).toList());
      }
    }
    failures.report();
  }

  private static long number(JsonObject object, String name) {
    return Json.find(object, name).map(JsonElement::getAsLong).orElse(0L);
  }

  @Test
  void intel() {
    for (JsonObject row : Conformance.cases("variants/provider_intel.json")) {
      List<IntelProvider.Device> devices = new ArrayList<>();
      if (fact(row, "drivers").isPresent()) {
        for (JsonElement driver : fact(row, "drivers").get().getAsJsonArray()) {
          for (JsonElement device : driver.getAsJsonArray()) {
            devices.add(
                new IntelProvider.Device(
                    Long.decode(Json.text(device.getAsJsonObject(), "vendor")),
                    Long.decode(Json.text(device.getAsJsonObject(), "ip_version"))));
          }
        }
      }
      check(
          row,
          IntelProvider.intel()
              .published(
                  new IntelProvider.LevelZero(
                      printed(row, "os").orElse("Linux"),
                      printed(row, "ze_init").orElse("").equals("ok"),
                      devices),
                  environment(row)));
    }
    failures.report();
  }

  @Test
  void ascend() {
    for (JsonObject row : Conformance.cases("variants/provider_ascend.json")) {
      AscendFacts facts =
          new AscendFacts(
              printed(row, "machine").orElse("aarch64"), printed(row, "npu_smi"), files(row));
      check(row, new AscendProvider().published(facts, environment(row)));
    }
    failures.report();
  }

  @Test
  void fixed() {
    for (JsonObject row : Conformance.cases("variants/provider_static.json")) {
      check(
          row,
          (Json.text(row, "provider").equals("openmp")
                  ? FixedProvider.openMp()
                  : FixedProvider.blasLapack())
              .published());
    }
    failures.report();
  }
}
