package io.envprobe.requirement.internal.conda;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Reading;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Answer;
import io.envprobe.requirement.Demand;
import io.envprobe.requirement.Platform;
import io.envprobe.tag.platform.CondaVirtualPackages;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A package is built for a platform directory of conda, or for all of them ({@code noarch}).
 *
 * @param subdir the directory
 */
record CondaSubdirDemand(String subdir) implements Demand {
  private static final List<FactKey<?>> FACTS = List.of(OsFacts.OS_NAME, OsFacts.OS_ABI_ARCH);

  @Override
  public String text() {
    return "subdir " + subdir;
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.copyOf(FACTS);
  }

  private static Optional<String> known(Platform platform, FactKey<String> key) {
    return platform.profile().fact(key).reading() instanceof Reading.Present<String> present
        ? Optional.of(present.value())
        : Optional.empty();
  }

  private static Optional<String> here(Platform platform) {
    Optional<String> os = known(platform, OsFacts.OS_NAME);
    Optional<String> arch = known(platform, OsFacts.OS_ABI_ARCH);
    return os.isEmpty() || arch.isEmpty()
        ? Optional.empty()
        : CondaVirtualPackages.subdir(os.get(), arch.get()).or(() -> Optional.of("none"));
  }

  @Override
  public Truth test(Platform platform) {
    if (subdir.equals("noarch")) {
      return Truth.TRUE;
    }
    return platform.derived(this, Truth.class, this::decide);
  }

  private Truth decide(Platform platform) {
    return here(platform).map(own -> Truth.of(own.equals(subdir))).orElse(Truth.UNKNOWN);
  }

  @Override
  public Answer explain(Platform platform) {
    Truth truth = test(platform);
    String own = here(platform).orElse("not known");
    String remedy =
        switch (truth) {
          case TRUE -> "";
          case FALSE -> "the build in " + own + ", or one in noarch";
          case UNKNOWN -> Answer.supply(FACTS);
        };
    return Answer.of(truth, "the platform directory here is " + own, platform, FACTS, remedy);
  }
}
