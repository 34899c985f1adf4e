package io.envprobe.spark;

import io.envprobe.fleet.FleetColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The command line of the job, with the names of the command {@code fleet}. Immutable.
 *
 * @param requirements expressions, or names of files that the driver reads
 * @param columns column to fact
 * @param cover the percentage that the smallest set of builds is to cover; 0 where not asked
 * @param csv whether the report is CSV rather than JSON
 * @param strict whether the job ends at what cannot be read
 * @param output where the report is written; nothing for standard output
 * @param inputs files and directories of any file system of the cluster
 */
record JobArguments(
    List<String> requirements,
    Map<String, String> columns,
    int cover,
    boolean csv,
    boolean strict,
    Optional<String> output,
    List<String> inputs) {
  static final String USAGE =
      "fleet --requires EXPR|FILE… [--column NAME=FACT]… [--cover PERCENT] [--format json|csv]"
          + " [--strict] [--output FILE] INPUT…";

  JobArguments {
    requirements = List.copyOf(requirements);
    columns = Map.copyOf(columns);
    inputs = List.copyOf(inputs);
  }

  /**
   * Reads the words of a command line.
   *
   * @throws IllegalArgumentException with what is amiss
   */
  static JobArguments parse(String... words) {
    List<String> requirements = new ArrayList<>();
    Map<String, String> columns = new TreeMap<>();
    List<String> inputs = new ArrayList<>();
    int cover = 0;
    boolean csv = false;
    boolean strict = false;
    Optional<String> output = Optional.empty();
    int at = 0;
    while (at < words.length) {
      String word = words[at++];
      if (!word.startsWith("--")) {
        inputs.add(word);
        continue;
      }
      if (word.equals("--strict")) {
        strict = true;
        continue;
      }
      if (at == words.length) {
        throw new IllegalArgumentException(word + " needs a value\n" + USAGE);
      }
      String value = words[at++];
      switch (word) {
        case "--requires" -> requirements.add(value);
        case "--column" -> {
          int equals = value.lastIndexOf('=');
          if (equals < 1) {
            throw new IllegalArgumentException("--column is NAME=FACT, not '" + value + "'");
          }
          columns.put(value.substring(0, equals), value.substring(equals + 1));
        }
        case "--cover" -> cover = percentage(value);
        case "--format" -> csv = isCsv(value);
        case "--output" -> output = Optional.of(value);
        default -> throw new IllegalArgumentException("unknown option " + word + "\n" + USAGE);
      }
    }
    if (requirements.isEmpty() || inputs.isEmpty()) {
      throw new IllegalArgumentException("a requirement and an input are needed\n" + USAGE);
    }
    FleetColumns.usual().with(columns);
    return new JobArguments(requirements, columns, cover, csv, strict, output, inputs);
  }

  private static int percentage(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--cover is a percentage, 0 to 100", e);
    }
  }

  private static boolean isCsv(String text) {
    if (!text.equals("json") && !text.equals("csv")) {
      throw new IllegalArgumentException("--format is json or csv, not '" + text + "'");
    }
    return text.equals("csv");
  }
}
