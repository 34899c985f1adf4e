package io.envprobe.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;

/** A JSON value as compact text, whatever it is. */
final class JsonText {
  private JsonText() {}

  /** The next value. */
  static String next(JsonReader in) throws IOException {
    StringWriter text = new StringWriter();
    copy(in, new JsonWriter(text));
    return text.toString();
  }

  private static void copy(JsonReader in, JsonWriter out) throws IOException {
    switch (in.peek()) {
      case BEGIN_ARRAY -> {
        in.beginArray();
        out.beginArray();
        while (in.hasNext()) {
          copy(in, out);
        }
        in.endArray();
        out.endArray();
      }
      case BEGIN_OBJECT -> {
        in.beginObject();
        out.beginObject();
        while (in.hasNext()) {
          out.name(in.nextName());
          copy(in, out);
        }
        in.endObject();
        out.endObject();
      }
      case STRING -> out.value(in.nextString());
      case NUMBER -> out.jsonValue(in.nextString());
      case BOOLEAN -> out.value(in.nextBoolean());
      default -> {
        in.nextNull();
        out.nullValue();
      }
    }
  }
}
