package io.envprobe.fleet.internal;

import io.envprobe.fleet.FleetReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Nodes as {@code scontrol show nodes} prints them, over many lines or with {@code --oneliner}, or
 * as {@code slurm.conf} defines them: with ranges in brackets for many.
 */
public final class SlurmNodes {
  private static final long MOST = 1L << 32;

  private SlurmNodes() {}

  /** Reads all of them. */
  public static void read(ByteLines lines, FleetReader.Sink sink) throws IOException {
    StringBuilder node = new StringBuilder();
    long start = 0;
    while (lines.next()) {
      if (lines.isTooLong()) {
        sink.damaged(lines.number(), "the line is too long");
        continue;
      }
      String line = lines.text();
      String bare = line.strip();
      boolean begins = bare.startsWith("NodeName=");
      boolean goesOn = node.length() > 0 && !bare.isEmpty() && line.charAt(0) <= ' ';
      if (goesOn && !begins) {
        if (node.length() < ByteLines.LONGEST) {
          node.append(' ').append(bare);
        }
        continue;
      }
      end(node, start, sink);
      if (begins && !bare.startsWith("NodeName=DEFAULT")) {
        node.append(bare);
        start = lines.number();
      }
    }
    end(node, start, sink);
  }

  private static void end(StringBuilder node, long start, FleetReader.Sink sink)
      throws IOException {
    if (node.length() > 0) {
      try {
        node(node.toString(), sink);
      } catch (IllegalArgumentException e) {
        sink.damaged(start, String.valueOf(e.getMessage()));
      }
      node.setLength(0);
    }
  }

  private static void node(String line, FleetReader.Sink sink) {
    Map<String, String> values = new TreeMap<>();
    String name = "";
    for (String word : line.split("\\s+", -1)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        name = word.substring(0, equals);
        values.put(name, word.substring(equals + 1));
      } else if (name.equals("OS")) {
        // The kernel's name, release and build, with blanks between.
        values.merge(name, word, (before, more) -> before + " " + more);
      }
    }
    for (String other : List.of("Feature", "AvailableFeatures", "ActiveFeatures")) {
      String features = values.getOrDefault(other, "");
      if (!features.isEmpty()) {
        values.put("Features", features);
      }
    }
    SlurmNode.add(values, count(values.getOrDefault("NodeName", "")), sink);
  }

  /** How many nodes an expression such as {@code gpu[01-16,20]} names. */
  static long count(String expression) {
    long all = 0;
    for (String one : split(expression)) {
      long nodes = 1;
      int from = 0;
      for (int open = one.indexOf('[', from); open >= 0; open = one.indexOf('[', from)) {
        int close = one.indexOf(']', open);
        if (close < 0) {
          throw new IllegalArgumentException("a bracket is not closed: " + one);
        }
        nodes *= ranges(one.substring(open + 1, close));
        from = close + 1;
        if (nodes > MOST) {
          throw new IllegalArgumentException("too many nodes: " + one);
        }
      }
      all += nodes;
    }
    return all;
  }

  private static List<String> split(String expression) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int at = 0; at <= expression.length(); at++) {
      char c = at == expression.length() ? ',' : expression.charAt(at);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == ',' && (depth == 0 || at == expression.length())) {
        parts.add(expression.substring(from, at));
        from = at + 1;
      }
    }
    return parts;
  }

  private static long ranges(String text) {
    long nodes = 0;
    for (String range : text.split(",", -1)) {
      int dash = range.indexOf('-');
      if (dash < 0) {
        nodes++;
        continue;
      }
      long first = number(range.substring(0, dash));
      long last = number(range.substring(dash + 1));
      if (last < first) {
        throw new IllegalArgumentException("a range that ends before it begins: " + range);
      }
      nodes += last - first + 1;
    }
    return nodes;
  }

  private static long number(String text) {
    try {
      if (text.length() > 9) {
        throw new IllegalArgumentException("no number of a node: " + text);
      }
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no number of a node: " + text, e);
    }
  }
}
