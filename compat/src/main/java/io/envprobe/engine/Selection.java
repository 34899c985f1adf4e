package io.envprobe.engine;

import io.envprobe.marker.Truth;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.Score;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Candidates in the order of preference: those that are compatible by their score, then those of
 * which it is not known, then the others; the order of the caller among equals. Scores of different
 * scales do not compare: candidates of the scale that comes first stay first.
 */
public final class Selection {
  private final Platform platform;
  private final List<Ranked> ranked;

  private Selection(Platform platform, List<Ranked> ranked) {
    this.platform = platform;
    this.ranked = Collections.unmodifiableList(ranked);
  }

  /**
   * A candidate and what came of it.
   *
   * @param score {@link Score#NONE} where it is not compatible
   */
  public record Ranked(Candidate candidate, Compatibility compatibility, Score score) {
    public Ranked {
      Objects.requireNonNull(candidate);
      Objects.requireNonNull(compatibility);
      Objects.requireNonNull(score);
    }
  }

  static Selection of(List<Candidate> candidates, Platform platform) {
    Map<String, List<Ranked>> compatible = new LinkedHashMap<>();
    List<Ranked> undetermined = new ArrayList<>();
    List<Ranked> incompatible = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Truth truth = candidate.requirement().condition().test(platform);
      Compatibility compatibility = Compatibility.of(truth);
      Score score = truth == Truth.TRUE ? candidate.preference().score(platform) : Score.NONE;
      Ranked one = new Ranked(candidate, compatibility, score);
      switch (compatibility) {
        case COMPATIBLE ->
            compatible.computeIfAbsent(score.scale(), scale -> new ArrayList<>()).add(one);
        case UNDETERMINED -> undetermined.add(one);
        case INCOMPATIBLE -> incompatible.add(one);
      }
    }
    List<Ranked> all = new ArrayList<>(candidates.size());
    for (List<Ranked> scale : compatible.values()) {
      scale.sort((one, other) -> one.score().compare(other.score()));
      all.addAll(scale);
    }
    all.addAll(undetermined);
    all.addAll(incompatible);
    return new Selection(platform, all);
  }

  /** All candidates, best first. */
  public List<Ranked> ranked() {
    return ranked;
  }

  /** The best candidate; nothing where none is known to be compatible. */
  public Optional<Ranked> chosen() {
    return ranked.isEmpty() || ranked.get(0).compatibility() != Compatibility.COMPATIBLE
        ? Optional.empty()
        : Optional.of(ranked.get(0));
  }

  /** Whether something is compatible, or might be. */
  public Compatibility compatibility() {
    return ranked.isEmpty() ? Compatibility.INCOMPATIBLE : ranked.get(0).compatibility();
  }

  /** The candidates that are as good as the chosen one, without it. */
  public List<Ranked> ties() {
    List<Ranked> ties = new ArrayList<>();
    Optional<Ranked> best = chosen();
    for (int i = 1; best.isPresent() && i < ranked.size(); i++) {
      Ranked other = ranked.get(i);
      if (other.compatibility() == Compatibility.COMPATIBLE
          && other.score().compare(best.get().score()) == 0) {
        ties.add(other);
      }
    }
    return ties;
  }

  /** The verdict on a candidate of this selection, with its reasons. */
  public Verdict verdict(Ranked one) {
    return Engine.check(one.candidate().requirement(), platform);
  }

  /** Why a compatible candidate is not the chosen one, in one phrase; empty for the chosen one. */
  public String why(Ranked loser) {
    Optional<Ranked> best = chosen();
    if (best.isEmpty() || best.get().equals(loser)) {
      return "";
    }
    if (!best.get().score().isComparable(loser.score())) {
      return "nothing compares it with "
          + best.get().candidate().name()
          + ", which was given before it";
    }
    Optional<Score.Criterion> decisive = loser.score().decisive(best.get().score());
    if (decisive.isEmpty()) {
      return "a tie with " + best.get().candidate().name() + ", which was given before it";
    }
    Score.Criterion better = best.get().score().decisive(loser.score()).orElseThrow();
    return decisive.get().name()
        + " "
        + decisive.get().shown()
        + " comes after "
        + better.shown()
        + " of "
        + best.get().candidate().name();
  }
}
