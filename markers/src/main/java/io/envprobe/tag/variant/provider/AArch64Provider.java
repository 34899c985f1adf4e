package io.envprobe.tag.variant.provider;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The provider of the namespace {@code aarch64}: the version of the architecture, and single
 * features of the processor. The plugin reports those of the design that archspec finds.
 *
 * @see <a href="https://github.com/wheelnext/provider-variant-aarch64">the plugin, at 47b6e1e</a>
 */
public final class AArch64Provider implements VariantProvider {
  private static final String ARCHITECTURE = "aarch64";
  private static final String VERSION = "version";
  private static final String BASE = "8a";
  // Armv9.x has everything of Armv8.(x + 5).
  private static final int NINE_AHEAD = 5;

  /** The provider; it has no state. */
  public AArch64Provider() {}

  @Override
  public String namespace() {
    return "aarch64";
  }

  @Override
  public String packageName() {
    return "provider-variant-aarch64";
  }

  @Override
  public String pluginApi() {
    return "provider_variant_aarch64.plugin:AArch64Plugin";
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(
        OsFacts.OS_ABI_ARCH,
        CpuFacts.CPU_ARCH,
        CpuFacts.CPU_VENDOR,
        CpuFacts.CPU_FEATURES,
        CpuFacts.CPU_CLUSTERS,
        CpuFacts.CPU_AARCH64_LEVEL);
  }

  @Override
  public ProviderAnswer published(Profile profile, Map<String, String> environment) {
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace());
    Optional<ProfileFacts> facts = Processors.facts(profile, ARCHITECTURE, answer);
    Optional<Processors.Identity> identity =
        facts.isEmpty() ? Optional.empty() : Processors.identity(facts.get());
    if (facts.isEmpty() || identity.isEmpty()) {
      return answer.answer();
    }
    // Without the kinds of cores the plugin's answer could be that of another design.
    Optional<List<FactRecord>> clusters = facts.get().known(CpuFacts.CPU_CLUSTERS, "*");
    if (clusters.isEmpty() && profile.reading(CpuFacts.CPU_CLUSTERS).isUnknown()) {
      return answer.answer();
    }
    String part = "";
    for (FactRecord cluster : clusters.orElse(List.of())) {
      part = part.isEmpty() ? cluster.text("part").orElse("") : part;
    }
    return ofTarget(target(identity.get().vendor(), part, identity.get().features()));
  }

  /** The design that the plugin finds on Linux. */
  public String target(String vendor, String part, Set<String> features) {
    return CpuTables.targetsOfAArch64().match(ARCHITECTURE, vendor, features, part);
  }

  /** What the plugin answers on that design; nothing for one of another architecture. */
  public ProviderAnswer ofTarget(String target) {
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace());
    Targets targets = CpuTables.targetsOfAArch64();
    if (!targets.isAtLeast(target, ARCHITECTURE)) {
      return answer.answer();
    }
    List<String> versions = new ArrayList<>();
    String generic = targets.generic(target);
    versions.add(version(generic));
    for (String ancestor : targets.ancestors(generic)) {
      versions.add(version(ancestor));
    }
    answer.one(VERSION, versions);
    Processors.addFeatures(targets, target, answer, CpuTables.aarch64(true));
    return answer.answer();
  }

  private static String version(String target) {
    return target.equals(ARCHITECTURE) ? BASE : target.substring("armv".length());
  }

  /** Every version up to that of the processor, and the features that a program may use. */
  @Override
  public ProviderAnswer accurate(Profile profile, Map<String, String> environment) {
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace());
    Optional<ProfileFacts> facts = Processors.facts(profile, ARCHITECTURE, answer);
    if (facts.isEmpty()) {
      return answer.answer();
    }
    Optional<String> level = facts.get().known(CpuFacts.CPU_AARCH64_LEVEL, VERSION);
    if (level.isPresent()) {
      answer.one(VERSION, versions(level.get()));
    }
    Processors.addFeatures(facts.get(), answer, CpuTables.aarch64(false));
    return answer.answer();
  }

  private static List<String> versions(String level) {
    List<String> values = new ArrayList<>();
    int major = level.charAt(0) - '0';
    int minor = level.length() == 3 ? level.charAt(2) - '0' : 0;
    if (major == 9) {
      for (int older = minor; older >= 0; older--) {
        values.add("9.".concat(Integer.toString(older)).concat("a"));
      }
      minor = Math.min(minor + NINE_AHEAD, 9);
    }
    for (int older = minor; older >= 1; older--) {
      values.add("8.".concat(Integer.toString(older)).concat("a"));
    }
    values.add(BASE);
    return values;
  }
}
