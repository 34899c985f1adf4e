package io.envprobe.fact;

import java.util.List;
import java.util.Objects;

/**
 * A key, what is known of it, and why.
 *
 * @param evidence what the reading was drawn from, most important first; for an absent or unknown
 *     fact, where was looked
 */
public record Fact<T>(FactKey<T> key, Reading<T> reading, Origin origin, List<Evidence> evidence) {

  /** Makes the value canonical for the key's type. */
  public Fact {
    Objects.requireNonNull(origin);
    evidence = List.copyOf(evidence);
    if (reading instanceof Reading.Present<T> present) {
      reading = Reading.present(key.type().canonical(present.value()));
    }
  }

  /** An observed value. */
  public static <T> Fact<T> observed(FactKey<T> key, T value, Evidence... evidence) {
    return new Fact<>(key, Reading.present(value), Origin.OBSERVED, List.of(evidence));
  }

  /** A value computed from other facts. */
  public static <T> Fact<T> derived(FactKey<T> key, T value, Evidence... evidence) {
    return new Fact<>(key, Reading.present(value), Origin.DERIVED, List.of(evidence));
  }

  /** Proven absence, with the places that were looked at. */
  public static <T> Fact<T> absent(FactKey<T> key, Evidence... evidence) {
    return new Fact<>(key, Reading.absent(), Origin.OBSERVED, List.of(evidence));
  }

  /** Not known, with the cause. */
  public static <T> Fact<T> unknown(
      FactKey<T> key, UnknownCause cause, String detail, Evidence... evidence) {
    return new Fact<>(key, Reading.unknown(cause, detail), Origin.OBSERVED, List.of(evidence));
  }
}
