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
import io.envprobe.tag.platform.NodePrebuilds;
import io.envprobe.tag.platform.NpmPlatform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Among the prebuilt addons of a package there must be one that node-gyp-build loads here. Which
 * ABI a Node has is not known here, so a build for one ABI only leaves it open.
 *
 * @param layout the directories of {@code prebuilds}, each with its files
 */
record PrebuildsDemand(Map<String, List<String>> layout) implements Demand {
  private static final List<FactKey<?>> FACTS =
      List.of(OsFacts.OS_NAME, OsFacts.OS_ABI_ARCH, CpuFacts.CPU_ARCH, LibraryFacts.LIBC_NAME);

  PrebuildsDemand {
    Objects.requireNonNull(layout);
    layout = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(layout));
  }

  @Override
  public String text() {
    return "a prebuilt addon";
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.copyOf(FACTS);
  }

  /** What came of the choice: a file for sure, or one that a Node of the right ABI would take. */
  private record Choice(Truth truth, String file) {}

  private Choice choose(Platform platform) {
    TagSet words = platform.words("npm").orElseThrow();
    Optional<String> os = words.find("os").map(Tag::text);
    Optional<String> cpu = words.find("cpu").map(Tag::text);
    if (os.isEmpty() || cpu.isEmpty()) {
      return new Choice(words.unknown().isEmpty() ? Truth.FALSE : Truth.UNKNOWN, "");
    }
    Optional<String> libc = words.find("libc").map(Tag::text);
    boolean libcKnown = libc.isPresent() || words.unknown().isEmpty();
    Optional<String> arm = arm(platform, cpu.get());
    Optional<String> sure =
        new NodePrebuilds(new NpmPlatform(os.get(), cpu.get(), libc), arm, "", "").choose(layout);
    if (sure.isPresent()) {
      return new Choice(Truth.TRUE, sure.get());
    }
    List<Optional<String>> libcs = new ArrayList<>(List.of(libc));
    if (!libcKnown) {
      libcs.add(Optional.of("glibc"));
      libcs.add(Optional.of("musl"));
    }
    for (Optional<String> one : libcs) {
      NpmPlatform here = new NpmPlatform(os.get(), cpu.get(), one);
      for (String abi : numbers("abi")) {
        for (String uv : numbers("uv")) {
          Optional<String> perhaps = new NodePrebuilds(here, arm, abi, uv).choose(layout);
          if (perhaps.isPresent()) {
            return new Choice(Truth.UNKNOWN, perhaps.get());
          }
        }
      }
    }
    return new Choice(Truth.FALSE, "");
  }

  private static Optional<String> arm(Platform platform, String cpu) {
    if (cpu.equals("arm64")) {
      return Optional.of("8");
    }
    return platform
        .profile()
        .reading(OsFacts.OS_ABI_ARCH)
        .asOptional()
        .filter(arch -> arch.startsWith("armv") && arch.length() > 4)
        .map(arch -> arch.substring(4, 5));
  }

  /** The numbers that file names have after a prefix, and the empty one. */
  private Set<String> numbers(String prefix) {
    Set<String> numbers = new LinkedHashSet<>(Set.of(""));
    for (List<String> files : layout.values()) {
      for (String file : files) {
        for (String part : file.split("\\.", -1)) {
          if (part.startsWith(prefix) && numbers.size() < 16) {
            numbers.add(part.substring(prefix.length()));
          }
        }
      }
    }
    return numbers;
  }

  @Override
  public Truth test(Platform platform) {
    return choose(platform).truth();
  }

  @Override
  public Answer explain(Platform platform) {
    Choice choice = choose(platform);
    String reason =
        switch (choice.truth()) {
          case TRUE -> "node-gyp-build takes " + choice.file();
          case FALSE -> "none of " + String.join(", ", layout.keySet()) + " is for this machine";
          case UNKNOWN ->
              choice.file().isEmpty()
                  ? "npm's words for this machine are not known"
                  : choice.file() + " is for one Node or C library, and that is not known here";
        };
    String remedy =
        switch (choice.truth()) {
          case TRUE -> "";
          case FALSE -> "build it from source: npm rebuild --build-from-source";
          case UNKNOWN -> choice.file().isEmpty() ? Answer.supply(FACTS) : "try it with that Node";
        };
    return Answer.of(choice.truth(), reason, platform, FACTS, remedy);
  }
}
