package io.envprobe.conformance.tag;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Short ways into the JSON of a case. */
final class Json {
  private Json() {}

  static String text(JsonObject row, String name) {
    return row.get(name).getAsString();
  }

  /** The member, unless it is missing or null. */
  static Optional<JsonElement> find(JsonObject row, String name) {
    return row.has(name) && !row.get(name).isJsonNull()
        ? Optional.of(row.get(name))
        : Optional.empty();
  }

  static Optional<String> findText(JsonObject row, String name) {
    return find(row, name).map(JsonElement::getAsString);
  }

  static boolean isTrue(JsonObject row, String name) {
    return find(row, name).map(JsonElement::getAsBoolean).orElse(false);
  }

  static List<String> texts(JsonElement array) {
    List<String> texts = new ArrayList<>();
    for (JsonElement element : array.getAsJsonArray()) {
      texts.add(element.getAsString());
    }
    return texts;
  }

  static List<Integer> integers(JsonElement array) {
    List<Integer> integers = new ArrayList<>();
    for (JsonElement element : array.getAsJsonArray()) {
      integers.add(element.getAsInt());
    }
    return integers;
  }

  static List<JsonObject> objects(JsonArray array) {
    List<JsonObject> objects = new ArrayList<>();
    array.forEach(element -> objects.add(element.getAsJsonObject()));
    return objects;
  }
}
