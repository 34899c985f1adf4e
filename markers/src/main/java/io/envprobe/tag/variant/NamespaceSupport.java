package io.envprobe.tag.variant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The features of a namespace that a machine supports: what a provider answers. Immutable.
 *
 * @param namespace whose features they are
 * @param features most important first; at least one, none repeated
 */
public record NamespaceSupport(String namespace, List<FeatureSupport> features) {
  /** Throws {@link IllegalArgumentException} where a name or the list is not as said above. */
  public NamespaceSupport {
    VariantNames.requireName("namespace", namespace);
    features = List.copyOf(features);
    Set<String> names = new HashSet<>();
    for (FeatureSupport feature : features) {
      names.add(feature.name());
    }
    if (features.isEmpty() || names.size() != features.size()) {
      throw new IllegalArgumentException("the features of " + namespace + " are none, or repeated");
    }
  }

  /** Every supported property: by feature, then by value, best first. */
  public List<VariantProperty> properties() {
    List<VariantProperty> properties = new ArrayList<>();
    for (FeatureSupport feature : features) {
      for (String value : feature.values()) {
        properties.add(new VariantProperty(namespace, feature.name(), value));
      }
    }
    return Collections.unmodifiableList(properties);
  }
}
