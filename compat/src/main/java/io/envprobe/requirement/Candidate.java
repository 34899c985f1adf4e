package io.envprobe.requirement;

import java.util.Objects;

/**
 * One of several things that could be taken.
 *
 * @param name as a person would name it: a file name, a label
 * @param requirement what it asks of a platform
 * @param preference how it ranks among the candidates of its ecosystem
 */
public record Candidate(String name, Requirement requirement, Preference preference) {
  public Candidate {
    Objects.requireNonNull(name);
    Objects.requireNonNull(requirement);
    Objects.requireNonNull(preference);
  }

  /** A candidate that nothing prefers to another. */
  public static Candidate of(String name, Requirement requirement) {
    return new Candidate(name, requirement, platform -> Score.NONE);
  }

  /** How a candidate ranks. Immutable and thread-safe. */
  public interface Preference {
    /** The score for a platform that the candidate is compatible with. */
    Score score(Platform platform);
  }
}
