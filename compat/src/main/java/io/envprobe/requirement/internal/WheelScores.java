package io.envprobe.requirement.internal;

import io.envprobe.requirement.Platform;
import io.envprobe.requirement.Score;
import io.envprobe.requirement.Score.Criterion;
import io.envprobe.requirement.VariantDemand;
import io.envprobe.tag.python.WheelFileName;
import io.envprobe.tag.variant.Variant;
import io.envprobe.tag.variant.VariantOrder;
import io.envprobe.tag.variant.VariantsDocument;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How installers order wheels of one project: not yanked, final releases, the newest version, the
 * best variant, the best tag, the highest build number.
 *
 * <p>Source: pip, {@code CandidateEvaluator._sort_key} in
 * https://github.com/pypa/pip/blob/main/src/pip/_internal/index/package_finder.py, and
 * https://peps.python.org/pep-0825/#variant-ordering
 *
 * @param document what variants of its release there are, where that is known
 */
record WheelScores(WheelFileName name, boolean yanked, Optional<VariantsDocument> document) {
  private static final int LONGEST_BUILD = 18;

  /** The score for a platform. */
  Score of(Platform platform) {
    OptionalInt place = platform.wheelRanking().rank(name.tags());
    int rank = place.orElse(Integer.MAX_VALUE);
    String tag = place.isPresent() ? platform.wheelTags().tags().get(rank).text() : "none";
    String digits = name.build().map(build -> build.digits()).orElse("");
    boolean numbered = !digits.isEmpty() && digits.length() <= LONGEST_BUILD;
    boolean early = name.version().isPreRelease() || name.version().isDevRelease();
    return new Score(
        "wheel " + name.name(),
        List.of(
            Criterion.low("yanked", yanked ? 1 : 0, yanked ? "yes" : "no"),
            Criterion.low("pre-release", early ? 1 : 0, early ? "yes" : "no"),
            Criterion.newest("version", name.version()),
            Criterion.low("variant", variant(platform), name.label().orElse("none")),
            Criterion.low("tag", rank, tag),
            Criterion.high(
                "build number",
                numbered ? Long.parseLong(digits) : -1,
                name.build().map(Object::toString).orElse("none"))));
  }

  /** The place of the variant; wheels that are none come after all variants. */
  private int variant(Platform platform) {
    if (name.label().isEmpty() || document.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    int place = order(document.get(), platform).indexOf(name.label().get());
    return place < 0 ? Integer.MAX_VALUE - 1 : place;
  }

  /** The labels of the variants that a platform can use, best first. */
  static List<String> order(VariantsDocument document, Platform platform) {
    return platform
        .derived(
            new Order(document),
            Labels.class,
            here ->
                new Labels(
                    VariantOrder.of(
                            VariantOrder.Mode.PEP825,
                            document.priorities(),
                            VariantDemand.support(document, here))
                        .order(document.variants())
                        .stream()
                        .map(Variant::label)
                        .toList()))
        .labels();
  }

  private record Order(VariantsDocument document) {}

  private record Labels(List<String> labels) {}
}
