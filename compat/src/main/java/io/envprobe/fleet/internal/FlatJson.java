package io.envprobe.fleet.internal;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.envprobe.version.SyntaxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts, numbers and truths of a JSON object by their path; nulls are passed over. */
final class FlatJson {
  private static final int DEEPEST = 32;

  private FlatJson() {}

  /**
   * Reads the object that comes next.
   *
   * @throws SyntaxException where it is nested beyond any record
   * @throws IOException where it is no JSON, or the stream fails
   */
  static Map<String, String> read(JsonReader in) throws IOException {
    return read(in, new LinkedHashMap<>());
  }

  /**
   * Reads the object that comes next.
   *
   * @param lists receives those lists that hold nothing but texts and numbers
   * @throws SyntaxException where it is nested beyond any record
   * @throws IOException where it is no JSON, or the stream fails
   */
  static Map<String, String> read(JsonReader in, Map<String, List<String>> lists)
      throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    object(in, "", values, lists, 0);
    return values;
  }

  private static void object(
      JsonReader in,
      String prefix,
      Map<String, String> values,
      Map<String, List<String>> lists,
      int depth)
      throws IOException {
    if (depth > DEEPEST) {
      throw new SyntaxException(prefix, 0, 0, "nested too deep", "");
    }
    in.beginObject();
    while (in.hasNext()) {
      String path = prefix + in.nextName();
      JsonToken token = in.peek();
      switch (token) {
        case BEGIN_OBJECT -> object(in, path + ".", values, lists, depth + 1);
        case STRING, NUMBER -> values.put(path, in.nextString());
        case BOOLEAN -> values.put(path, String.valueOf(in.nextBoolean()));
        case BEGIN_ARRAY -> list(in, path, lists);
        default -> in.skipValue();
      }
    }
    in.endObject();
  }

  private static void list(JsonReader in, String path, Map<String, List<String>> lists)
      throws IOException {
    List<String> texts = new ArrayList<>();
    boolean plain = true;
    in.beginArray();
    while (in.hasNext()) {
      JsonToken token = in.peek();
      if (token == JsonToken.STRING || token == JsonToken.NUMBER) {
        texts.add(in.nextString());
      } else {
        plain = false;
        in.skipValue();
      }
    }
    in.endArray();
    if (plain) {
      lists.put(path, texts);
    }
  }
}
