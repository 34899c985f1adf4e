package io.envprobe.tag.variant.provider;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The provider of the namespace {@code x86_64}: the level, and single features of the processor.
 * The plugin reports the features of the design that archspec finds and not those of the processor.
 *
 * @see <a href="https://github.com/wheelnext/provider-variant-x86-64">the plugin, at d88028e</a>
 */
public final class X8664Provider implements VariantProvider {
  private static final String ARCHITECTURE = "x86_64";
  private static final String LEVEL = "level";

  /** The provider; it has no state. */
  public X8664Provider() {}

  @Override
  public String namespace() {
    return "x86_64";
  }

  @Override
  public String packageName() {
    return "provider-variant-x86-64";
  }

  @Override
  public String pluginApi() {
    return "provider_variant_x86_64.plugin:X8664Plugin";
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(
        OsFacts.OS_ABI_ARCH,
        CpuFacts.CPU_ARCH,
        CpuFacts.CPU_VENDOR,
        CpuFacts.CPU_FEATURES,
        CpuFacts.CPU_LEVEL);
  }

  @Override
  public ProviderAnswer published(Profile profile, Map<String, String> environment) {
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace());
    Optional<ProfileFacts> facts = Processors.facts(profile, ARCHITECTURE, answer);
    Optional<Processors.Identity> identity =
        facts.isEmpty() ? Optional.empty() : Processors.identity(facts.get());
    return identity.isEmpty()
        ? answer.answer()
        : ofTarget(target(identity.get().vendor(), identity.get().features()));
  }

  /** The design that the plugin finds on Linux for a maker and the features of its processor. */
  public String target(String vendor, Set<String> features) {
    return CpuTables.targetsOfX8664().match(ARCHITECTURE, vendor, features, "");
  }

  /** What the plugin answers on that design; nothing for one of another architecture. */
  public ProviderAnswer ofTarget(String target) {
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace());
    Targets targets = CpuTables.targetsOfX8664();
    if (!targets.isAtLeast(target, ARCHITECTURE)) {
      return answer.answer();
    }
    String generic = targets.generic(target);
    int level = generic.equals(ARCHITECTURE) ? 1 : generic.charAt(generic.length() - 1) - '0';
    if (level == 1) {
      return answer.answer();
    }
    answer.one(LEVEL, levels(level));
    Processors.addFeatures(targets, target, answer, CpuTables.x8664());
    return answer.answer();
  }

  private static List<String> levels(long level) {
    List<String> values = new ArrayList<>();
    for (long value = level; value >= 1; value--) {
      values.add("v".concat(Long.toString(value)));
    }
    return values;
  }

  /** The level of the psABI, the lowest one included, and the features that a program may use. */
  @Override
  public ProviderAnswer accurate(Profile profile, Map<String, String> environment) {
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace());
    Optional<ProfileFacts> facts = Processors.facts(profile, ARCHITECTURE, answer);
    if (facts.isEmpty()) {
      return answer.answer();
    }
    Optional<Long> level = facts.get().known(CpuFacts.CPU_LEVEL, LEVEL);
    if (level.isPresent()) {
      answer.one(LEVEL, levels(level.get()));
    }
    Processors.addFeatures(facts.get(), answer, CpuTables.x8664());
    return answer.answer();
  }
}
