package io.envprobe.tag.variant;

import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.MarkerDialect;
import io.envprobe.marker.MarkerEnvironment;
import io.envprobe.marker.PackageName;
import io.envprobe.marker.RequirementLine;
import io.envprobe.marker.Truth;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which source answers for each namespace of a package. A plugin is never run: where one is asked
 * for, the caller answers by a reimplementation, or leaves the namespace unsupported.
 */
public final class ProviderSelection {
  private final MarkerEnvironment environment;
  private final boolean allOptional;
  private final Set<String> enabled;

  private ProviderSelection(
      MarkerEnvironment environment, boolean allOptional, Set<String> enabled) {
    this.environment = environment;
    this.allOptional = allOptional;
    this.enabled = Set.copyOf(enabled);
  }

  /** A selection that enables the optional providers of these namespaces. */
  public static ProviderSelection enabling(MarkerEnvironment environment, Set<String> namespaces) {
    return new ProviderSelection(environment, false, namespaces);
  }

  /** A selection that enables every optional provider. */
  public static ProviderSelection enablingAll(MarkerEnvironment environment) {
    return new ProviderSelection(environment, true, Set.of());
  }

  /** What variantlib does, by namespace. */
  public Map<String, ProviderUse> variantlib(VariantsDocument document) {
    Map<String, ProviderUse> uses = new LinkedHashMap<>();
    document
        .providers()
        .forEach(
            (namespace, provider) ->
                uses.put(
                    namespace,
                    refusal(namespace, provider)
                        .or(() -> fixed(namespace, provider, document.priorities()))
                        .orElseGet(() -> plugin(provider, false))));
    return uses;
  }

  /**
   * The decisions of PEP 850, in its order: a disabled provider, the package's fixed list, the
   * user's list, the plugin.
   *
   * @param userLists lists of the user, by namespace
   */
  public Map<String, ProviderUse> pep850(
      VariantsDocument document, Map<String, NamespaceSupport> userLists) {
    Map<String, ProviderUse> uses = new LinkedHashMap<>();
    document
        .providers()
        .forEach(
            (namespace, provider) ->
                uses.put(
                    namespace,
                    refusal(namespace, provider)
                        .or(() -> fixed(namespace, provider, document.priorities()))
                        .or(
                            () ->
                                Optional.ofNullable(userLists.get(namespace))
                                    .map(list -> new ProviderUse.Listed(Optional.of(list), true)))
                        .orElseGet(() -> plugin(provider, true))));
    return uses;
  }

  private Optional<ProviderUse> refusal(String namespace, ProviderDeclaration provider) {
    if (provider.optional() && !allOptional && !enabled.contains(namespace)) {
      return Optional.of(new ProviderUse.Disabled("it is optional and not enabled"));
    }
    if (provider.enableIf().isPresent() && !holds(provider.enableIf().get())) {
      return Optional.of(
          new ProviderUse.Disabled("this does not hold: " + provider.enableIf().get()));
    }
    return Optional.empty();
  }

  private boolean holds(String marker) {
    try {
      return holds(CompiledMarker.parse(marker, MarkerDialect.STRICT));
    } catch (SyntaxException e) {
      return false;
    }
  }

  private boolean holds(CompiledMarker marker) {
    return marker.evaluate(environment) == Truth.TRUE;
  }

  private static Optional<ProviderUse> fixed(
      String namespace, ProviderDeclaration provider, VariantPriorities priorities) {
    if (provider.atInstallTime()) {
      return Optional.empty();
    }
    List<String> order =
        VariantPriorities.joined(
            priorities.features().getOrDefault(namespace, List.of()),
            List.copyOf(provider.staticProperties().keySet()));
    List<FeatureSupport> features = new ArrayList<>();
    for (String feature : order) {
      List<String> values = provider.staticProperties().getOrDefault(feature, List.of());
      if (!values.isEmpty()) {
        features.add(FeatureSupport.one(feature, List.copyOf(new LinkedHashSet<>(values))));
      }
    }
    return Optional.of(
        new ProviderUse.Listed(
            features.isEmpty()
                ? Optional.empty()
                : Optional.of(new NamespaceSupport(namespace, features)),
            false));
  }

  private ProviderUse plugin(ProviderDeclaration provider, boolean applicableOnly) {
    List<String> names = new ArrayList<>();
    List<String> normalized = new ArrayList<>();
    for (String line : provider.requires()) {
      Optional<RequirementLine> requirement = requirement(line);
      boolean applies =
          requirement.isPresent()
              && (!applicableOnly
                  || requirement.get().marker().isEmpty()
                  || holds(requirement.get().marker().get()));
      if (applies) {
        names.add(requirement.get().name());
        normalized.add(PackageName.normalize(requirement.get().name()));
      }
    }
    String usual =
        names.isEmpty() ? "" : (applicableOnly ? normalized : names).get(0).replace('-', '_');
    return new ProviderUse.Plugin(normalized, provider.pluginApi().orElse(usual));
  }

  private static Optional<RequirementLine> requirement(String line) {
    try {
      return Optional.of(RequirementLine.parse(line, MarkerDialect.STRICT));
    } catch (SyntaxException e) {
      return Optional.empty();
    }
  }
}
