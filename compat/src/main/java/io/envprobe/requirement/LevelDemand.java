package io.envprobe.requirement;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Reading;
import io.envprobe.marker.Truth;
import java.util.Objects;
import java.util.Set;

/**
 * A file is marked for an x86-64 level, without which the dynamic loader refuses it.
 *
 * @param level 2 to 4, or higher for levels that there are not yet
 * @param requiredBy the file
 * @see <a href="https://gitlab.com/x86-psABIs/x86-64-ABI">the levels</a>
 */
public record LevelDemand(int level, String requiredBy) implements Demand {
  public LevelDemand {
    Objects.requireNonNull(requiredBy);
  }

  @Override
  public String text() {
    return "x86-64-v" + level;
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(CpuFacts.CPU_LEVEL);
  }

  @Override
  public Truth test(Platform platform) {
    Reading<Long> here = platform.profile().reading(CpuFacts.CPU_LEVEL);
    return here.fold(
        present -> Truth.of(present.value() >= level),
        // Only x86 processors have levels.
        absent -> Truth.FALSE,
        unknown -> Truth.UNKNOWN);
  }

  @Override
  public Answer explain(Platform platform) {
    Reading<Long> level = platform.profile().reading(CpuFacts.CPU_LEVEL);
    String here =
        level.fold(
            present -> "this machine is x86-64-v" + present.value(),
            absent -> "this machine has no x86-64 level",
            unknown -> "the level of this machine is not known");
    String build =
        level
            .asOptional()
            .filter(own -> own > 1)
            .map(own -> "x86-64-v" + own)
            .orElse("x86-64 without a level");
    String otherwise = "a build for " + build + ", or a processor with " + text();
    return Answer.toNeed(this, requiredBy, platform, CpuFacts.CPU_LEVEL, here, otherwise);
  }
}
