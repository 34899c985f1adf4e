package io.envprobe.conformance.tag;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.envprobe.conformance.version.Failures;
import io.envprobe.tag.python.CompressedTags;
import io.envprobe.tag.python.LibcVersion;
import io.envprobe.tag.python.PlatformTags;
import io.envprobe.tag.python.PythonInterpreter;
import io.envprobe.tag.python.TagOrder;
import io.envprobe.tag.python.TagTriples;
import io.envprobe.tag.python.WheelRanking;
import io.envprobe.testkit.Conformance;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PythonTagsConformanceTest {
  @Test
  void givesTheTagsThatPackagingGives() {
    Failures failures = new Failures();
    for (JsonObject row : Conformance.cases("markers/tags.json")) {
      JsonObject input = row.deepCopy();
      input.remove("expected");
      failures.check(input.toString(), row.get("expected"), answer(row));
      if (row.has("valid_with_order_check")) {
        failures.check(
            input + " in order", row.get("valid_with_order_check").getAsBoolean(), sorted(row));
      }
    }
    failures.report();
  }

  private static JsonElement answer(JsonObject row) {
    return switch (Json.text(row, "kind")) {
      case "platform" ->
          json(PlatformTags.of(Platforms.of(row.getAsJsonObject("platform")), TagOrder.PACKAGING));
      case "full" -> json(triples(row));
      case "select" -> json(WheelRanking.of(triples(row)).select(Json.texts(row.get("filenames"))));
      case "cpython_tags" ->
          json(
              TagTriples.cpython(
                  version(row),
                  Json.texts(row.getAsJsonObject("python").get("abis")),
                  Json.texts(row.get("platforms"))));
      case "compatible_tags" ->
          json(
              TagTriples.compatible(
                  version(row),
                  Json.findText(row, "interpreter"),
                  Json.texts(row.get("platforms"))));
      case "generic_tags" ->
          json(
              TagTriples.generic(
                  Json.text(row, "interpreter"),
                  Json.texts(row.get("abis")),
                  Json.texts(row.get("platforms"))));
      case "mac_arch" -> {
        JsonObject platform = row.getAsJsonObject("platform");
        yield json(
            List.of(
                PlatformTags.macArch(
                    Json.text(platform, "arch"), Json.isTrue(platform, "is_32bit"))));
      }
      case "abi_from_ext_suffix" -> abis(Json.text(row, "ext_suffix"));
      case "parse_glibc_version" ->
          numbers(
              Optional.of(
                  LibcVersion.parseGlibc(Json.text(row, "input"))
                      .map(glibc -> List.of(glibc.major(), glibc.minor()))
                      .orElse(List.of(-1, -1))));
      case "parse_musl_version" ->
          numbers(
              LibcVersion.parseMuslBanner(Json.text(row, "input"))
                  .map(musl -> List.of(musl.major(), musl.minor())));
      case "parse_tag" -> tags(Json.text(row, "tag"));
      default -> new JsonPrimitive("no answer for this kind");
    };
  }

  private static List<String> triples(JsonObject row) {
    JsonObject python = row.getAsJsonObject("python");
    PythonInterpreter interpreter =
        new PythonInterpreter(
            Json.text(python, "impl"),
            Json.integers(python.get("version")),
            Json.texts(python.get("abis")));
    return TagTriples.of(
        interpreter,
        PlatformTags.of(Platforms.of(row.getAsJsonObject("platform")), TagOrder.PACKAGING));
  }

  private static List<Integer> version(JsonObject row) {
    List<Integer> version = Json.integers(row.getAsJsonObject("python").get("version"));
    return version.subList(0, Math.min(2, version.size()));
  }

  private static JsonElement abis(String suffix) {
    try {
      return json(PythonInterpreter.abisOfExtensionSuffix(suffix));
    } catch (IllegalArgumentException e) {
      return new JsonPrimitive("error");
    }
  }

  private static JsonElement tags(String text) {
    try {
      return json(CompressedTags.parse(text).expand());
    } catch (SyntaxException e) {
      return new JsonPrimitive("error");
    }
  }

  private static boolean sorted(JsonObject row) {
    try {
      return CompressedTags.parse(Json.text(row, "tag")).isSorted();
    } catch (SyntaxException e) {
      return false;
    }
  }

  private static JsonElement json(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }

  private static JsonElement numbers(Optional<List<Integer>> numbers) {
    JsonArray array = new JsonArray();
    new ArrayList<>(numbers.orElse(List.of())).forEach(array::add);
    return numbers.isPresent() ? array : com.google.gson.JsonNull.INSTANCE;
  }
}
