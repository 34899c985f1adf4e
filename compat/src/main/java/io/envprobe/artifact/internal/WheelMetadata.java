package io.envprobe.artifact.internal;

import io.envprobe.artifact.Wheel;
import io.envprobe.tag.python.WheelFileName;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what a wheel says of itself. */
final class WheelMetadata {
  private WheelMetadata() {}

  /**
   * A wheel by its texts.
   *
   * @param metadata {@code METADATA}; empty where it was not there
   * @param wheel {@code WHEEL}; empty where it was not there
   */
  static Wheel of(String fileName, String metadata, String wheel) {
    return new Wheel(
        fileName(fileName),
        first(values(metadata, "Name")),
        first(values(metadata, "Version")),
        values(wheel, "Tag"),
        first(values(wheel, "Root-Is-Purelib")).filter("true"::equalsIgnoreCase).isPresent(),
        values(metadata, "Requires-External"));
  }

  private static Optional<WheelFileName> fileName(String name) {
    try {
      return Optional.of(WheelFileName.parse(name));
    } catch (SyntaxException e) {
      return Optional.empty();
    }
  }

  /** The values of a header; headers end at the first empty line. */
  private static List<String> values(String text, String header) {
    List<String> values = new ArrayList<>();
    String start = header.toLowerCase(Locale.ROOT) + ":";
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end < 0 ? text.length() : end).strip();
      if (line.isEmpty()) {
        return values;
      }
      if (line.regionMatches(true, 0, start, 0, start.length())) {
        values.add(line.substring(start.length()).strip());
      }
      at = end < 0 ? text.length() : end + 1;
    }
    return values;
  }

  private static Optional<String> first(List<String> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }
}
