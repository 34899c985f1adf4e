package io.envprobe.tag.variant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A variant of a package's wheels: a label, and what a machine must support. Of a feature with
 * several values one is enough. Immutable and thread-safe.
 *
 * @param label the last part of the wheels' file names
 * @param properties sorted, each once
 */
public record Variant(String label, List<VariantProperty> properties) {
  /** Sorts the properties; refuses, by {@link IllegalArgumentException}, one that is repeated. */
  public Variant {
    Objects.requireNonNull(label);
    TreeSet<VariantProperty> sorted = new TreeSet<>(properties);
    if (sorted.size() != properties.size()) {
      throw new IllegalArgumentException("a property of the variant is repeated");
    }
    properties = List.copyOf(sorted);
  }

  /** A variant with the label that nobody chose: {@code null}, or the hash of its properties. */
  public static Variant of(Collection<VariantProperty> properties) {
    String label = properties.isEmpty() ? VariantLabel.NULL : VariantLabel.hash(properties);
    return new Variant(label, List.copyOf(properties));
  }

  /** Whether it asks for nothing. */
  public boolean isNull() {
    return properties.isEmpty();
  }

  /** Its values by namespace and feature, everything sorted. */
  public Map<String, Map<String, List<String>>> byNamespace() {
    Map<String, Map<String, List<String>>> all = new TreeMap<>();
    for (VariantProperty property : properties) {
      all.computeIfAbsent(property.namespace(), namespace -> new TreeMap<>())
          .computeIfAbsent(property.feature(), feature -> new ArrayList<>())
          .add(property.value());
    }
    return Collections.unmodifiableMap(all);
  }

  /** Its values by feature, in the order of the properties. */
  Map<VariantFeature, List<String>> byFeature() {
    Map<VariantFeature, List<String>> all = new LinkedHashMap<>();
    for (VariantProperty property : properties) {
      all.computeIfAbsent(property.featureOf(), feature -> new ArrayList<>()).add(property.value());
    }
    return all;
  }
}
