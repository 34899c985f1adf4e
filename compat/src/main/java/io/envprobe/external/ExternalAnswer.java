package io.envprobe.external;

import io.envprobe.fact.Evidence;
import io.envprobe.marker.Truth;
import java.util.List;
import java.util.Objects;

/**
 * Whether an external dependency is there.
 *
 * @param truth true: satisfied; false: missing, or of another version
 * @param foundBy what found it: {@code pkg-config}, {@code loader}, {@code header}, {@code
 *     program}, {@code package database}, {@code facts}; empty where nothing did
 * @param path of what was found; empty where a database names it only
 * @param version of what was found; empty where that is not known
 * @param owner the package that it belongs to; empty where none is known
 * @param reason one sentence without a full stop
 * @param evidence everything that was looked at, and what came of it
 * @param alternatives other things that would do and are there
 * @param hint how the system's package manager installs it: printed, never run; may be empty
 */
public record ExternalAnswer(
    Truth truth,
    String foundBy,
    String path,
    String version,
    String owner,
    String reason,
    List<Evidence> evidence,
    List<String> alternatives,
    String hint) {
  public ExternalAnswer {
    Objects.requireNonNull(truth);
    Objects.requireNonNull(foundBy);
    Objects.requireNonNull(path);
    Objects.requireNonNull(version);
    Objects.requireNonNull(owner);
    Objects.requireNonNull(reason);
    evidence = List.copyOf(evidence);
    alternatives = List.copyOf(alternatives);
    Objects.requireNonNull(hint);
  }

  /** The truth as a word: {@code satisfied}, {@code missing}, {@code unknown}. */
  public String word() {
    return switch (truth) {
      case TRUE -> "satisfied";
      case FALSE -> "missing";
      case UNKNOWN -> "unknown";
    };
  }
}
