package io.envprobe.requirement.internal.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value in a JSON document, with its place: {@code repodata.json!/packages/x.conda/depends[0]}.
 * What has another type than asked for is an error with that place; what is not there is empty.
 */
public final class JsonDocument {
  private final JsonElement element;
  private final String place;

  private JsonDocument(JsonElement element, String place) {
    this.element = element;
    this.place = place;
  }

  /**
   * Reads a document.
   *
   * @throws RequirementException where it cannot be read or is no JSON
   */
  public static JsonDocument read(Source source) throws RequirementException {
    return parse(source.text(), source.span());
  }

  /**
   * Parses a document.
   *
   * @param span what it is called
   * @throws RequirementException where it is no JSON
   */
  public static JsonDocument parse(String text, Span span) throws RequirementException {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement root = JsonParser.parseReader(reader);
      return new JsonDocument(root, span.source());
    } catch (JsonParseException e) {
      String message = String.valueOf(e.getMessage());
      int at = message.indexOf(" at line ");
      String where = at < 0 ? "" : message.substring(at, end(message, at));
      throw RequirementException.of(span, "it is no JSON" + where, "");
    }
  }

  private static int end(String message, int from) {
    int end = message.indexOf('\n', from);
    return end < 0 ? message.length() : end;
  }

  /** Where it stands. */
  public Span span() {
    return Span.of(place);
  }

  /** Whether it is an object. */
  public boolean isObject() {
    return element.isJsonObject();
  }

  /** Whether it is an array. */
  public boolean isArray() {
    return element.isJsonArray();
  }

  /** An error at this place. */
  public RequirementException error(String reason, String hint) {
    return RequirementException.of(span(), reason, hint);
  }

  /** The member of an object; nothing where it is missing or null. */
  public Optional<JsonDocument> find(String name) throws RequirementException {
    JsonElement member = object().get(name);
    return member == null || member.isJsonNull()
        ? Optional.empty()
        : Optional.of(new JsonDocument(member, inside(name)));
  }

  /** The members of an object, in their order. */
  public Map<String, JsonDocument> members() throws RequirementException {
    Map<String, JsonDocument> members = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> entry : object().entrySet()) {
      members.put(entry.getKey(), new JsonDocument(entry.getValue(), inside(entry.getKey())));
    }
    return members;
  }

  private JsonObject object() throws RequirementException {
    if (!element.isJsonObject()) {
      throw error("an object is expected here", "");
    }
    return element.getAsJsonObject();
  }

  private String inside(String name) {
    return place + (place.contains("!/") ? "/" : "!/") + name;
  }

  /** The items of an array. */
  public List<JsonDocument> items() throws RequirementException {
    if (!element.isJsonArray()) {
      throw error("an array is expected here", "");
    }
    JsonArray array = element.getAsJsonArray();
    List<JsonDocument> items = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      items.add(new JsonDocument(array.get(i), place + "[" + i + "]"));
    }
    return items;
  }

  /** The items of an array that is a member; none where it is missing or null. */
  public List<JsonDocument> items(String name) throws RequirementException {
    Optional<JsonDocument> member = find(name);
    return member.isPresent() ? member.get().items() : List.of();
  }

  /** A text. */
  public String text() throws RequirementException {
    if (element instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw error("a text is expected here", "");
  }

  /** A text that is a member; nothing where it is missing or null. */
  public Optional<String> text(String name) throws RequirementException {
    Optional<JsonDocument> member = find(name);
    return member.isPresent() ? Optional.of(member.get().text()) : Optional.empty();
  }

  /** Texts, where one text stands for a list of one. */
  public List<String> texts() throws RequirementException {
    if (!element.isJsonArray()) {
      return List.of(text());
    }
    List<String> texts = new ArrayList<>();
    for (JsonDocument item : items()) {
      texts.add(item.text());
    }
    return texts;
  }

  /** An integer that is a member; nothing where it is missing or null. */
  public Optional<Long> integer(String name) throws RequirementException {
    Optional<JsonDocument> member = find(name);
    if (member.isEmpty()) {
      return Optional.empty();
    }
    if (member.get().element instanceof JsonPrimitive primitive && primitive.isNumber()) {
      try {
        return Optional.of(Long.valueOf(primitive.getAsString()));
      } catch (NumberFormatException e) {
        throw member.get().error("an integer is expected here", "");
      }
    }
    throw member.get().error("an integer is expected here", "");
  }
}
