package io.envprobe.host;

import io.envprobe.host.internal.TranscriptCodec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a {@link Request.Conversation}: the steps that ended, in order, and where it broke
 * off, if it did. What was answered before a library broke its process stands.
 *
 * @param steps the steps that ended; steps that were skipped, because they needed what an earlier
 *     one did not give, are not among them
 * @param broken where and how it ended before its end
 */
public record Transcript(List<Step> steps, Optional<Break> broken) {
  /** The name of the first step, which opens the library. */
  public static final String OPEN = "open";

  /**
   * One call that ended.
   *
   * @param name the step's name: the symbol, or what the conversation calls it
   * @param index the round of a repeated step, numbers with points between, {@code 0.1}; empty for
   *     the others
   * @param status what the function answered, 0 for success; 0 too where it answers no status;
   *     empty where the library has no such symbol
   * @param values what it gave, by name
   * @param refused what it gave that cannot be meant: left untouched, or outside the range
   */
  public record Step(
      String name,
      String index,
      Optional<Long> status,
      Map<String, String> values,
      Map<String, String> refused) {
    public Step {
      Objects.requireNonNull(name);
      Objects.requireNonNull(index);
      Objects.requireNonNull(status);
      values = Map.copyOf(values);
      refused = Map.copyOf(refused);
    }

    /** Whether the function is there and answered success. */
    public boolean succeeded() {
      return status.isPresent() && status.orElseThrow() == 0;
    }
  }

  /**
   * The end of a conversation before its end.
   *
   * @param step the name of the step during which it ended; empty where it was between two
   * @param kind {@link FailureKind#CRASHED} or {@link FailureKind#TIMEOUT}
   * @param detail a phrase for a person
   */
  public record Break(String step, FailureKind kind, String detail) {
    public Break {
      Objects.requireNonNull(step);
      Objects.requireNonNull(kind);
      Objects.requireNonNull(detail);
    }
  }

  public Transcript {
    steps = List.copyOf(steps);
    Objects.requireNonNull(broken);
  }

  /**
   * Reads the text of a transcript.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Transcript parse(String text) {
    return TranscriptCodec.parse(text);
  }

  /** The text that {@link #parse} reads. */
  public String text() {
    return TranscriptCodec.text(this);
  }

  /** Every round of a step. */
  public List<Step> steps(String name) {
    return steps.stream().filter(step -> step.name().equals(name)).toList();
  }

  /**
   * What a function answered, 0 for success; not found where the library lacks it. A step that did
   * not take place is a failure with the kind of the break, and {@link FailureKind#NOT_PROBED}
   * where nothing broke.
   */
  public Outcome<Long> status(String name) {
    Outcome<Step> first = first(name);
    return first instanceof Outcome.Answer<Step> answer && answer.value().status().isEmpty()
        ? Outcome.failed(FailureKind.NOT_FOUND, "the library has no " + name)
        : first.map(step -> step.status().orElse(0L));
  }

  /**
   * A value of the first round of a step. A function that refuses is {@link FailureKind#IO_ERROR}
   * with its code, a value that cannot be meant {@link FailureKind#MALFORMED}; the other failures
   * are those of {@link #status(String)}.
   */
  public Outcome<String> value(String name, String value) {
    Outcome<Long> status = status(name);
    if (status instanceof Outcome.Failure<Long> failure) {
      return Outcome.failed(failure.kind(), failure.detail());
    }
    Step step = steps(name).get(0);
    if (!step.succeeded()) {
      return Outcome.failed(
          FailureKind.IO_ERROR, name + " answered " + step.status().orElseThrow());
    }
    String given = step.values().get(value);
    if (given == null) {
      return Outcome.failed(
          FailureKind.MALFORMED,
          name + " gave no " + value + " but " + step.refused().getOrDefault(value, "nothing"));
    }
    return Outcome.of(given);
  }

  private Outcome<Step> first(String name) {
    for (Step step : steps) {
      if (step.name().equals(name)) {
        return Outcome.of(step);
      }
    }
    return broken.isPresent()
        ? Outcome.failed(broken.orElseThrow().kind(), broken.orElseThrow().detail())
        : Outcome.failed(FailureKind.NOT_PROBED, name + " was not called");
  }
}
