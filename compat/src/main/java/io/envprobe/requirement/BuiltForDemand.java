package io.envprobe.requirement;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.marker.Truth;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A word of a file name or classifier says what a build is made for.
 *
 * @param aspect which side of the machine
 * @param values what fits, as the facts spell it
 * @param word as it is written
 */
public record BuiltForDemand(Aspect aspect, List<String> values, String word) implements Demand {
  /** What a word tells. */
  public enum Aspect {
    SYSTEM("system"),
    /** That of the programs, which is not always that of the processor. */
    ARCHITECTURE("architecture"),
    LIBC("C library"),
    /**
     * Nothing is said of the C library, as most classifiers do, and most builds are for glibc:
     * elsewhere the answer is not known.
     */
    UNSTATED_LIBC("C library");

    private final String title;

    Aspect(String title) {
      this.title = title;
    }
  }

  public BuiltForDemand {
    Objects.requireNonNull(aspect);
    values = List.copyOf(values);
    Objects.requireNonNull(word);
  }

  @Override
  public String text() {
    return aspect == Aspect.UNSTATED_LIBC
        ? "C library, which " + word + " does not name"
        : aspect.title + " " + word;
  }

  private FactKey<String> key(Profile profile) {
    return switch (aspect) {
      case SYSTEM -> OsFacts.OS_NAME;
      case ARCHITECTURE ->
          profile.reading(OsFacts.OS_ABI_ARCH).isPresent()
              ? OsFacts.OS_ABI_ARCH
              : CpuFacts.CPU_ARCH;
      case LIBC, UNSTATED_LIBC -> LibraryFacts.LIBC_NAME;
    };
  }

  @Override
  public Set<FactKey<?>> facts() {
    return switch (aspect) {
      case SYSTEM -> Set.of(OsFacts.OS_NAME);
      case ARCHITECTURE -> Set.of(OsFacts.OS_ABI_ARCH, CpuFacts.CPU_ARCH);
      case LIBC -> Set.of(LibraryFacts.LIBC_NAME);
      case UNSTATED_LIBC -> Set.of(LibraryFacts.LIBC_NAME, OsFacts.OS_NAME);
    };
  }

  @Override
  public Truth test(Platform platform) {
    Profile profile = platform.profile();
    boolean unstated = aspect == Aspect.UNSTATED_LIBC;
    if (unstated && !isLinux(profile)) {
      return Truth.TRUE;
    }
    Reading<String> reading = profile.reading(key(profile));
    if (reading.isUnknown()) {
      return Truth.UNKNOWN;
    }
    boolean fits = reading.asOptional().map(values::contains).orElse(false);
    return !fits && unstated ? Truth.UNKNOWN : Truth.of(fits);
  }

  private static boolean isLinux(Profile profile) {
    Reading<String> system = profile.reading(OsFacts.OS_NAME);
    return system.isUnknown() || system.asOptional().map("linux"::equals).orElse(false);
  }

  @Override
  public Answer explain(Platform platform) {
    Truth truth = test(platform);
    FactKey<String> key = key(platform.profile());
    String here =
        platform
            .profile()
            .reading(key)
            .fold(Reading.Present::value, absent -> "none", unknown -> "not known");
    String reason =
        aspect == Aspect.UNSTATED_LIBC
            ? "most builds that name none are for glibc, and the one here is " + here
            : "it is for " + word + ", and the " + aspect.title + " here is " + here;
    String remedy =
        switch (truth) {
          case TRUE -> "";
          case FALSE -> "a build for " + here;
          case UNKNOWN ->
              platform.profile().reading(key).isUnknown()
                  ? Answer.supply(List.of(key))
                  : "a build for " + here + ", or the file itself, which can be looked into";
        };
    return Answer.of(truth, reason, platform, List.of(key), remedy);
  }
}
