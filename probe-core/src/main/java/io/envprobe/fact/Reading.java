package io.envprobe.fact;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is known of one fact: a value, its proven absence, or that it is unknown and why.
 *
 * <p>Absent needs proof: something looked where the thing would be, and it is not there. No
 * permission, a time-out, text that does not parse: those are Unknown. Readings are immutable and
 * thread-safe.
 *
 * @param <T> the type of the value
 */
public sealed interface Reading<T> {

  /** Takes the reading apart; the compiler then finds every place that must know a new case. */
  <R> R fold(
      Function<? super Present<T>, ? extends R> present,
      Function<? super Absent<T>, ? extends R> absent,
      Function<? super Unknown<T>, ? extends R> unknown);

  /**
   * The value, or nothing where it is absent or unknown; only for callers to whom both mean the
   * same.
   */
  default Optional<T> asOptional() {
    // Called by every reader of facts, so without the lambdas that cost time at start-up.
    return this instanceof Present<T> present ? Optional.of(present.value()) : Optional.empty();
  }

  /** The same reading of a computed value; absence and ignorance carry over. */
  default <U> Reading<U> map(Function<? super T, ? extends U> function) {
    if (this instanceof Present<T> present) {
      return present(function.apply(present.value()));
    }
    return this instanceof Unknown<T> unknown
        ? unknown(unknown.cause(), unknown.detail())
        : absent();
  }

  /** Whether it is known that there is a value. */
  default boolean isPresent() {
    return this instanceof Present;
  }

  /** Whether it is known that there is none. */
  default boolean isAbsent() {
    return this instanceof Absent;
  }

  /** Whether it is not known. */
  default boolean isUnknown() {
    return this instanceof Unknown;
  }

  /** A value. */
  static <T> Reading<T> present(T value) {
    return new Present<>(value);
  }

  /** Proven absence. */
  static <T> Reading<T> absent() {
    return new Absent<>();
  }

  /** Not known, and why; the detail is a phrase for a person, with the place that was looked at. */
  static <T> Reading<T> unknown(UnknownCause cause, String detail) {
    return new Unknown<>(cause, detail);
  }

  /**
   * A known value.
   *
   * @param value never null
   */
  record Present<T>(T value) implements Reading<T> {
    public Present {
      Objects.requireNonNull(value);
    }

    @Override
    public <R> R fold(
        Function<? super Present<T>, ? extends R> present,
        Function<? super Absent<T>, ? extends R> absent,
        Function<? super Unknown<T>, ? extends R> unknown) {
      return present.apply(this);
    }
  }

  /** Known not to be there. */
  record Absent<T>() implements Reading<T> {
    @Override
    public <R> R fold(
        Function<? super Present<T>, ? extends R> present,
        Function<? super Absent<T>, ? extends R> absent,
        Function<? super Unknown<T>, ? extends R> unknown) {
      return absent.apply(this);
    }
  }

  /**
   * Not known.
   *
   * @param cause the kind of reason
   * @param detail a phrase for a person; may be empty where the cause says all
   */
  record Unknown<T>(UnknownCause cause, String detail) implements Reading<T> {
    public Unknown {
      Objects.requireNonNull(cause);
      Objects.requireNonNull(detail);
    }

    @Override
    public <R> R fold(
        Function<? super Present<T>, ? extends R> present,
        Function<? super Absent<T>, ? extends R> absent,
        Function<? super Unknown<T>, ? extends R> unknown) {
      return unknown.apply(this);
    }
  }
}
