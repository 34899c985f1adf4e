package io.envprobe.fleet.internal;

import io.envprobe.fleet.DownloadClient;
import io.envprobe.fleet.FleetColumns;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** In which form an input is written, told from its first bytes. */
public enum InputForm {
  /** A list of nodes, from kubectl. */
  KUBERNETES,
  /** Nodes in JSON, from scontrol or sinfo. */
  SLURM_DOCUMENT,
  /** Nodes, from scontrol or the configuration. */
  SLURM_NODES,
  /** A table of nodes, from sinfo. */
  SLURM_TABLE,
  /** Profiles or records as JSON objects. */
  JSON,
  /** Lines of the log of an index. */
  EVENTS,
  /** Headers of programs that download, one a line. */
  HEADERS,
  /** Records with a line of names above. */
  DELIMITED;

  /** The form. */
  public static InputForm of(byte[] head, FleetColumns columns) {
    String text = new String(head, StandardCharsets.UTF_8);
    String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String start = bare.stripLeading();
    if (start.startsWith("{")) {
      return ofObject(start);
    }
    List<String> lines = start.lines().limit(20).toList();
    for (String line : lines) {
      if (line.stripLeading().startsWith("NodeName=")) {
        return SLURM_NODES;
      }
      if (EventLine.isLike(line)) {
        return EVENTS;
      }
    }
    String first = lines.isEmpty() ? "" : lines.get(0);
    if (SlurmTable.isHeader(first)) {
      return SLURM_TABLE;
    }
    boolean named =
        List.of(first.split("[,;\t]", -1)).stream()
            .anyMatch(name -> columns.meaning(name.strip()).isPresent());
    boolean headers =
        lines.stream()
            .anyMatch(line -> DownloadClient.parse(line).kind() == DownloadClient.Kind.KNOWN);
    return headers && !named ? HEADERS : DELIMITED;
  }

  private static InputForm ofObject(String start) {
    int open = start.indexOf('"');
    int close = open < 0 ? -1 : start.indexOf('"', open + 1);
    String name = close < 0 ? "" : start.substring(open + 1, close);
    boolean slurm = name.equals("nodes") || name.equals("sinfo");
    if (slurm || (name.equals("meta") && start.contains("\"slurm\""))) {
      return SLURM_DOCUMENT;
    }
    int end = start.indexOf('\n');
    String first = end < 3 ? start : start.substring(0, end);
    boolean nodes = first.contains("\"apiVersion\"") || first.contains("\"items\"");
    return nodes ? KUBERNETES : JSON;
  }
}
