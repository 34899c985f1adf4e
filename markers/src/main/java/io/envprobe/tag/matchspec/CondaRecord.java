package io.envprobe.tag.matchspec;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A conda package, as an index or a virtual package states it.
 *
 * @param name in lower case
 * @param version as written
 * @param build the build string
 * @param buildNumber the build number
 * @param others further fields by name: {@code subdir}, {@code channel}, {@code license}, {@code
 *     license_family}, {@code track_features}, {@code md5}, {@code sha256}
 */
public record CondaRecord(
    String name, String version, String build, long buildNumber, Map<String, String> others) {
  public CondaRecord {
    Objects.requireNonNull(name);
    Objects.requireNonNull(version);
    Objects.requireNonNull(build);
    others = Map.copyOf(others);
  }

  /** A record without further fields. */
  public static CondaRecord of(String name, String version, String build, long buildNumber) {
    return new CondaRecord(name, version, build, buildNumber, Map.of());
  }

  /** A further field. */
  public Optional<String> other(String field) {
    return Optional.ofNullable(others.get(field));
  }
}
