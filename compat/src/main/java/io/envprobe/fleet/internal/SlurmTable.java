package io.envprobe.fleet.internal;

import io.envprobe.fleet.FleetReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Nodes as {@code sinfo} prints them with a line of names above, blanks or bars between the
 * columns: {@code sinfo -N -o "%N %f %G"}. A node that is in two partitions is counted once.
 */
public final class SlurmTable {
  private static final Map<String, String> COLUMNS =
      Map.of(
          "NODELIST", "names",
          "HOSTNAMES", "names",
          "NODES", "count",
          "AVAIL_FEATURES", "Features",
          "FEATURES", "Features",
          "ACTIVE_FEATURES", "Features",
          "FEATURES_ACT", "Features",
          "GRES", "Gres");

  private SlurmTable() {}

  /** Whether a line is the names of such columns. */
  static boolean isHeader(String line) {
    Set<String> names = new HashSet<>(words(line, isBarred(line)));
    names.retainAll(COLUMNS.keySet());
    return names.contains("NODELIST")
        || names.contains("AVAIL_FEATURES")
        || names.contains("ACTIVE_FEATURES")
        || names.contains("GRES");
  }

  private static boolean isBarred(String line) {
    return line.indexOf('|') >= 0;
  }

  private static List<String> words(String line, boolean barred) {
    List<String> words = new ArrayList<>();
    for (String word : line.strip().split(barred ? "\\|" : "\\s+", -1)) {
      words.add(word.strip());
    }
    return words;
  }

  /** Reads all of them. */
  public static void read(ByteLines lines, FleetReader.Sink sink) throws IOException {
    lines.next();
    boolean barred = isBarred(lines.text());
    List<String> header = words(lines.text(), barred);
    Set<String> seen = new HashSet<>();
    while (lines.next()) {
      String line = lines.isTooLong() ? "" : lines.text();
      List<String> words = words(line, barred);
      if (line.isBlank() && !lines.isTooLong()) {
        continue;
      }
      if (words.size() != header.size()) {
        sink.damaged(
            lines.number(), words.size() + " columns where the header has " + header.size());
        continue;
      }
      Map<String, String> values = new TreeMap<>();
      for (int at = 0; at < header.size(); at++) {
        values.put(COLUMNS.getOrDefault(header.get(at), header.get(at)), words.get(at));
      }
      try {
        long count = count(values, seen);
        SlurmNode.add(values, count, sink);
      } catch (IllegalArgumentException e) {
        sink.damaged(lines.number(), String.valueOf(e.getMessage()));
      }
    }
  }

  private static long count(Map<String, String> values, Set<String> seen) {
    String names = values.getOrDefault("names", "");
    if (!names.isEmpty()) {
      return seen.add(names) ? SlurmNodes.count(names) : 0;
    }
    String count = values.getOrDefault("count", "1");
    if (!Labels.isNumber(count)) {
      throw new IllegalArgumentException("no count: '" + count + "'");
    }
    return Long.parseLong(count);
  }
}
