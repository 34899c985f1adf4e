package io.envprobe.tag.variant.provider;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Severity;
import io.envprobe.marker.MarkerEnvironment;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.variant.NamespaceSupport;
import io.envprobe.tag.variant.ProviderSelection;
import io.envprobe.tag.variant.ProviderUse;
import io.envprobe.tag.variant.Variant;
import io.envprobe.tag.variant.VariantOrder;
import io.envprobe.tag.variant.VariantsDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a machine supports for the variants of one package: by the providers that the package names,
 * in the order of decisions of PEP 850. No plugin is run. Immutable.
 *
 * @param supported by namespace, as the package lists them
 * @param sources what answered for each namespace, as a phrase
 * @param unknown what could not be said, each with its cause
 * @param labels the labels of the variants that fit, best first
 */
public record PackageSupport(
    List<NamespaceSupport> supported,
    Map<String, String> sources,
    List<UnknownTag> unknown,
    List<String> labels) {
  /** Copies the collections. */
  public PackageSupport {
    supported = List.copyOf(supported);
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    unknown = List.copyOf(unknown);
    labels = List.copyOf(labels);
  }

  /**
   * What the user asks for.
   *
   * @param lists static lists, by namespace
   * @param enabled the namespaces whose optional providers may be used
   */
  public record Wishes(Map<String, NamespaceSupport> lists, Set<String> enabled) {
    /** Copies the collections. */
    public Wishes {
      lists = Map.copyOf(lists);
      enabled = Set.copyOf(enabled);
    }
  }

  /** The support for a package's document. */
  public static PackageSupport of(
      VariantsDocument document,
      Profile profile,
      Map<String, String> environment,
      ProviderMode mode,
      Wishes wishes) {
    Map<String, ProviderUse> uses =
        ProviderSelection.enabling(MarkerEnvironment.of(profile), wishes.enabled())
            .pep850(document, wishes.lists());
    if (document.providers().isEmpty()) {
      uses = ofNamespaces(document, wishes);
    }
    Collector collector = new Collector(profile, environment, mode);
    for (Map.Entry<String, ProviderUse> use : uses.entrySet()) {
      collector.add(use.getKey(), use.getValue());
    }
    List<String> labels = new ArrayList<>();
    VariantOrder order =
        VariantOrder.of(VariantOrder.Mode.PEP825, document.priorities(), collector.supported);
    for (Variant variant : order.order(document.variants())) {
      labels.add(variant.label());
    }
    return new PackageSupport(collector.supported, collector.sources, collector.unknown, labels);
  }

  /** Format 0.1 names no providers: the namespace alone must tell. */
  private static Map<String, ProviderUse> ofNamespaces(VariantsDocument document, Wishes wishes) {
    Map<String, ProviderUse> uses = new LinkedHashMap<>();
    for (String namespace : document.priorities().namespaces()) {
      Optional<VariantProvider> usual = Optional.empty();
      for (VariantProvider provider : VariantProviders.usual()) {
        usual = provider.namespace().equals(namespace) ? Optional.of(provider) : usual;
      }
      NamespaceSupport list = wishes.lists().get(namespace);
      if (list != null) {
        uses.put(namespace, new ProviderUse.Listed(Optional.of(list), true));
      } else if (usual.isPresent()) {
        uses.put(
            namespace,
            new ProviderUse.Plugin(List.of(usual.get().packageName()), usual.get().pluginApi()));
      } else {
        uses.put(namespace, new ProviderUse.Disabled("no provider of that namespace is known"));
      }
    }
    return uses;
  }

  /**
   * That the plugins as released would choose another variant than is right; nothing where they
   * would choose the same.
   */
  public static Optional<Finding> difference(PackageSupport published, PackageSupport accurate) {
    String theirs = published.labels.isEmpty() ? "" : published.labels.get(0);
    String right = accurate.labels.isEmpty() ? "" : accurate.labels.get(0);
    if (theirs.equals(right)) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            "variants.choice-differs",
            Severity.WARNING,
            "the plugins as released choose "
                + named(theirs)
                + ", and what fits this machine best is "
                + named(right),
            right,
            List.of(
                Evidence.rule(
                    "https://peps.python.org/pep-0825/", String.join(", ", accurate.labels))),
            "give the installer a static list, as --format variant-lock writes it"));
  }

  private static String named(String label) {
    return label.isEmpty() ? "no variant" : "the variant " + label;
  }

  private static final class Collector {
    final List<NamespaceSupport> supported = new ArrayList<>();
    final Map<String, String> sources = new LinkedHashMap<>();
    final List<UnknownTag> unknown = new ArrayList<>();
    private final Profile profile;
    private final Map<String, String> environment;
    private final ProviderMode mode;

    Collector(Profile profile, Map<String, String> environment, ProviderMode mode) {
      this.profile = profile;
      this.environment = environment;
      this.mode = mode;
    }

    void add(String namespace, ProviderUse use) {
      if (use instanceof ProviderUse.Disabled disabled) {
        sources.put(namespace, "not used: ".concat(disabled.reason()));
      } else if (use instanceof ProviderUse.Listed listed) {
        sources.put(namespace, listed.byUser() ? "the user's list" : "the package's list");
        listed.support().ifPresent(supported::add);
      } else if (use instanceof ProviderUse.Plugin plugin) {
        plugin(namespace, plugin);
      }
    }

    private void plugin(String namespace, ProviderUse.Plugin plugin) {
      Optional<VariantProvider> provider = VariantProviders.find(plugin);
      String named =
          plugin.objectReference().concat(" of ").concat(String.join(", ", plugin.requires()));
      if (provider.isEmpty() || !provider.get().namespace().equals(namespace)) {
        sources.put(namespace, "not used: the plugin ".concat(named).concat(" is not run"));
        return;
      }
      sources.put(namespace, "here, in place of ".concat(named));
      ProviderAnswer answer = mode.answer(provider.get(), profile, environment);
      answer.support().ifPresent(supported::add);
      unknown.addAll(answer.unknown());
    }
  }
}
