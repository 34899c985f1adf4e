package io.envprobe.tag.nfd;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The features of a node, by name such as {@code cpu.cpuid} in lower case.
 *
 * @param flags names that are there or not
 * @param attributes names with values
 * @param instances devices, each with attributes
 * @param unknown features that exist for NFD and are not known here, with what was not found
 */
public record NfdFeatures(
    Map<String, Set<String>> flags,
    Map<String, Map<String, String>> attributes,
    Map<String, List<Map<String, String>>> instances,
    Map<String, String> unknown) {
  public NfdFeatures {
    flags = lower(flags);
    attributes = lower(attributes);
    instances = lower(instances);
    unknown = lower(unknown);
  }

  private static <V> Map<String, V> lower(Map<String, V> map) {
    Map<String, V> lower = new HashMap<>();
    map.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return Collections.unmodifiableMap(lower);
  }

  boolean has(String feature) {
    return flags.containsKey(feature)
        || attributes.containsKey(feature)
        || instances.containsKey(feature);
  }

  /** Whether a feature has keys of its own, beside those of devices. */
  boolean hasKeys(String feature) {
    return flags.containsKey(feature) || attributes.containsKey(feature);
  }

  /** The keys of a feature: its flags and its attributes together. */
  Set<String> keys(String feature) {
    Set<String> keys = new HashSet<>(flags.getOrDefault(feature, Set.of()));
    keys.addAll(attributes.getOrDefault(feature, Map.of()).keySet());
    return keys;
  }

  /** What stands under a key; an attribute hides a flag of the same name. */
  NfdExpression.Found find(String feature, String key) {
    Optional<String> value =
        Optional.ofNullable(attributes.getOrDefault(feature, Map.of()).get(key));
    if (value.isPresent()) {
      return new NfdExpression.Found.Value(value.get());
    }
    return flags.getOrDefault(feature, Set.of()).contains(key)
        ? new NfdExpression.Found.Flag()
        : new NfdExpression.Found.Missing();
  }
}
