package io.envprobe.tag.variant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a package, or a user, holds to be more important. Immutable.
 *
 * @param namespaces most important first
 * @param features by namespace, most important first; formats before 0.1 only
 * @param values by feature, best first; formats before 0.1 only
 */
public record VariantPriorities(
    List<String> namespaces,
    Map<String, List<String>> features,
    Map<VariantFeature, List<String>> values) {
  /** No preference. */
  public static final VariantPriorities NONE = new VariantPriorities(List.of(), Map.of(), Map.of());

  /** Copies the collections. */
  public VariantPriorities {
    namespaces = List.copyOf(namespaces);
    features = copy(features);
    values = copy(values);
  }

  /** An order of namespaces and nothing else, as PEP 825 has it. */
  public static VariantPriorities of(List<String> namespaces) {
    return new VariantPriorities(namespaces, Map.of(), Map.of());
  }

  private static <K> Map<K, List<String>> copy(Map<K, List<String>> lists) {
    Map<K, List<String>> copy = new LinkedHashMap<>();
    lists.forEach((key, list) -> copy.put(key, List.copyOf(list)));
    return Collections.unmodifiableMap(copy);
  }

  /** These priorities, and where they say nothing those others. */
  public VariantPriorities then(VariantPriorities others) {
    return new VariantPriorities(
        joined(namespaces, others.namespaces),
        joined(features, others.features),
        joined(values, others.values));
  }

  private static <K> Map<K, List<String>> joined(
      Map<K, List<String>> first, Map<K, List<String>> second) {
    Map<K, List<String>> all = new LinkedHashMap<>(first);
    second.forEach((key, list) -> all.put(key, joined(all.getOrDefault(key, List.of()), list)));
    return all;
  }

  static List<String> joined(List<String> first, List<String> second) {
    Set<String> all = new LinkedHashSet<>(first);
    all.addAll(second);
    return new ArrayList<>(all);
  }
}
