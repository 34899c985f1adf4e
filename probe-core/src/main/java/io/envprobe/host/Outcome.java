package io.envprobe.host;

import io.envprobe.fact.Reading;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of a request: an answer, or a failure with its kind.
 *
 * @param <T> the type of the answer
 */
public sealed interface Outcome<T> {

  /** Takes the outcome apart. */
  <R> R fold(
      Function<? super Answer<T>, ? extends R> answer,
      Function<? super Failure<T>, ? extends R> failure);

  /** The answer, or nothing; for callers to whom every failure means the same. */
  default Optional<T> answer() {
    return this instanceof Answer<T> answer ? Optional.of(answer.value()) : Optional.empty();
  }

  /** Whether it failed because the thing is not there. */
  default boolean isNotFound() {
    return this instanceof Failure<T> failure && failure.kind() == FailureKind.NOT_FOUND;
  }

  /** As a reading: not found is absent, every other failure is unknown with its cause. */
  default Reading<T> reading() {
    if (this instanceof Answer<T> answer) {
      return Reading.present(answer.value());
    }
    Failure<T> failure = (Failure<T>) this;
    return failure.kind() == FailureKind.NOT_FOUND
        ? Reading.absent()
        : Reading.unknown(failure.kind().cause(), failure.detail());
  }

  /** The same outcome with the answer changed. */
  default <U> Outcome<U> map(Function<? super T, ? extends U> function) {
    if (this instanceof Answer<T> answer) {
      return of(function.apply(answer.value()));
    }
    Failure<T> failure = (Failure<T>) this;
    return failed(failure.kind(), failure.detail());
  }

  /** An answer. */
  static <T> Outcome<T> of(T value) {
    return new Answer<>(value);
  }

  /** A failure; the detail is a phrase for a person that names the thing asked for. */
  static <T> Outcome<T> failed(FailureKind kind, String detail) {
    return new Failure<>(kind, detail);
  }

  /** An answer. */
  record Answer<T>(T value) implements Outcome<T> {
    public Answer {
      Objects.requireNonNull(value);
    }

    @Override
    public <R> R fold(
        Function<? super Answer<T>, ? extends R> answer,
        Function<? super Failure<T>, ? extends R> failure) {
      return answer.apply(this);
    }
  }

  /**
   * A failure.
   *
   * @param kind what went wrong
   * @param detail a phrase for a person that names the thing asked for
   */
  record Failure<T>(FailureKind kind, String detail) implements Outcome<T> {
    public Failure {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(detail);
    }

    @Override
    public <R> R fold(
        Function<? super Answer<T>, ? extends R> answer,
        Function<? super Failure<T>, ? extends R> failure) {
      return failure.apply(this);
    }
  }
}
