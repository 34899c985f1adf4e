package io.envprobe.requirement.internal.npm;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Answer;
import io.envprobe.requirement.Demand;
import io.envprobe.requirement.Platform;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.platform.NpmPlatform;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A field of a package lists the systems, processors or C libraries that npm installs it on.
 *
 * @param field {@code os}, {@code cpu} or {@code libc}: a label of npm's vocabulary
 * @param wanted as written, a single word as a list of one
 * @param subject the package
 */
record NpmFieldDemand(String field, List<String> wanted, String subject) implements Demand {
  static final List<String> FIELDS = List.of("os", "cpu", "libc");

  NpmFieldDemand {
    Objects.requireNonNull(field);
    wanted = List.copyOf(wanted);
    Objects.requireNonNull(subject);
  }

  @Override
  public String text() {
    return field + " of " + subject + " " + String.join(", ", wanted);
  }

  private FactKey<String> key() {
    return switch (field) {
      case "os" -> OsFacts.OS_NAME;
      case "cpu" -> OsFacts.OS_ABI_ARCH;
      default -> LibraryFacts.LIBC_NAME;
    };
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(OsFacts.OS_NAME, OsFacts.OS_ABI_ARCH, CpuFacts.CPU_ARCH, LibraryFacts.LIBC_NAME);
  }

  private Optional<String> here(Platform platform) {
    return words(platform).find(field).map(Tag::text);
  }

  private static TagSet words(Platform platform) {
    return platform.words("npm").orElseThrow();
  }

  @Override
  public Truth test(Platform platform) {
    Optional<String> here = here(platform);
    if (here.isPresent()) {
      return Truth.of(NpmPlatform.isAmong(wanted, here.get()));
    }
    boolean unknown =
        words(platform).unknown().stream().anyMatch(word -> word.label().equals(field));
    return unknown ? Truth.UNKNOWN : Truth.FALSE;
  }

  @Override
  public Answer explain(Platform platform) {
    Truth truth = test(platform);
    String reason =
        here(platform)
            .map(word -> "npm's " + field + " here is " + word)
            .orElse(
                truth == Truth.UNKNOWN
                    ? "npm's " + field + " here is not known, and npm itself would refuse"
                    : "npm has no " + field + " for this machine");
    String remedy =
        switch (truth) {
          case TRUE -> "";
          case FALSE -> here(platform).map(word -> "a package for " + word).orElse("");
          case UNKNOWN -> Answer.supply(List.of(key()));
        };
    return Answer.of(truth, reason, platform, List.of(key()), remedy);
  }
}
