package io.envprobe.tag.variant;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a user does not want to be used although the machine supports it. Immutable.
 *
 * @param namespaces no wheel that asks for anything of these
 * @param features no wheel that asks for any value of these
 * @param properties no wheel that would be chosen for one of these values alone
 */
public record VariantExclusions(
    Set<String> namespaces, Set<VariantFeature> features, Set<VariantProperty> properties) {
  /** Nothing excluded. */
  public static final VariantExclusions NONE = new VariantExclusions(Set.of(), Set.of(), Set.of());

  /** Copies the sets. */
  public VariantExclusions {
    namespaces = Set.copyOf(namespaces);
    features = Set.copyOf(features);
    properties = Set.copyOf(properties);
  }

  /** What is left of the support of a machine. */
  public List<NamespaceSupport> from(List<NamespaceSupport> supported) {
    List<NamespaceSupport> left = new ArrayList<>();
    for (NamespaceSupport namespace : supported) {
      List<FeatureSupport> kept = features(namespace);
      if (!namespaces.contains(namespace.namespace()) && !kept.isEmpty()) {
        left.add(new NamespaceSupport(namespace.namespace(), kept));
      }
    }
    return left;
  }

  private List<FeatureSupport> features(NamespaceSupport namespace) {
    List<FeatureSupport> kept = new ArrayList<>();
    for (FeatureSupport feature : namespace.features()) {
      List<String> values = new ArrayList<>(feature.values());
      values.removeIf(
          value ->
              properties.contains(
                  new VariantProperty(namespace.namespace(), feature.name(), value)));
      boolean excluded =
          features.contains(new VariantFeature(namespace.namespace(), feature.name()));
      if (!excluded && !values.isEmpty()) {
        kept.add(new FeatureSupport(feature.name(), values, feature.multiValue()));
      }
    }
    return kept;
  }
}
