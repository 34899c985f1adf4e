package io.envprobe.conformance.binaries;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Collects what differs over all cases of a file, and fails once with the first of them. */
final class Differences {
  private static final int SHOWN = 20;

  private final List<String> lines = new ArrayList<>();
  private int compared;

  /** Compares two objects member by member; numbers by value. */
  void compare(String name, JsonObject expected, JsonObject actual) {
    compared++;
    TreeSet<String> keys = new TreeSet<>(expected.keySet());
    keys.addAll(actual.keySet());
    for (String key : keys) {
      JsonElement want = expected.get(key);
      JsonElement have = actual.get(key);
      if (want == null || have == null || !normal(want).equals(normal(have))) {
        lines.add(name + " " + key + ": expected " + want + " but got " + have);
      }
    }
  }

  void compare(String name, Object expected, Object actual) {
    compared++;
    if (!expected.equals(actual)) {
      lines.add(name + ": expected " + expected + " but got " + actual);
    }
  }

  void none(int atLeast) {
    assertTrue(
        compared >= atLeast, () -> "Only " + compared + " of " + atLeast + " comparisons made.");
    assertTrue(
        lines.isEmpty(),
        () ->
            lines.size()
                + " differences:\n"
                + String.join("\n", lines.subList(0, Math.min(SHOWN, lines.size()))));
  }

  /** Gson keeps 5 and 5L apart in nested trees only by their text. */
  private static String normal(JsonElement element) {
    return element.toString();
  }
}
