package io.envprobe.tag.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.Vocabulary;
import io.envprobe.tag.platform.OciMatching;
import io.envprobe.tag.platform.OciPlatform;
import io.envprobe.version.SyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The platforms of container images that run here, in containerd's order. */
public final class OciVocabulary implements Vocabulary {
  @Override
  public String name() {
    return "oci";
  }

  @Override
  public String title() {
    return "OCI image platforms";
  }

  @Override
  public String specification() {
    return "https://github.com/opencontainers/image-spec/blob/main/image-index.md";
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(
        OsFacts.OS_NAME,
        OsFacts.OS_ABI_ARCH,
        OsFacts.OS_VERSION,
        CpuFacts.CPU_ARCH,
        CpuFacts.CPU_LEVEL,
        CpuFacts.CPU_AARCH64_LEVEL);
  }

  @Override
  public TagSet tags(Profile profile, TagOptions options) {
    Words words = new Words(name(), profile);
    Optional<String> os = words.known(OsFacts.OS_NAME, "", "*");
    FactKey<String> archKey = words.archKey();
    Optional<String> arch = os.isEmpty() ? os : words.known(archKey, "", "*");
    if (os.isEmpty() || arch.isEmpty()) {
      return words.set();
    }
    String system = os.get().equals("macos") ? "darwin" : os.get();
    String version = "";
    if (system.equals("windows")) {
      // Its images run on one build, so that without it nothing is known to.
      Optional<String> build = words.known(OsFacts.OS_VERSION, "", "windows(*)/*");
      if (build.isEmpty() && words.isUnknown(OsFacts.OS_VERSION)) {
        return words.set();
      }
      version = build.orElse("");
    }
    OciPlatform host = host(words, system, version, arch.get());
    FactKey<?> level = levelKey(host.architecture());
    for (OciPlatform candidate : OciMatching.candidates(host)) {
      if (candidate.architecture().equals(host.architecture())) {
        words.add("", candidate.formatAll(), OsFacts.OS_NAME, archKey, level);
      } else {
        words.add("", candidate.formatAll(), OsFacts.OS_NAME, archKey);
      }
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
    OciPlatform asked;
    try {
      asked = OciPlatform.parse(text).normalized();
    } catch (SyntaxException e) {
      return reasons.out("this is no platform: ".concat(String.valueOf(e.getMessage())));
    }
    boolean system = false;
    boolean architecture = false;
    boolean variant = false;
    boolean version = false;
    for (Tag tag : set.tags()) {
      OciPlatform here = OciPlatform.parse(tag.text()).normalized();
      if (here.os().equals(asked.os())) {
        system = true;
        if (here.architecture().equals(asked.architecture())) {
          architecture = true;
          boolean same = here.variant().equals(asked.variant());
          variant |= same;
          version |= same && (asked.version().isEmpty() || asked.version().equals(here.version()));
        }
      }
    }
    FactKey<String> archKey = new Words(name(), profile).archKey();
    reasons.part("operating system", asked.os(), system, OsFacts.OS_NAME);
    if (system || profile.reading(OsFacts.OS_NAME).isUnknown()) {
      reasons.part("architecture", asked.architecture(), architecture, archKey);
      if (architecture && !asked.variant().isEmpty()) {
        reasons.part("variant", asked.variant(), variant, levelKey(asked.architecture()));
      } else if (architecture && variant) {
        reasons.part("version", asked.version(), version, OsFacts.OS_VERSION);
      }
    }
    boolean level = profile.reading(levelKey(asked.architecture())).isUnknown();
    return version && !level
        ? TagExplanation.in(
            text,
            Phrases.values(profile, List.of(OsFacts.OS_NAME, archKey)),
            List.of(OsFacts.OS_NAME, archKey))
        : reasons.answer();
  }

  private static FactKey<?> levelKey(String architecture) {
    return architecture.equals("amd64") ? CpuFacts.CPU_LEVEL : CpuFacts.CPU_AARCH64_LEVEL;
  }

  private static OciPlatform host(Words words, String system, String version, String arch) {
    return switch (arch) {
      case "x86_64" -> {
        Optional<Long> level =
            words.known(CpuFacts.CPU_LEVEL, "", pattern(system, version, "amd64"));
        yield platform(
            system,
            version,
            "amd64",
            level.isPresent() && level.get() > 1 ? "v" + level.get() : "");
      }
      case "aarch64" -> {
        Optional<String> level =
            words.known(CpuFacts.CPU_AARCH64_LEVEL, "", pattern(system, version, "arm64"));
        yield platform(system, version, "arm64", level.map(OciVocabulary::variant).orElse(""));
      }
      case "i686" -> platform(system, version, "386", "");
      case "armv6l" -> platform(system, version, "arm", "v6");
      case "armv7l" -> platform(system, version, "arm", "v7");
      case "armv8l" -> platform(system, version, "arm", "v8");
      case "loongarch64" -> platform(system, version, "loong64", "");
      default -> platform(system, version, arch, "");
    };
  }

  private static String pattern(String system, String version, String architecture) {
    return system + (version.isEmpty() ? "" : "(" + version + ")") + "/" + architecture + "/v*";
  }

  private static String variant(String level) {
    return level.endsWith(".0") ? "v" + level.substring(0, level.length() - 2) : "v" + level;
  }

  private static OciPlatform platform(
      String os, String version, String architecture, String variant) {
    return new OciPlatform(os, version, List.of(), architecture, variant);
  }
}
