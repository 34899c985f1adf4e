package io.envprobe.conformance.tag;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.tag.platform.DebianArchitecture;
import io.envprobe.tag.platform.NodePrebuilds;
import io.envprobe.tag.platform.NpmPlatform;
import io.envprobe.tag.platform.RuntimeIdentifiers;
import io.envprobe.testkit.Conformance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlatformWordsConformanceTest {
  private final Failures failures = new Failures();

  @Test
  void installsWhatNpmInstalls() {
    for (JsonObject row : Conformance.cases("eco/npm_platform.json")) {
      JsonObject target = row.getAsJsonObject("target");
      if (row.has("env")) {
        failures.check(
            row.toString(), row.get("allowed").getAsBoolean(), accepts(row.get("env"), target));
        continue;
      }
      for (String answer : List.of("allowed", "rejected")) {
        for (JsonElement machine : row.getAsJsonArray(answer)) {
          failures.check(
              machine + " " + target, answer.equals("allowed"), accepts(machine, target));
        }
      }
    }
    failures.report();
  }

  private static boolean accepts(JsonElement machine, JsonObject target) {
    JsonElement libc = machine.getAsJsonArray().get(2);
    return new NpmPlatform(
            machine.getAsJsonArray().get(0).getAsString(),
            machine.getAsJsonArray().get(1).getAsString(),
            libc.isJsonNull() ? Optional.empty() : Optional.of(libc.getAsString()))
        .accepts(words(target, "os"), words(target, "cpu"), words(target, "libc"));
  }

  private static Optional<List<String>> words(JsonObject target, String name) {
    return Json.find(target, name)
        .map(
            element ->
                element.isJsonArray() ? Json.texts(element) : List.of(element.getAsString()));
  }

  @Test
  void loadsWhatNodeGypBuildLoads() {
    for (JsonObject row : Conformance.cases("eco/node_gyp_build.json")) {
      JsonObject environment = row.getAsJsonObject("env");
      Map<String, List<String>> layout = new LinkedHashMap<>();
      for (Map.Entry<String, JsonElement> entry : row.getAsJsonObject("layout").entrySet()) {
        layout.put(entry.getKey(), Json.texts(entry.getValue()));
      }
      NodePrebuilds prebuilds =
          new NodePrebuilds(
              new NpmPlatform(
                  Json.text(environment, "platform"),
                  Json.text(environment, "arch"),
                  Json.findText(environment, "libc")),
              Json.findText(environment, "armv"),
              Json.text(row, "node_abi"),
              Json.text(row, "uv"));
      failures.check(row.toString(), Json.findText(row, "chosen"), prebuilds.choose(layout));
    }
    failures.report();
  }

  @Test
  void walksTheGraphOfRuntimeIdentifiers() {
    for (JsonObject row : Conformance.cases("eco/rid_graph.json")) {
      switch (Json.text(row, "kind")) {
        case "rid_expand" ->
            failures.check(
                row.toString(),
                Json.texts(row.get("expand")),
                RuntimeIdentifiers.expand(Json.text(row, "rid")));
        case "rid_compat" -> {
          List<String> taken = new ArrayList<>();
          for (String provided : Json.texts(row.get("provided"))) {
            if (RuntimeIdentifiers.takes(Json.text(row, "host"), provided)) {
              taken.add(provided);
            }
          }
          failures.check(row.toString(), Json.texts(row.get("compatible")), taken);
        }
        case "rid_select" ->
            failures.check(
                row.toString(),
                Json.findText(row, "chosen"),
                RuntimeIdentifiers.select(Json.text(row, "host"), Json.texts(row.get("assets"))));
        default -> {
          for (Map.Entry<String, JsonElement> entry : row.getAsJsonObject("imports").entrySet()) {
            for (String imported : Json.texts(entry.getValue())) {
              failures.check(
                  entry.getKey() + " imports " + imported,
                  true,
                  RuntimeIdentifiers.takes(entry.getKey(), imported));
            }
          }
        }
      }
    }
    failures.report();
  }

  @Test
  void knowsDebianArchitectures() {
    for (JsonObject row : Conformance.cases("eco/dpkg_arch.json")) {
      switch (Json.text(row, "kind")) {
        case "dpkg_arch" -> {
          Map<String, String> expected = new TreeMap<>();
          row.getAsJsonObject("expect")
              .entrySet()
              .forEach(entry -> expected.put(entry.getKey(), entry.getValue().getAsString()));
          failures.check(
              row.toString(),
              Optional.of(expected),
              DebianArchitecture.find(Json.text(row, "arch"))
                  .map(PlatformWordsConformanceTest::variables));
        }
        case "dpkg_wildcard" -> {
          DebianArchitecture architecture =
              DebianArchitecture.find(Json.text(row, "arch")).orElseThrow();
          List<String> covering = new ArrayList<>();
          for (String wildcard : Json.texts(row.get("wildcards"))) {
            if (architecture.is(wildcard)) {
              covering.add(wildcard);
            }
          }
          failures.check(row.toString(), Json.texts(row.get("matches")), covering);
        }
        default ->
            failures.check(
                row.toString(),
                Json.findText(row, "arch"),
                DebianArchitecture.findGnu(Json.text(row, "gnu")).map(DebianArchitecture::name));
      }
    }
    failures.report();
  }

  private static Map<String, String> variables(DebianArchitecture architecture) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("ARCH", architecture.name());
    variables.put("ARCH_ABI", architecture.abi());
    variables.put("ARCH_LIBC", architecture.libc());
    variables.put("ARCH_OS", architecture.os());
    variables.put("ARCH_CPU", architecture.cpu());
    variables.put("ARCH_BITS", Long.toString(architecture.bits()));
    variables.put("ARCH_ENDIAN", architecture.endian());
    variables.put("GNU_CPU", architecture.gnuCpu());
    variables.put("GNU_SYSTEM", architecture.gnuSystem());
    variables.put("GNU_TYPE", architecture.gnuType());
    variables.put("MULTIARCH", architecture.multiarch());
    return variables;
  }
}
