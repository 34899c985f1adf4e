package io.envprobe.fleet.internal;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.envprobe.fleet.FleetReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The nodes of a cluster as one JSON object that has a list of them. */
final class NodeList {
  private NodeList() {}

  /** Reads one node. */
  interface Node {
    void read(JsonReader in, FleetReader.Sink sink) throws IOException;
  }

  /**
   * Reads all of them. A list that breaks off counts as far as it goes.
   *
   * @param names what the list may be called
   */
  static void read(InputStream input, FleetReader.Sink sink, Set<String> names, Node node)
      throws IOException {
    JsonReader in = new JsonReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    long number = 0;
    try {
      in.beginObject();
      while (in.hasNext()) {
        if (!names.contains(in.nextName()) || in.peek() != JsonToken.BEGIN_ARRAY) {
          in.skipValue();
          continue;
        }
        in.beginArray();
        while (in.hasNext()) {
          number++;
          node.read(in, sink);
        }
        in.endArray();
      }
      in.endObject();
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      sink.damaged(number, "the list of nodes breaks off after node " + number);
    } catch (IllegalArgumentException e) {
      sink.damaged(number, String.valueOf(e.getMessage()));
    }
  }
}
