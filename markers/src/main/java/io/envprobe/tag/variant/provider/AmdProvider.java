package io.envprobe.tag.variant.provider;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Profile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first provider of the namespace {@code amd}: the targets of the devices and the exact release
 * of ROCm. {@link RocmBootstrap} is its successor.
 *
 * @see <a href="https://github.com/wheelnext/amd-variant-provider">the plugin, at 4d985a9</a>
 */
public final class AmdProvider implements VariantProvider {
  /** The variable that states targets. */
  public static final String FORCE_GFX = "AMD_VARIANT_PROVIDER_FORCE_GFX_ARCH";

  /** The variable that states the release of ROCm, with three numbers. */
  public static final String FORCE_ROCM = "AMD_VARIANT_PROVIDER_FORCE_ROCM_VERSION";

  /** The variable that replaces the list of targets that are reported. */
  public static final String PREFERRED = "AMD_PREFERRED_GFX_ARCHS";

  private static final String ROCM_PATH = "ROCM_PATH";
  private static final String GFX = "gfx_arch";
  private static final String ROCM = "rocm_version";

  /** The provider; it has no state. */
  public AmdProvider() {}

  @Override
  public String namespace() {
    return "amd";
  }

  @Override
  public String packageName() {
    return "amd-variant-provider";
  }

  @Override
  public String pluginApi() {
    return "amd_variant_provider.plugin:AMDVariantPlugin";
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(GpuFacts.AMDGPU_TARGETS, GpuFacts.ROCM_VERSION);
  }

  @Override
  public Set<FactKey<?>> lateFacts() {
    return Set.of(GpuFacts.ROCM_VERSION);
  }

  /** Only with a device of AMD, or where the user states what there is. */
  @Override
  public boolean wantsLate(Profile profile, boolean shown) {
    return shown || !profile.reading(GpuFacts.AMDGPU_TARGETS).isAbsent();
  }

  /** As if the tools of ROCm were installed and listed the devices that the profile has. */
  @Override
  public ProviderAnswer published(Profile profile, Map<String, String> environment) {
    ProviderAnswer.Builder unknown = ProviderAnswer.of(namespace());
    ProfileFacts facts = new ProfileFacts(profile, namespace(), unknown);
    Optional<List<String>> devices = facts.known(GpuFacts.AMDGPU_TARGETS, GFX);
    Optional<String> version = facts.known(GpuFacts.ROCM_VERSION, ROCM);
    ProviderAnswer answer =
        published(
            new AmdFacts(
                true,
                devices.map(list -> String.join("\n", list)),
                Optional.empty(),
                version.isEmpty() ? Map.of() : Map.of(versionFile(environment), version.get())),
            environment);
    return new ProviderAnswer(
        answer.namespace(),
        answer.features(),
        answer.warnings(),
        answer.error(),
        unknown.answer().unknown());
  }

  /** What the plugin answers where the tools and files say this. */
  public ProviderAnswer published(AmdFacts facts, Map<String, String> environment) {
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace());
    String forcedGfx = environment.getOrDefault(FORCE_GFX, "");
    String forcedRocm = environment.getOrDefault(FORCE_ROCM, "");
    if (forcedGfx.isEmpty() || forcedRocm.isEmpty()) {
      Optional<String> error = driverError(facts);
      if (error.isPresent()) {
        return answer.error(error.get());
      }
    }
    answer.several(GFX, forcedGfx.isEmpty() ? targets(facts, environment) : words(forcedGfx));
    if (forcedRocm.isEmpty()) {
      return answer.one(ROCM, version(facts, environment)).answer();
    }
    String[] parts = forcedRocm.split("\\.", -1);
    return parts.length == 3
        ? answer.one(ROCM, List.of(parts[0] + "." + parts[1])).answer()
        : answer.error("AssertionError");
  }

  /** The kernel driver's version is read, never reported, and breaks the plugin when unusual. */
  private static Optional<String> driverError(AmdFacts facts) {
    boolean told =
        facts.linux() && facts.rocminfo().filter(Patterns.DRIVER.asPredicate()).isPresent();
    String version = facts.files().getOrDefault(AmdFacts.DRIVER_VERSION, "").strip();
    if (told || version.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = version.split("\\.", -1);
    for (String part : parts) {
      if (!Patterns.INTEGER.matcher(part).matches()) {
        return Optional.of("ValueError");
      }
    }
    return parts.length > 3 ? Optional.of("TypeError") : Optional.empty();
  }

  private static List<String> targets(AmdFacts facts, Map<String, String> environment) {
    Set<String> found = new TreeSet<>();
    if (facts.linux() && facts.rocminfo().isPresent()) {
      Matcher matcher = Patterns.TARGET.matcher(facts.rocminfo().get());
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
      List<String> preferred = new ArrayList<>();
      for (String target : environment.getOrDefault(PREFERRED, "").split(",", -1)) {
        if (!target.isBlank()) {
          preferred.add(target.strip());
        }
      }
      List<String> reported = preferred.isEmpty() ? AmdTargets.reported() : preferred;
      if (!found.isEmpty() && reported.containsAll(found)) {
        return List.copyOf(found);
      }
    }
    found.clear();
    for (String line : facts.agentEnumerator().orElse("").split("\\R", -1)) {
      Matcher matcher = Patterns.TARGET.matcher(line);
      if (matcher.find() && !matcher.group(1).equals("gfx000")) {
        found.add(matcher.group(1).toLowerCase(Locale.ROOT));
      }
    }
    return List.copyOf(found);
  }

  private static List<String> words(String text) {
    Set<String> words = new LinkedHashSet<>();
    for (String word : text.split("[,;\\s]+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return List.copyOf(words);
  }

  private static String versionFile(Map<String, String> environment) {
    String path = environment.getOrDefault(ROCM_PATH, "");
    return (path.isEmpty() ? "/opt/rocm" : path) + "/.info/version";
  }

  private static List<String> version(AmdFacts facts, Map<String, String> environment) {
    String[] parts =
        facts.files().getOrDefault(versionFile(environment), "").strip().split("[.-]", -1);
    if (parts.length < 2) {
      return List.of();
    }
    for (int i = 0; i < Math.min(3, parts.length); i++) {
      if (!Patterns.INTEGER.matcher(parts[i]).matches()) {
        return List.of();
      }
    }
    return List.of(Integer.parseInt(parts[0].strip()) + "." + Integer.parseInt(parts[1].strip()));
  }

  /** Every device, whether or not the plugin knows it, and the release of ROCm. */
  @Override
  public ProviderAnswer accurate(Profile profile, Map<String, String> environment) {
    if (!environment.getOrDefault(FORCE_GFX, "").isEmpty()
        || !environment.getOrDefault(FORCE_ROCM, "").isEmpty()) {
      return published(profile, environment);
    }
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace());
    ProfileFacts facts = new ProfileFacts(profile, namespace(), answer);
    Optional<List<String>> devices = facts.known(GpuFacts.AMDGPU_TARGETS, GFX);
    if (devices.isPresent()) {
      answer.several(GFX, AmdTargets.named(devices.get()));
    }
    Optional<String> version =
        devices.isEmpty() ? Optional.empty() : facts.known(GpuFacts.ROCM_VERSION, ROCM);
    if (version.isPresent()) {
      int dot = version.get().indexOf('.');
      int second = version.get().indexOf('.', dot + 1);
      answer.one(ROCM, List.of(second < 0 ? version.get() : version.get().substring(0, second)));
    }
    return answer.answer();
  }

  /** Compiled only where texts of the tools are read, not where a profile is. */
  private static final class Patterns {
    static final Pattern TARGET = Pattern.compile("\\b(gfx\\d+[0-9a-f]*)\\b");
    static final Pattern DRIVER = Pattern.compile("ROCk module version \\d+\\.\\d+\\.\\d+");
    static final Pattern INTEGER = Pattern.compile("\\s*\\d{1,9}\\s*");
  }
}
