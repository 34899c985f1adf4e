package io.envprobe.conformance.binaries;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.LdCache;
import io.envprobe.binaries.LdConf;
import io.envprobe.binaries.ReadResult;
import io.envprobe.testkit.Conformance;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LoaderConfigurationTest {
  @Test
  void readsEveryLoaderCache() throws IOException {
    JsonObject caches =
        Conformance.json("elf/ldcache/manifest.json").getAsJsonObject().getAsJsonObject("caches");
    Differences differences = new Differences();
    for (Map.Entry<String, JsonElement> row : caches.entrySet()) {
      JsonObject expected = row.getValue().getAsJsonObject();
      byte[] bytes =
          Files.readAllBytes(Conformance.file("elf/ldcache/" + expected.get("file").getAsString()));
      ReadResult<LdCache> read = LdCache.read(ByteSource.of(bytes));
      String status =
          read.fold(
              cache -> "ok",
              rejected -> "reject:" + rejected.reason().code().substring("cache-".length()));
      differences.compare(row.getKey(), expected.get("status").getAsString(), status);
      if (read.content().isPresent() && expected.get("parsed").isJsonObject()) {
        JsonObject parsed = expected.getAsJsonObject("parsed").deepCopy();
        parsed.remove("hwcap_string_base");
        differences.compare(row.getKey(), parsed, parsed(read.content().get()));
      }
    }
    differences.none(2);
  }

  private static JsonObject parsed(LdCache cache) {
    JsonObject parsed = new JsonObject();
    parsed.addProperty("format", cache.format().name().toLowerCase(Locale.ROOT));
    parsed.addProperty("endian", cache.order() == ByteOrder.LITTLE_ENDIAN ? "little" : "big");
    parsed.addProperty("endian_flag", cache.orderFlag());
    parsed.add("generator", text(cache.generator()));
    JsonArray hwcaps = new JsonArray();
    cache.hwcaps().forEach(name -> hwcaps.add(text(name)));
    parsed.add("hwcaps", hwcaps);
    JsonArray entries = new JsonArray();
    for (LdCache.Entry entry : cache.entries()) {
      JsonObject object = new JsonObject();
      object.add("name", text(entry.name()));
      object.addProperty("flags", entry.flags());
      object.add("path", text(entry.path()));
      object.addProperty("hwcap", entry.hwcap());
      object.add("hwcap_name", text(entry.hwcapName()));
      object.add(
          "isa_level",
          entry.isaLevel().isPresent()
              ? new JsonPrimitive(entry.isaLevel().getAsInt())
              : JsonNull.INSTANCE);
      entries.add(object);
    }
    parsed.add("entries", entries);
    return parsed;
  }

  @Test
  void followsEveryLoaderConfiguration() throws IOException {
    Differences differences = new Differences();
    for (JsonObject row : Conformance.cases("elf/ldconf.json")) {
      Map<String, JsonElement> files = row.getAsJsonObject("files").asMap();
      LdConf conf = LdConf.read("/etc/ld.so.conf", new Texts(files));
      Set<String> existing =
          row.getAsJsonArray("dirs").asList().stream()
              .map(JsonElement::getAsString)
              .collect(Collectors.toSet());
      List<String> expected = new ArrayList<>();
      for (JsonElement element : row.getAsJsonArray("expected")) {
        JsonObject directory = element.getAsJsonObject();
        expected.add(
            directory.get("dir").getAsString()
                + " "
                + directory.get("file").getAsString()
                + ":"
                + directory.get("line").getAsInt());
      }
      differences.compare(
          row.get("name").getAsString(),
          expected,
          conf.directories().stream()
              .filter(directory -> existing.contains(directory.path()))
              .map(found -> found.path() + " " + found.file() + ":" + found.line())
              .toList());
    }
    differences.none(2);
  }

  private record Texts(Map<String, JsonElement> files) implements LdConf.Files {
    @Override
    public Optional<String> text(String path) {
      return Optional.ofNullable(files.get(path)).map(JsonElement::getAsString);
    }

    @Override
    public List<String> names(String directory) {
      String prefix = directory.equals("/") ? "/" : directory + "/";
      return List.copyOf(
          files.keySet().stream()
              .filter(path -> path.startsWith(prefix))
              .map(path -> path.substring(prefix.length()).split("/", -1)[0])
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private static JsonElement text(Optional<String> text) {
    return text.isPresent() ? new JsonPrimitive(text.get()) : JsonNull.INSTANCE;
  }
}
