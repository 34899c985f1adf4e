package io.envprobe.tag.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.Vocabulary;
import io.envprobe.tag.platform.OciMatching;
import io.envprobe.tag.platform.OciPlatform;
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
    String version =
        system.equals("windows")
            ? words.known(OsFacts.OS_VERSION, "", "windows(*)/*").orElse("")
            : "";
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

  private static FactKey<?> levelKey(String architecture) {
    return architecture.equals("amd64") ? CpuFacts.CPU_LEVEL : CpuFacts.CPU_AARCH64_LEVEL;
  }

  private static OciPlatform host(Words words, String system, String version, String arch) {
    return switch (arch) {
      case "x86_64" -> {
        Optional<Long> level = words.known(CpuFacts.CPU_LEVEL, "", system + "/amd64/v*");
        yield platform(
            system,
            version,
            "amd64",
            level.isPresent() && level.get() > 1 ? "v" + level.get() : "");
      }
      case "aarch64" -> {
        Optional<String> level = words.known(CpuFacts.CPU_AARCH64_LEVEL, "", system + "/arm64/v*");
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

  private static String variant(String level) {
    return level.endsWith(".0") ? "v" + level.substring(0, level.length() - 2) : "v" + level;
  }

  private static OciPlatform platform(
      String os, String version, String architecture, String variant) {
    return new OciPlatform(os, version, List.of(), architecture, variant);
  }
}
