package io.envprobe.tag;

import io.envprobe.fact.FactKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a word holds for a machine, or does not.
 *
 * @param tag the word that was asked for
 * @param ruling the answer
 * @param reason one sentence without a full stop, for example {@code glibc 2.36 is older than 2.39}
 * @param facts the facts that decided
 * @param nearest where the word does not hold, the word most like it that does
 */
public record TagExplanation(
    String tag, Ruling ruling, String reason, List<FactKey<?>> facts, Optional<String> nearest) {
  /** Whether a word holds. */
  public enum Ruling {
    /** It holds. */
    IN,
    /** It does not hold. */
    OUT,
    /** A fact that decides is not known. */
    UNKNOWN
  }

  /** Copies the list. */
  public TagExplanation {
    Objects.requireNonNull(tag);
    Objects.requireNonNull(ruling);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(nearest);
    facts = List.copyOf(facts);
  }

  /** A word that holds. */
  public static TagExplanation in(String tag, String reason, List<FactKey<?>> facts) {
    return new TagExplanation(tag, Ruling.IN, reason, facts, Optional.empty());
  }

  /** A word that does not hold. */
  public static TagExplanation out(
      String tag, String reason, List<FactKey<?>> facts, Optional<String> nearest) {
    return new TagExplanation(tag, Ruling.OUT, reason, facts, nearest);
  }

  /** A word of which is not known whether it holds. */
  public static TagExplanation unknown(String tag, UnknownTag because) {
    String reason = because.fact().name().concat(" is not known: ").concat(phrase(because));
    return new TagExplanation(
        tag, Ruling.UNKNOWN, reason, List.of(because.fact()), Optional.empty());
  }

  private static String phrase(UnknownTag unknown) {
    return unknown.detail().isEmpty() ? unknown.cause().toString() : unknown.detail();
  }
}
