package io.envprobe.maven;

import io.envprobe.engine.DetectOptions;
import io.envprobe.engine.EnvProbe;
import io.envprobe.engine.NativeBuilds;
import io.envprobe.fact.Baseline;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.json.ProfileFormatException;
import io.envprobe.json.ProfileJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The machine that a build is for: this one, or the one that {@code envprobe.profile} names. */
final class BuildMachine {
  /** The property that names another machine: {@code @debian-12}, or the file of a profile. */
  static final String PROFILE = "envprobe.profile";

  private BuildMachine() {}

  /**
   * What is known of it.
   *
   * @param named the value of {@link #PROFILE}; null or empty for this machine
   * @param keys what is looked for besides the facts that builds differ by
   * @throws IOException where the profile cannot be had, with a message for a person
   */
  static Profile profile(@Nullable String named, Collection<FactKey<?>> keys) throws IOException {
    if (named == null || named.isBlank()) {
      Set<FactKey<?>> all = new HashSet<>(keys);
      all.addAll(NativeBuilds.facts());
      all.addAll(MachineProperties.vocabulary().facts());
      return EnvProbe.detect(DetectOptions.DEFAULT.nativeCalls(false).facts(all));
    }
    if (named.startsWith("@")) {
      Optional<Profile> baseline = Baseline.named(named.substring(1));
      return baseline.orElseThrow(
          () ->
              new IOException(
                  PROFILE + ": there is no baseline " + named + "; known are " + Baseline.names()));
    }
    try {
      return ProfileJson.read(Files.readString(Path.of(named)));
    } catch (ProfileFormatException e) {
      throw new IOException(PROFILE + ": " + named + ": " + e.getMessage(), e);
    }
  }
}
