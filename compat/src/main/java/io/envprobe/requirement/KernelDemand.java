package io.envprobe.requirement;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Reading;
import io.envprobe.marker.Truth;
import io.envprobe.version.Version;
import io.envprobe.version.VersionSchemes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A C library was built for a Linux kernel of a version or newer: with an older one its programs
 * end with "kernel too old", or fail where they use what that kernel lacks.
 *
 * @param version of the kernel, such as {@code 3.2.0}
 * @param requiredBy the file
 */
public record KernelDemand(String version, String requiredBy) implements Demand {
  public KernelDemand {
    Objects.requireNonNull(version);
    Objects.requireNonNull(requiredBy);
  }

  @Override
  public String text() {
    return "Linux " + version;
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(OsFacts.KERNEL_VERSION, OsFacts.KERNEL_NAME);
  }

  @Override
  public Truth test(Platform platform) {
    Reading<String> name = platform.profile().reading(OsFacts.KERNEL_NAME);
    if (name.isPresent() && !name.asOptional().equals(Optional.of("Linux"))) {
      return Truth.FALSE;
    }
    Reading<String> here = platform.profile().reading(OsFacts.KERNEL_VERSION);
    Optional<Version> has = here.asOptional().flatMap(VersionSchemes.LENIENT::tryParse);
    Optional<Version> wanted = VersionSchemes.LENIENT.tryParse(version);
    if (has.isEmpty() || wanted.isEmpty()) {
      return here.isAbsent() ? Truth.FALSE : Truth.UNKNOWN;
    }
    return Truth.of(has.get().compareTo(wanted.get()) >= 0);
  }

  @Override
  public Answer explain(Platform platform) {
    String here =
        platform
            .profile()
            .reading(OsFacts.KERNEL_VERSION)
            .fold(
                present -> "the kernel here is " + present.value(),
                absent -> "there is no such kernel here",
                unknown -> "the kernel here is not known");
    String otherwise = "a host with " + text() + " or newer, or an image with an older C library";
    return Answer.toNeed(this, requiredBy, platform, OsFacts.KERNEL_VERSION, here, otherwise);
  }
}
