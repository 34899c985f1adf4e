package io.envprobe.fact;

import java.util.Objects;

/**
 * Names a fact and fixes its type. Two keys are equal when their names are.
 *
 * @param <T> the Java type of the value
 */
public final class FactKey<T> implements Comparable<FactKey<?>> {
  private final String name;
  private final FactType<T> type;
  private final String scheme;
  private final String source;
  private final String meaning;

  FactKey(String name, FactType<T> type, String scheme, String source, String meaning) {
    this.name = Objects.requireNonNull(name);
    this.type = Objects.requireNonNull(type);
    this.scheme = Objects.requireNonNull(scheme);
    this.source = Objects.requireNonNull(source);
    this.meaning = Objects.requireNonNull(meaning);
  }

  /**
   * A key that is not in the catalogue: from a profile of another version, or of a third party's
   * probe.
   *
   * @param name dotted, lower case
   */
  public static <T> FactKey<T> foreign(String name, FactType<T> type) {
    return new FactKey<>(name, type, type == (Object) FactType.VERSION ? "lenient" : "", "", "");
  }

  /** The dotted name, for example {@code libc.version}. */
  public String name() {
    return name;
  }

  /** The type of the value. */
  public FactType<T> type() {
    return type;
  }

  /** The name of the version scheme for values of type version, otherwise empty. */
  public String scheme() {
    return scheme;
  }

  /** Where probes find it; empty for a key outside the catalogue. */
  public String source() {
    return source;
  }

  /** What it says, in one sentence; empty for a key outside the catalogue. */
  public String meaning() {
    return meaning;
  }

  @Override
  public int compareTo(FactKey<?> other) {
    return name.compareTo(other.name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FactKey<?> key && key.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
