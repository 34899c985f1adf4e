package io.envprobe.conformance.tag;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.fact.Reading;
import io.envprobe.tag.python.LibcVersion;
import io.envprobe.tag.python.ManylinuxModule;
import io.envprobe.tag.python.PythonPlatform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the platform of a case. */
final class Platforms {
  private Platforms() {}

  static PythonPlatform of(JsonObject row) {
    Optional<String> sysconfig = Json.findText(row, "sysconfig_platform");
    return switch (Json.text(row, "os")) {
      case "linux", "musl" ->
          sysconfig.isPresent()
              ? new PythonPlatform.Generic(sysconfig.get())
              : new PythonPlatform.Linux(
                  Json.text(row, "arch"),
                  Json.isTrue(row, "is_32bit"),
                  libc(row, "glibc"),
                  libc(row, "musl"),
                  Reading.present(Json.isTrue(row, "elf_is_armhf")),
                  Reading.present(Json.isTrue(row, "elf_is_i386")),
                  Json.find(row, "manylinux_module").map(Platforms::module));
      case "macos" -> new PythonPlatform.MacOs(version(row.get("macos")), Json.text(row, "arch"));
      case "ios" ->
          new PythonPlatform.Ios(version(row.get("version")), Json.text(row, "multiarch"));
      case "android" ->
          new PythonPlatform.Android(row.get("api_level").getAsInt(), Json.text(row, "abi"));
      case "emscripten" ->
          new PythonPlatform.Emscripten(
              Json.findText(row, "pyemscripten_platform_version"), sysconfig.orElseThrow());
      default -> new PythonPlatform.Generic(sysconfig.orElseThrow());
    };
  }

  private static Reading<LibcVersion> libc(JsonObject row, String name) {
    Optional<JsonElement> version = Json.find(row, name);
    return version.isEmpty() || Json.integers(version.get()).get(0) < 0
        ? Reading.absent()
        : Reading.present(version(version.get()));
  }

  private static LibcVersion version(JsonElement numbers) {
    List<Integer> version = Json.integers(numbers);
    return new LibcVersion(version.get(0), version.get(1));
  }

  private static ManylinuxModule module(JsonElement element) {
    JsonObject module = element.getAsJsonObject();
    Map<String, Boolean> legacy = new HashMap<>();
    for (String alias : List.of("manylinux1", "manylinux2010", "manylinux2014")) {
      Json.find(module, alias + "_compatible")
          .ifPresent(value -> legacy.put(alias, value.getAsBoolean()));
    }
    Optional<List<ManylinuxModule.Rule>> rules =
        Json.find(module, "manylinux_compatible").map(Platforms::rules);
    return new ManylinuxModule(rules, legacy);
  }

  private static List<ManylinuxModule.Rule> rules(JsonElement array) {
    List<ManylinuxModule.Rule> rules = new ArrayList<>();
    for (JsonObject rule : Json.objects(array.getAsJsonArray())) {
      rules.add(
          new ManylinuxModule.Rule(
              Json.findText(rule, "arch"),
              Json.find(rule, "min").map(Platforms::version),
              Json.find(rule, "max").map(Platforms::version),
              rule.get("result").getAsBoolean()));
    }
    return rules;
  }
}
