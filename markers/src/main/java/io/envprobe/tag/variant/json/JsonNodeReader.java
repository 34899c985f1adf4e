package io.envprobe.tag.variant.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a text as JSON, strictly, in memory proportional to it. */
final class JsonNodeReader {
  private static final int DEPTH_LIMIT = 16;

  private final JsonReader in;

  private JsonNodeReader(String text) {
    in = new JsonReader(new StringReader(text));
    in.setNestingLimit(DEPTH_LIMIT);
  }

  static JsonNode read(String text) throws VariantsJsonException {
    JsonNodeReader reader = new JsonNodeReader(text);
    try {
      JsonNode root = reader.node();
      if (reader.in.peek() != JsonToken.END_DOCUMENT) {
        throw new VariantsJsonException(reader.problem("something follows the end"));
      }
      return root;
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      String message = String.valueOf(e.getMessage());
      int advice = message.indexOf("\nSee ");
      String reason = advice < 0 ? message : message.substring(0, advice);
      throw new VariantsJsonException(reader.problem("not JSON: " + reason));
    }
  }

  private VariantsJsonProblem problem(String message) {
    return new VariantsJsonProblem(in.getPath(), "json", message);
  }

  private JsonNode node() throws IOException, VariantsJsonException {
    String path = in.getPath();
    return switch (in.peek()) {
      case BEGIN_OBJECT -> members(path);
      case BEGIN_ARRAY -> items(path);
      case STRING -> new JsonNode.Text(path, in.nextString());
      case BOOLEAN -> new JsonNode.Truth(path, in.nextBoolean());
      default -> {
        in.skipValue();
        yield new JsonNode.Other(path);
      }
    };
  }

  private JsonNode members(String path) throws IOException, VariantsJsonException {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    in.beginObject();
    while (in.hasNext()) {
      String name = in.nextName();
      if (byName.containsKey(name)) {
        throw new VariantsJsonException(problem("the member is there twice"));
      }
      byName.put(name, node());
    }
    in.endObject();
    return new JsonNode.Members(path, byName);
  }

  private JsonNode items(String path) throws IOException, VariantsJsonException {
    List<JsonNode> list = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      list.add(node());
    }
    in.endArray();
    return new JsonNode.Items(path, list);
  }
}
