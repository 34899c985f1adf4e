package io.envprobe.engine;

import io.envprobe.fact.Profile;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.Requirement;
import java.util.List;

/** Decides requirements and ranks candidates. */
public final class Engine {
  private Engine() {}

  /** Whether a machine of which only a profile is known meets a requirement, and why. */
  public static Verdict check(Requirement requirement, Profile profile) {
    return check(requirement, Platform.of(profile));
  }

  /** Whether a platform meets a requirement, and why. */
  public static Verdict check(Requirement requirement, Platform platform) {
    return Explainer.verdict(requirement, platform);
  }

  /** Ranks candidates for a machine of which only a profile is known. */
  public static Selection select(List<Candidate> candidates, Profile profile) {
    return select(candidates, Platform.of(profile));
  }

  /** Ranks candidates for a platform. */
  public static Selection select(List<Candidate> candidates, Platform platform) {
    return Selection.of(candidates, platform);
  }
}
