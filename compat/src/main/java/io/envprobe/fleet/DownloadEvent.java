package io.envprobe.fleet;

import io.envprobe.fleet.internal.EventLine;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One line of the log of an index's cache, as linehaul reads it: a file that was downloaded, or a
 * page that was looked at. Immutable.
 *
 * @param values by the names of the records of downloads ({@code timestamp}, {@code file.version});
 *     what the line leaves out is not there
 * @param client what asked for it
 * @see <a href="https://github.com/pypi/linehaul-cloud-function">linehaul</a>
 */
public record DownloadEvent(Map<String, String> values, DownloadClient client) {
  /** Copies the map. */
  public DownloadEvent {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    Objects.requireNonNull(client);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException where it is no such line, with what is amiss
   */
  public static DownloadEvent parse(String line) {
    return EventLine.parse(line);
  }
}
