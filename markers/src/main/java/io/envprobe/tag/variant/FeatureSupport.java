package io.envprobe.tag.variant;

import java.util.HashSet;
import java.util.List;

/**
 * The values of a feature that a machine supports. Immutable.
 *
 * @param name the feature
 * @param values best first; at least one, none repeated
 * @param multiValue whether a wheel may list several values
 */
public record FeatureSupport(String name, List<String> values, boolean multiValue) {
  /** Throws {@link IllegalArgumentException} where a name or the list is not as said above. */
  public FeatureSupport {
    VariantNames.requireName("feature", name);
    values = List.copyOf(values);
    for (String value : values) {
      VariantNames.requireValue(value);
    }
    if (values.isEmpty() || new HashSet<>(values).size() != values.size()) {
      throw new IllegalArgumentException("the values of " + name + " are none, or repeated");
    }
  }

  /** A feature of which a wheel lists one value. */
  public static FeatureSupport one(String name, List<String> values) {
    return new FeatureSupport(name, values, false);
  }

  /** A feature of which a wheel may list several values. */
  public static FeatureSupport several(String name, List<String> values) {
    return new FeatureSupport(name, values, true);
  }
}
