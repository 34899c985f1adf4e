package io.envprobe.tag.variant;

import io.envprobe.marker.MarkerEnvironment;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that a dependency of a variant wheel may ask for, after the wheel was chosen.
 * Immutable.
 *
 * @param label empty for a wheel that is no variant
 * @param properties the properties that count
 */
public record VariantMarkers(String label, Set<VariantProperty> properties) {
  /** Copies the set. */
  public VariantMarkers {
    properties = Set.copyOf(properties);
  }

  /** What PEP 825 defines: the properties that the machine supports. */
  public static VariantMarkers pep825(Variant variant, VariantOrder order) {
    return new VariantMarkers(variant.label(), Set.copyOf(order.supported(variant)));
  }

  /** What variantlib answers: all properties of the wheel. */
  public static VariantMarkers variantlib(Variant variant) {
    return new VariantMarkers(variant.label(), Set.copyOf(variant.properties()));
  }

  /** The names of a wheel that is no variant. */
  public static VariantMarkers none() {
    return new VariantMarkers("", Set.of());
  }

  /** The namespaces, sorted. */
  public List<String> namespaces() {
    return sorted(properties.stream().map(VariantProperty::namespace).toList());
  }

  /** The features, sorted. */
  public List<String> features() {
    return sorted(properties.stream().map(p -> p.featureOf().toString()).toList());
  }

  /** The properties as texts, sorted. */
  public List<String> texts() {
    return sorted(properties.stream().map(VariantProperty::toString).toList());
  }

  private static List<String> sorted(Collection<String> texts) {
    return List.copyOf(new TreeSet<>(texts));
  }

  /** An environment with these names added. */
  public MarkerEnvironment addedTo(MarkerEnvironment environment) {
    return environment
        .with("variant_label", label)
        .with("variant_namespaces", namespaces())
        .with("variant_features", features())
        .with("variant_properties", texts());
  }
}
