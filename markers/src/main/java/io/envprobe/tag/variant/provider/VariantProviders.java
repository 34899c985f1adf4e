package io.envprobe.tag.variant.provider;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Severity;
import io.envprobe.tag.variant.NamespaceSupport;
import io.envprobe.tag.variant.ProviderUse;
import io.envprobe.tag.variant.VariantProperty;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The providers that are reimplemented here. */
public final class VariantProviders {
  private VariantProviders() {}

  /** All of them; of the namespace {@code amd} there are two. */
  public static List<VariantProvider> all() {
    return List.of(
        new NvidiaProvider(),
        new AmdProvider(),
        new RocmBootstrap(),
        IntelProvider.intel(),
        IntelProvider.xpu(),
        new AscendProvider(),
        new X8664Provider(),
        new AArch64Provider(),
        FixedProvider.blasLapack(),
        FixedProvider.openMp());
  }

  /** The one that answers for each namespace where no package says which: the first of it. */
  public static List<VariantProvider> usual() {
    List<VariantProvider> usual = new ArrayList<>();
    Set<String> namespaces = new LinkedHashSet<>();
    for (VariantProvider provider : all()) {
      if (!provider.namespace().equals("xpu") && namespaces.add(provider.namespace())) {
        usual.add(provider);
      }
    }
    return usual;
  }

  /**
   * The reimplementation of a plugin: package and object reference must both be those of the
   * original, because any package may claim any namespace.
   */
  public static Optional<VariantProvider> find(ProviderUse.Plugin plugin) {
    for (VariantProvider provider : all()) {
      if (plugin.requires().contains(provider.packageName())
          && plugin.objectReference().replace(" ", "").equals(provider.pluginApi())) {
        return Optional.of(provider);
      }
    }
    return Optional.empty();
  }

  /**
   * What a machine supports for a package, without running a plugin: one that is not known here
   * counts as untrusted, so that its namespace is not supported.
   *
   * @param uses by namespace, as a selection of providers made them
   */
  public static List<NamespaceSupport> support(
      Map<String, ProviderUse> uses,
      Profile profile,
      Map<String, String> environment,
      ProviderMode mode) {
    List<NamespaceSupport> supported = new ArrayList<>();
    for (Map.Entry<String, ProviderUse> use : uses.entrySet()) {
      Optional<NamespaceSupport> one = Optional.empty();
      if (use.getValue() instanceof ProviderUse.Listed listed) {
        one = listed.support();
      } else if (use.getValue() instanceof ProviderUse.Plugin plugin) {
        Optional<VariantProvider> provider = find(plugin);
        if (provider.isPresent() && provider.get().namespace().equals(use.getKey())) {
          one = mode.answer(provider.get(), profile, environment).support();
        }
      }
      if (one.isPresent()) {
        supported.add(one.get());
      }
    }
    return supported;
  }

  /** Where the plugins as released answer otherwise than what is true of the machine. */
  public static List<Finding> differences(Profile profile, Map<String, String> environment) {
    List<Finding> findings = new ArrayList<>();
    for (VariantProvider provider : usual()) {
      Set<String> published = properties(provider.published(profile, environment));
      Set<String> accurate = properties(provider.accurate(profile, environment));
      Set<String> lost = new LinkedHashSet<>(accurate);
      lost.removeAll(published);
      Set<String> wrong = new LinkedHashSet<>(published);
      wrong.removeAll(accurate);
      if (!lost.isEmpty() || !wrong.isEmpty()) {
        findings.add(
            new Finding(
                "variants.provider-differs",
                wrong.isEmpty() ? Severity.INFO : Severity.WARNING,
                message(provider, lost, wrong),
                provider.namespace(),
                List.of(Evidence.rule(provider.packageName(), provider.pluginApi())),
                "state the properties in a static list for the installer"));
      }
    }
    return findings;
  }

  private static Set<String> properties(ProviderAnswer answer) {
    Set<String> properties = new LinkedHashSet<>();
    Optional<NamespaceSupport> support = answer.support();
    if (support.isPresent()) {
      for (VariantProperty property : support.get().properties()) {
        properties.add(property.feature() + " " + property.value());
      }
    }
    return properties;
  }

  private static String message(VariantProvider provider, Set<String> lost, Set<String> wrong) {
    StringBuilder message = new StringBuilder(provider.packageName());
    if (!lost.isEmpty()) {
      message.append(" does not report ").append(some(lost));
    }
    if (!wrong.isEmpty()) {
      message.append(lost.isEmpty() ? "" : " and").append(" reports ").append(some(wrong));
      message.append(", which does not hold");
    }
    return message.toString();
  }

  private static String some(Set<String> properties) {
    List<String> list = List.copyOf(properties);
    return list.size() <= 4
        ? String.join(", ", list)
        : String.join(", ", list.subList(0, 3)) + " and " + (list.size() - 3) + " more";
  }
}
