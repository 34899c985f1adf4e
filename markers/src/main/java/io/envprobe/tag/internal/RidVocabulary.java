package io.envprobe.tag.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.Vocabulary;
import io.envprobe.tag.platform.RuntimeIdentifiers;
import java.util.Optional;
import java.util.Set;

/** The .NET runtime identifiers whose assets this machine takes, nearest first. */
public final class RidVocabulary implements Vocabulary {
  @Override
  public String name() {
    return "rid";
  }

  @Override
  public String title() {
    return ".NET runtime identifiers";
  }

  @Override
  public String specification() {
    return "https://learn.microsoft.com/en-us/dotnet/core/rid-catalog";
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(OsFacts.OS_NAME, OsFacts.OS_ABI_ARCH, CpuFacts.CPU_ARCH, LibraryFacts.LIBC_NAME);
  }

  @Override
  public TagSet tags(Profile profile, TagOptions options) {
    Words words = new Words(name(), profile);
    FactKey<String> archKey = words.archKey();
    Optional<String> os = words.known(OsFacts.OS_NAME, "", "*");
    Optional<String> arch = os.isEmpty() ? os : words.known(archKey, "", "*");
    if (os.isEmpty() || arch.isEmpty()) {
      return words.set();
    }
    String system = system(os.get());
    if (system.equals("linux")) {
      // What the graph has for glibc it has for musl too, so that only musl's own words depend on
      // it.
      Optional<String> libc = words.known(LibraryFacts.LIBC_NAME, "", "linux-musl*");
      system = libc.orElse("").equals("musl") ? "linux-musl" : system;
    }
    for (String identifier : RuntimeIdentifiers.expand(system + "-" + architecture(arch.get()))) {
      words.add("", identifier, OsFacts.OS_NAME, archKey, LibraryFacts.LIBC_NAME);
    }
    return words.set();
  }

  @Override
  public TagExplanation why(Profile profile, TagOptions options, String text) {
    TagSet set = tags(profile, options);
    Reasons reasons = new Reasons(profile, set, text);
    Optional<TagExplanation> held = reasons.held();
    if (held.isPresent()) {
      return held.get();
    }
    int hyphen = text.lastIndexOf('-');
    boolean musl = text.startsWith("linux-musl");
    boolean pair = hyphen > 0 && !text.equals("linux-musl");
    String system = musl ? "linux" : pair ? text.substring(0, hyphen) : text;
    Words words = new Words(name(), profile);
    reasons.part(
        "system",
        system,
        words.find(OsFacts.OS_NAME).map(RidVocabulary::system).orElse("").equals(system),
        OsFacts.OS_NAME);
    if (musl) {
      reasons.part(
          "C library",
          "musl",
          words.find(LibraryFacts.LIBC_NAME).orElse("").equals("musl"),
          LibraryFacts.LIBC_NAME);
    }
    if (pair) {
      String asked = text.substring(hyphen + 1);
      FactKey<String> archKey = words.archKey();
      reasons.part(
          "architecture",
          asked,
          words.find(archKey).map(RidVocabulary::architecture).orElse("").equals(asked),
          archKey);
    }
    return reasons.answer();
  }

  private static String system(String os) {
    return switch (os) {
      case "macos" -> "osx";
      case "windows" -> "win";
      default -> os;
    };
  }

  private static String architecture(String arch) {
    return switch (arch) {
      case "x86_64" -> "x64";
      case "i686" -> "x86";
      case "aarch64" -> "arm64";
      case "armv7l", "armv8l" -> "arm";
      case "armv6l" -> "armv6";
      default -> arch;
    };
  }
}
