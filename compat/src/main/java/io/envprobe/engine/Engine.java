package io.envprobe.engine;

import io.envprobe.fact.Profile;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Condition;
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

  /** Whether a platform meets a condition, without reasons: the quick way for many questions. */
  public static Truth test(Condition condition, Platform platform) {
    if (condition instanceof Condition.Leaf leaf) {
      return leaf.demand().test(platform);
    }
    if (condition instanceof Condition.Not not) {
      return test(not.part(), platform).not();
    }
    boolean all = condition instanceof Condition.All;
    List<Condition> parts =
        all ? ((Condition.All) condition).parts() : ((Condition.Any) condition).parts();
    Truth truth = Truth.of(all);
    Truth last = truth.not();
    for (Condition part : parts) {
      Truth one = test(part, platform);
      truth = all ? truth.and(one) : truth.or(one);
      if (truth == last) {
        return truth;
      }
    }
    return truth;
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
