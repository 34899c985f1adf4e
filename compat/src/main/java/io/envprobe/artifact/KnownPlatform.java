package io.envprobe.artifact;

import io.envprobe.artifact.internal.PlatformCheck;
import io.envprobe.fact.Baseline;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import java.util.List;
import java.util.Optional;

/**
 * A platform whose files are not at hand, known by what it is documented to have: a distribution
 * release, a wheel policy, a musl release. Immutable.
 *
 * @param name as a person names it
 * @param muslRelease the release, where it is nothing but musl
 */
public record KnownPlatform(String name, Optional<String> muslRelease) {
  private static final String MUSL = "musl-";

  /**
   * The platform of a name: {@code ubuntu-20.04}, {@code manylinux_2_28} and what else {@link
   * Baseline#names} has, or {@code musl-} and a release.
   */
  public static Optional<KnownPlatform> named(String name) {
    if (name.startsWith(MUSL)) {
      String release = name.substring(MUSL.length());
      return PlatformCheck.isRelease(release)
          ? Optional.of(new KnownPlatform(name, Optional.of(release)))
          : Optional.empty();
    }
    return Baseline.architectures(name).isEmpty()
        ? Optional.empty()
        : Optional.of(new KnownPlatform(name, Optional.empty()));
  }

  /** What is known of it for an architecture, as platform tags spell that. */
  public Optional<Profile> profile(String architecture) {
    return muslRelease.isPresent() ? Optional.empty() : Baseline.named(name + ":" + architecture);
  }

  /**
   * What it lacks for a file: versions of the C and C++ libraries, by library and with the symbols
   * that need them. Compares with the highest versions that it is known to have, which is less than
   * a look at its libraries would tell.
   */
  public List<Finding> missing(NativeFile file) {
    return PlatformCheck.missing(this, file);
  }
}
