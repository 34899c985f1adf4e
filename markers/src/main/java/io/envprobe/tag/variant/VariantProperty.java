package io.envprobe.tag.variant;

import java.util.Comparator;

/**
 * One value of a feature, written {@code namespace :: feature :: value}. Ordered by code points of
 * the parts. Immutable.
 *
 * @param namespace lower-case letters, digits and underscores
 * @param feature the same alphabet
 * @param value the same alphabet and the dot
 */
public record VariantProperty(String namespace, String feature, String value)
    implements Comparable<VariantProperty> {
  private static final Comparator<VariantProperty> ORDER =
      Comparator.comparing(VariantProperty::namespace)
          .thenComparing(VariantProperty::feature)
          .thenComparing(VariantProperty::value);

  /** Throws {@link io.envprobe.version.SyntaxException} where a part has a wrong letter. */
  public VariantProperty {
    VariantNames.requireName("namespace", namespace);
    VariantNames.requireName("feature", feature);
    VariantNames.requireValue(value);
  }

  /**
   * Reads {@code namespace :: feature :: value}; white space around a part means nothing.
   *
   * @throws io.envprobe.version.SyntaxException where the text has another form
   */
  public static VariantProperty parse(String text) {
    String[] parts = VariantNames.parts(text, 3, "write namespace :: feature :: value");
    return new VariantProperty(parts[0], parts[1], parts[2]);
  }

  /** The feature that it is a value of. */
  public VariantFeature featureOf() {
    return new VariantFeature(namespace, feature);
  }

  @Override
  public int compareTo(VariantProperty other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return namespace + " :: " + feature + " :: " + value;
  }
}
