package io.envprobe.fleet.internal;

import com.google.gson.stream.JsonReader;
import io.envprobe.fleet.FleetReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Nodes as {@code scontrol show nodes --json} and {@code sinfo --json} print them. */
public final class SlurmDocument {
  private SlurmDocument() {}

  /** Reads all of them. A list that breaks off counts as far as it goes. */
  public static void read(InputStream input, FleetReader.Sink sink) throws IOException {
    NodeList.read(input, sink, Set.of("nodes", "sinfo"), SlurmDocument::node);
  }

  private static void node(JsonReader in, FleetReader.Sink sink) throws IOException {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    Map<String, String> values = FlatJson.read(in, lists);
    Map<String, String> node = new TreeMap<>();
    put(node, "Arch", values.getOrDefault("architecture", ""));
    put(node, "OS", values.getOrDefault("operating_system", ""));
    for (String name :
        List.of("features", "features.total", "active_features", "features.active")) {
      put(node, "Features", values.getOrDefault(name, ""));
      put(node, "Features", String.join(",", lists.getOrDefault(name, List.of())));
    }
    put(node, "Gres", values.getOrDefault("gres", ""));
    put(node, "Gres", values.getOrDefault("gres.total", ""));
    List<String> names = lists.getOrDefault("nodes.nodes", List.of());
    String total = values.getOrDefault("nodes.total", "");
    long count = names.isEmpty() ? 1 : names.size();
    if (names.isEmpty() && Labels.isNumber(total)) {
      count = Long.parseLong(total);
    }
    SlurmNode.add(node, count, sink);
  }

  private static void put(Map<String, String> node, String name, String value) {
    if (!value.isEmpty()) {
      node.put(name, value);
    }
  }
}
