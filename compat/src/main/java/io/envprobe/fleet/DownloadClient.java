package io.envprobe.fleet;

import io.envprobe.fleet.internal.ClientPatterns;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the program that asked an index for a file said of itself, in its header {@code User-Agent}.
 * Immutable.
 *
 * @param kind whether anything was understood
 * @param details by path, with the names of the records of downloads: {@code installer.name}
 * @param subcommand the words of what it was asked to do, {@code installer.subcommand}; mostly none
 * @see <a href="https://github.com/pypi/linehaul-cloud-function">linehaul</a>
 */
public record DownloadClient(Kind kind, Map<String, String> details, List<String> subcommand) {
  /** Whether anything was understood. */
  public enum Kind {
    /** It is a program that is known. */
    KNOWN,
    /** It is one that is known to have nothing to do with installing. */
    IGNORED,
    /** It is not known. */
    UNKNOWN
  }

  /** Copies the collections. */
  public DownloadClient {
    details = Collections.unmodifiableMap(new TreeMap<>(details));
    subcommand = List.copyOf(subcommand);
  }

  /** Reads the header. */
  public static DownloadClient parse(String header) {
    return ClientPatterns.parse(header);
  }
}
