package io.envprobe.tag;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the user asks of a vocabulary beside the profile, by name; each vocabulary documents the
 * names that it reads and ignores the others. Immutable.
 *
 * @param values name to value
 */
public record TagOptions(Map<String, String> values) {
  /** Nothing asked. */
  public static final TagOptions NONE = new TagOptions(Map.of());

  /** Copies the values. */
  public TagOptions {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** The value of an option, where it was given. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** These options and one more. */
  public TagOptions with(String name, String value) {
    Map<String, String> all = new TreeMap<>(values);
    all.put(name, Objects.requireNonNull(value));
    return new TagOptions(all);
  }
}
