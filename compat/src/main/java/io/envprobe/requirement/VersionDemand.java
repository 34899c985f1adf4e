package io.envprobe.requirement;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Reading;
import io.envprobe.marker.Truth;
import io.envprobe.version.Version;
import io.envprobe.version.VersionConstraint;
import io.envprobe.version.VersionScheme;
import io.envprobe.version.VersionSchemes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A fact that is a version must satisfy a constraint of its scheme. A version that does not parse
 * satisfies nothing.
 *
 * @param written the constraint as it is written
 */
public record VersionDemand(FactKey<String> key, VersionConstraint constraint, String written)
    implements Demand {
  public VersionDemand {
    Objects.requireNonNull(key);
    Objects.requireNonNull(constraint);
    Objects.requireNonNull(written);
  }

  @Override
  public String text() {
    return key + " " + written;
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(key);
  }

  @Override
  public Truth test(Platform platform) {
    Reading<String> reading = platform.profile().reading(key);
    if (reading.isUnknown()) {
      return Truth.UNKNOWN;
    }
    VersionScheme scheme = VersionSchemes.named(key.scheme()).orElse(VersionSchemes.LENIENT);
    Optional<Version> version = reading.asOptional().flatMap(scheme::tryParse);
    return Truth.of(version.isPresent() && constraint.contains(version.get()));
  }

  @Override
  public Answer explain(Platform platform) {
    Truth truth = test(platform);
    Reading<String> reading = platform.profile().reading(key);
    String has =
        reading.fold(
            present -> key + " is " + present.value(),
            absent -> key + " is absent",
            unknown -> key + " is not known");
    String remedy =
        switch (truth) {
          case TRUE -> "";
          case FALSE -> key + " that satisfies " + written;
          case UNKNOWN -> Answer.supply(List.of(key));
        };
    return Answer.of(truth, has, platform, List.of(key), remedy);
  }
}
