package io.envprobe.external;

import io.envprobe.fact.BlasFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Answer;
import io.envprobe.requirement.Demand;
import io.envprobe.requirement.Platform;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** An external dependency must be there. */
public record ExternalDemand(ExternalDependency dependency) implements Demand {
  private static final Set<FactKey<?>> FACTS =
      Set.of(
          OsFacts.OS_NAME,
          OsFacts.OS_ID,
          OsFacts.OS_ID_LIKE,
          OsFacts.OS_ABI_ARCH,
          LibraryFacts.LIBS_VISIBLE,
          LibraryFacts.PACKAGES_INSTALLED);
  private static final Set<FactKey<?>> NUMERICAL =
      Set.of(
          OsFacts.OS_NAME,
          OsFacts.OS_ID,
          OsFacts.OS_ID_LIKE,
          OsFacts.OS_ABI_ARCH,
          LibraryFacts.LIBS_VISIBLE,
          LibraryFacts.PACKAGES_INSTALLED,
          BlasFacts.BLAS_SELECTED,
          BlasFacts.BLAS_LIBRARIES,
          BlasFacts.OPENMP_LIBRARIES);

  public ExternalDemand {
    Objects.requireNonNull(dependency);
  }

  @Override
  public String text() {
    return dependency.id()
        + (dependency.constraint().isEmpty() ? "" : " " + dependency.constraint());
  }

  @Override
  public Set<FactKey<?>> facts() {
    return dependency.name().startsWith("virtual/interface/") ? NUMERICAL : FACTS;
  }

  @Override
  public Truth test(Platform platform) {
    return ExternalFinder.find(dependency, platform).truth();
  }

  @Override
  public Answer explain(Platform platform) {
    ExternalAnswer answer = ExternalFinder.find(dependency, platform);
    return new Answer(
        answer.truth(),
        answer.reason(),
        List.of(),
        answer.evidence(),
        answer.truth() == Truth.TRUE ? "" : answer.hint());
  }
}
