package io.envprobe.fleet.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fleet.FleetReader;
import io.envprobe.target.Targets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Nodes as {@code scontrol --oneliner show nodes} prints them, or as {@code slurm.conf} defines
 * them: one a line, with ranges in brackets for many. Features that are words of the vocabulary
 * slurm say what they say there.
 *
 * @see <a href="https://slurm.schedmd.com/slurm.conf.html#SECTION_NODE-CONFIGURATION">the
 *     manual</a>
 */
public final class SlurmNodes {
  private static final long MOST = 1L << 32;

  private SlurmNodes() {}

  /** Reads all of them. */
  public static void read(ByteLines lines, FleetReader.Sink sink) throws IOException {
    while (lines.next()) {
      String line = lines.isTooLong() ? "" : lines.text().strip();
      if (line.startsWith("NodeName=") && !line.startsWith("NodeName=DEFAULT")) {
        try {
          node(line, sink);
        } catch (IllegalArgumentException e) {
          sink.damaged(lines.number(), String.valueOf(e.getMessage()));
        }
      } else if (lines.isTooLong()) {
        sink.damaged(lines.number(), "the line is too long");
      }
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
    Profile profile = Profile.EMPTY;
    String arch = values.getOrDefault("Arch", "");
    if (!arch.isEmpty()) {
      profile = profile.overlay(sink.columns().profile(Map.of("cpu", arch)));
    }
    String[] system = values.getOrDefault("OS", "").split(" ", 3);
    if (!system[0].isEmpty()) {
      profile = profile.overlay(sink.columns().profile(Map.of("system", system[0])));
    }
    if (system.length > 1) {
      profile = profile.with(Fact.observed(OsFacts.KERNEL_VERSION, system[1]));
    }
    String features =
        values.getOrDefault(
            "ActiveFeatures",
            values.getOrDefault(
                "AvailableFeatures",
                values.getOrDefault("Feature", values.getOrDefault("Features", ""))));
    profile = profile.overlay(features(List.of(features.split(",", -1))));
    sink.fleet().add(profile, "", count(values.getOrDefault("NodeName", "")));
    sink.record();
  }

  private static Profile features(List<String> features) {
    Profile profile = Profile.EMPTY;
    long level = 0;
    for (String feature : features) {
      if (feature.length() == 9 && feature.startsWith("x86-64-v")) {
        level = Math.max(level, Character.digit(feature.charAt(8), 10));
      } else if (isCapability(feature)) {
        int split = feature.length() - 1;
        String capability = feature.substring(2, split) + "." + feature.substring(split);
        profile = profile.with(Fact.observed(CudaFacts.CUDA_COMPUTE_CAPABILITY, capability));
      } else if (Targets.shipped().contains(feature)) {
        profile = profile.with(Fact.observed(CpuFacts.CPU_TARGET, feature));
      }
    }
    return level < 1 || level > 4
        ? profile
        : profile.with(Fact.observed(CpuFacts.CPU_LEVEL, level));
  }

  private static boolean isCapability(String feature) {
    boolean digits = feature.startsWith("cc") && feature.length() >= 4 && feature.length() <= 5;
    for (int at = 2; digits && at < feature.length(); at++) {
      digits = feature.charAt(at) >= '0' && feature.charAt(at) <= '9';
    }
    return digits;
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
