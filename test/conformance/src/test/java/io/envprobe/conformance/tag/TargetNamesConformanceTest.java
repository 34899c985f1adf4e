package io.envprobe.conformance.tag;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.tag.platform.GoTarget;
import io.envprobe.tag.platform.JvmNativeKeys;
import io.envprobe.tag.platform.RustTarget;
import io.envprobe.testkit.Conformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TargetNamesConformanceTest {
  /** A condition of the build of a program and not a feature of its target. */
  private static final String STATIC_LINKING = "crt-static";

  private final Failures failures = new Failures();

  @Test
  void knowsTheTargetsOfRust() {
    for (JsonObject row : Conformance.cases("eco/rust_targets.json")) {
      if (Json.text(row, "kind").equals("rust_target_cpu")) {
        String target = Json.text(row, "target");
        failures.check(
            row.toString(),
            Optional.of(Json.texts(row.get("features"))),
            RustTarget.cpuFeatures(
                target.substring(0, target.indexOf('-')), Json.text(row, "cpu")));
        continue;
      }
      Optional<RustTarget> target = RustTarget.find(Json.text(row, "triple"));
      Map<String, String> expected = new TreeMap<>();
      for (Map.Entry<String, JsonElement> entry : row.getAsJsonObject("cfg").entrySet()) {
        expected.put(
            entry.getKey(),
            entry.getValue().isJsonArray()
                ? String.join(" ", Json.texts(entry.getValue()).stream().sorted().toList())
                : entry.getValue().getAsString());
      }
      expected.putIfAbsent("target_family", "");
      failures.check(
          row.toString(),
          Optional.of(expected),
          target.map(TargetNamesConformanceTest::conditions));
      if (row.has("target_features")) {
        List<String> features = new ArrayList<>(Json.texts(row.get("target_features")));
        features.remove(STATIC_LINKING);
        failures.check(row.toString(), Optional.of(features), target.map(RustTarget::features));
      }
    }
    failures.report();
  }

  private static Map<String, String> conditions(RustTarget target) {
    return new TreeMap<>(
        Map.of(
            "target_abi", target.abi(),
            "target_arch", target.arch(),
            "target_endian", target.endian(),
            "target_env", target.env(),
            "target_family", String.join(" ", target.families()),
            "target_os", target.os(),
            "target_pointer_width", Integer.toString(target.pointerWidth()),
            "target_vendor", target.vendor()));
  }

  @Test
  void knowsTheTargetsOfGo() {
    for (JsonObject row : Conformance.cases("eco/go_targets.json")) {
      if (Json.text(row, "kind").equals("go_target")) {
        failures.check(
            row.toString(),
            true,
            GoTarget.find(Json.text(row, "goos"), Json.text(row, "goarch")).isPresent());
      } else {
        List<String> features =
            Json.texts(row.get("requires")).stream()
                .map(feature -> feature.replace(" (baseline)", ""))
                .toList();
        failures.check(
            row.toString(), Optional.of(features), GoTarget.levelFeatures(Json.text(row, "level")));
      }
    }
    failures.report();
  }

  @Test
  void findsNativeLibrariesWhereJavaLibrariesLookForThem() {
    for (JsonObject row : Conformance.cases("eco/jvm_embedder_keys.json")) {
      JvmNativeKeys keys =
          new JvmNativeKeys(Json.text(row, "os.name"), Json.text(row, "os.arch"), false);
      // The oracle's machine is little-endian x86-64 and has musl's loader beside its own.
      Map<String, String> found = new TreeMap<>();
      found.put("jansi.folder", keys.jansi());
      found.put("javacpp.platform", keys.javaCpp());
      found.put("jna.resourcePrefix", keys.jna(true));
      found.put("netty.normalizedArch", keys.nettyArch());
      found.put("netty.normalizedOs", keys.nettyOs());
      found.put("onnxruntime.osArch(port)", keys.onnxRuntime().orElse("!"));
      found.put("rocksdb.jniLib", keys.rocksDb().orElse("!"));
      found.put("snappy.folder", keys.snappy(true));
      found.put("sqlite.folder", keys.sqlite());
      found.put("zstd-jni.resource", keys.zstdJni("1.5.6-8"));
      for (Map.Entry<String, String> key : Variants.texts(row, "keys").entrySet()) {
        boolean error = key.getValue().startsWith("!");
        failures.check(
            row + " " + key.getKey(),
            error ? "!" : key.getValue(),
            found.getOrDefault(key.getKey(), "no such key"));
      }
    }
    failures.report();
  }
}
