package io.envprobe.tag.variant;

/**
 * The feature of a namespace, written {@code namespace :: feature}. Immutable.
 *
 * @param namespace lower-case letters, digits and underscores
 * @param name the same alphabet
 */
public record VariantFeature(String namespace, String name) {
  /** Throws {@link io.envprobe.version.SyntaxException} where a part has a wrong letter. */
  public VariantFeature {
    VariantNames.requireName("namespace", namespace);
    VariantNames.requireName("feature", name);
  }

  /**
   * Reads {@code namespace :: feature}; white space around a part means nothing.
   *
   * @throws io.envprobe.version.SyntaxException where the text has another form
   */
  public static VariantFeature parse(String text) {
    String[] parts = VariantNames.parts(text, 2, "write namespace :: feature");
    return new VariantFeature(parts[0], parts[1]);
  }

  @Override
  public String toString() {
    return namespace + " :: " + name;
  }
}
