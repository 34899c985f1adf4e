package io.envprobe.requirement;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.marker.Truth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Whether a platform meets a demand, and why.
 *
 * @param truth the answer
 * @param reason one sentence without a full stop
 * @param facts what decided, as the platform knows it; for an unknown answer, what is missing
 * @param evidence what decided besides facts: files that were looked at
 * @param remedy the smallest change that would make it true, or for an unknown answer how to supply
 *     what is missing; empty where there is none
 */
public record Answer(
    Truth truth, String reason, List<Fact<?>> facts, List<Evidence> evidence, String remedy) {
  public Answer {
    Objects.requireNonNull(truth);
    Objects.requireNonNull(reason);
    facts = List.copyOf(facts);
    evidence = List.copyOf(evidence);
    Objects.requireNonNull(remedy);
  }

  /** An answer that facts decide. */
  public static Answer of(
      Truth truth,
      String reason,
      Platform platform,
      Collection<? extends FactKey<?>> keys,
      String remedy) {
    List<Fact<?>> facts = new ArrayList<>();
    for (FactKey<?> key : keys) {
      facts.add(platform.profile().fact(key));
    }
    return new Answer(truth, reason, facts, List.of(), remedy);
  }

  /**
   * What one fact says to the need of a file.
   *
   * @param here the fact in words
   * @param otherwise what would meet a need that is not met
   */
  static Answer toNeed(
      Demand need,
      String requiredBy,
      Platform platform,
      FactKey<?> key,
      String here,
      String otherwise) {
    Truth truth = need.test(platform);
    String remedy =
        switch (truth) {
          case TRUE -> "";
          case FALSE -> otherwise;
          case UNKNOWN -> supply(List.of(key));
        };
    return of(
        truth, requiredBy + " needs " + need.text() + "; " + here, platform, List.of(key), remedy);
  }

  /** How to supply facts that are not known, in one phrase. */
  public static String supply(Collection<? extends FactKey<?>> keys) {
    StringBuilder phrase = new StringBuilder();
    for (FactKey<?> key : keys) {
      phrase.append(phrase.length() == 0 ? "state it with " : " ");
      phrase.append("--set ").append(key.name()).append("=VALUE");
    }
    return phrase.length() == 0 ? "" : phrase.append(", or give a profile that has it").toString();
  }
}
