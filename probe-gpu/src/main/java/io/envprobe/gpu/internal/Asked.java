package io.envprobe.gpu.internal;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.files.LibraryFile;
import io.envprobe.gpu.internal.vendor.VendorCalls;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Transcript;
import io.envprobe.probe.ProbeSession;
import java.util.List;
import java.util.Optional;

/**
 * One library and what it answered to the questions about it.
 *
 * @param library the file that was asked
 * @param outcome its answers, or why there are none
 */
public record Asked(LibraryFile library, Outcome<Transcript> outcome) {

  /** Asks a library. */
  public static Asked of(Host host, LibraryFile library, VendorCalls calls) {
    return new Asked(
        library, Conversations.ask(host, new Conversations.Question(library, calls, false)));
  }

  /** A value of the first round of a step; empty where it was not given. */
  public Optional<String> value(String step, String name) {
    return outcome instanceof Outcome.Answer<Transcript> answer
        ? answer.value().value(step, name).answer()
        : Optional.empty();
  }

  /** The same of a library that was asked perhaps; empty where it was not. */
  public static Optional<String> value(Optional<Asked> asked, String step, String name) {
    return asked.isPresent() ? asked.get().value(step, name) : Optional.empty();
  }

  /** A value of one round of a step. */
  public Optional<String> value(String step, String round, String name) {
    for (Transcript.Step each : steps(step)) {
      if (each.index().equals(round) && each.succeeded()) {
        return Optional.ofNullable(each.values().get(name));
      }
    }
    return Optional.empty();
  }

  /** What a function answered, 0 for success; empty where it was not called or is not there. */
  public Optional<Long> status(String step) {
    return outcome instanceof Outcome.Answer<Transcript> answer
        ? answer.value().status(step).answer()
        : Optional.empty();
  }

  /** The same of a library that was asked perhaps; empty where it was not. */
  public static Optional<Long> status(Optional<Asked> asked, String step) {
    return asked.isPresent() ? asked.get().status(step) : Optional.empty();
  }

  /** Every round of a step. */
  public List<Transcript.Step> steps(String name) {
    return outcome instanceof Outcome.Answer<Transcript> answer
        ? answer.value().steps(name)
        : List.of();
  }

  /** Whether the library was heard and has no such function. */
  public boolean lacks(String step) {
    return outcome instanceof Outcome.Answer<Transcript> answer
        && answer.value().status(step) instanceof Outcome.Failure<Long> failure
        && failure.kind() == FailureKind.NOT_FOUND;
  }

  /** Where and how it broke off. */
  public Optional<Transcript.Break> broken() {
    return outcome instanceof Outcome.Answer<Transcript> answer
        ? answer.value().broken()
        : Optional.empty();
  }

  /** Records that it broke off, where it did. */
  public void recordBreak(ProbeSession session, String subject) {
    if (broken().isPresent()) {
      session.add(Conversations.broken(subject, library, broken().get()));
    }
  }

  /** Why a value of a step is not known. */
  public Silence silence(String step, String value) {
    Outcome<?> asked =
        outcome instanceof Outcome.Answer<Transcript> answer
            ? answer.value().value(step, value)
            : outcome;
    return asked instanceof Outcome.Failure<?> failure
        ? new Silence(Conversations.cause(failure), failure.detail())
        : new Silence(UnknownCause.MALFORMED, step + " gave no " + value + " that can be");
  }

  /** Why a library told nothing: the cause that an unknown fact gets, and a phrase. */
  public record Silence(UnknownCause cause, String detail) {
    /** An unknown fact. */
    public <T> Fact<T> fact(FactKey<T> key) {
      return Fact.unknown(key, cause, detail);
    }
  }
}
