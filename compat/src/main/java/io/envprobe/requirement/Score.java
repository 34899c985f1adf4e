package io.envprobe.requirement;

import io.envprobe.version.Version;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How much a candidate is preferred: criteria, the most important first. Scores of one scale can be
 * compared.
 *
 * @param scale whose order it is, for example {@code wheel}; scores of two scales do not compare
 * @param criteria in the order of their weight; the same ones in every score of a scale
 */
public record Score(String scale, List<Criterion> criteria) {
  public Score {
    Objects.requireNonNull(scale);
    criteria = List.copyOf(criteria);
  }

  /** The score of a candidate that nothing prefers to another. */
  public static final Score NONE = new Score("", List.of());

  /**
   * What counts.
   *
   * @param name for a person: {@code version}, {@code tag}
   * @param value the lower, the better
   * @param version where versions are compared: the newer, the better; then the value is not looked
   *     at
   * @param shown for a person
   */
  public record Criterion(String name, long value, Optional<Version> version, String shown) {
    public Criterion {
      Objects.requireNonNull(name);
      Objects.requireNonNull(version);
      Objects.requireNonNull(shown);
    }

    /** The lower, the better. */
    public static Criterion low(String name, long value, String shown) {
      return new Criterion(name, value, Optional.empty(), shown);
    }

    /** The higher, the better. */
    public static Criterion high(String name, long value, String shown) {
      return new Criterion(name, -value, Optional.empty(), shown);
    }

    /** The newer, the better. */
    public static Criterion newest(String name, Version version) {
      return new Criterion(name, 0, Optional.of(version), version.normalized());
    }

    /** Negative where this is better than another of that name. */
    int compare(Criterion other) {
      if (version.isPresent() && other.version.isPresent()) {
        return version.get().scheme().name().equals(other.version.get().scheme().name())
            ? other.version.get().compareTo(version.get())
            : 0;
      }
      if (version.isPresent() != other.version.isPresent()) {
        return version.isPresent() ? -1 : 1;
      }
      return Long.compare(value, other.value);
    }
  }

  /** Whether both are of one scale. */
  public boolean isComparable(Score other) {
    return scale.equals(other.scale);
  }

  /** Negative where this is better; zero for equals and for another scale. */
  public int compare(Score other) {
    int place = difference(other);
    return place < 0 ? 0 : criteria.get(place).compare(other.criteria.get(place));
  }

  /** The first criterion in which two scores differ; nothing for equals and for another scale. */
  public Optional<Criterion> decisive(Score other) {
    int place = difference(other);
    return place < 0 ? Optional.empty() : Optional.of(criteria.get(place));
  }

  private int difference(Score other) {
    int common = isComparable(other) ? Math.min(criteria.size(), other.criteria.size()) : 0;
    for (int i = 0; i < common; i++) {
      if (criteria.get(i).compare(other.criteria.get(i)) != 0) {
        return i;
      }
    }
    return -1;
  }
}
