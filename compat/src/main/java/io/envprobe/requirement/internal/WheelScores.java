package io.envprobe.requirement.internal;

import io.envprobe.requirement.Platform;
import io.envprobe.requirement.Score;
import io.envprobe.tag.python.WheelFileName;
import java.util.List;
import java.util.OptionalInt;

/**
 * How installers order wheels of one project: the newest version, the best tag, the highest build
 * number.
 *
 * <p>Source: pip, {@code CandidateEvaluator._sort_key} in
 * https://github.com/pypa/pip/blob/main/src/pip/_internal/index/package_finder.py
 */
final class WheelScores {
  private static final int LONGEST_BUILD = 18;

  private WheelScores() {}

  static Score of(WheelFileName name, Platform platform) {
    OptionalInt place = platform.wheelRanking().rank(name.tags());
    int rank = place.orElse(Integer.MAX_VALUE);
    String tag = place.isPresent() ? platform.wheelTags().tags().get(rank).text() : "none";
    String digits = name.build().map(build -> build.digits()).orElse("");
    long build = digits.isEmpty() || digits.length() > LONGEST_BUILD ? 0 : Long.parseLong(digits);
    return new Score(
        "wheel " + name.name(),
        List.of(
            Score.Criterion.newest("version", name.version()),
            Score.Criterion.low("tag", rank, tag),
            Score.Criterion.high(
                "build number", build, digits.isEmpty() ? "none" : name.build().get().toString())));
  }
}
