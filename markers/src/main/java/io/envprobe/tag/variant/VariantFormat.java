package io.envprobe.tag.variant;

import java.util.Optional;

/** The formats of variant documents, each a draft; the declared version chooses the reader. */
public enum VariantFormat {
  /** The schema that the text of PEP 817 prints. */
  V0_0_2("0.0.2"),
  /** What variantlib writes: almost everything published until 2026. */
  V0_0_3("0.0.3"),
  /** PEP 825 of August 2026: no providers. */
  V0_1_1("0.1.1"),
  /** PEP 850: providers with a fixed list or a plugin. */
  V0_2_0("0.2.0");

  private static final String HOST = "https://variants-schema.wheelnext.dev/";
  private static final String SUFFIX = ".json";

  private final String version;

  VariantFormat(String version) {
    this.version = version;
  }

  /** The version as the schema's address has it. */
  public String version() {
    return version;
  }

  /**
   * The format of a document by the address of its schema; one with a newer minor number is read as
   * the newest that is known, one of another major number not at all.
   */
  public static Optional<VariantFormat> of(String schema) {
    if (schema.equals(HOST)) {
      return Optional.of(V0_0_2);
    }
    int at = schema.lastIndexOf("/v");
    if (at < 0 || !schema.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    String[] parts = schema.substring(at + 2, schema.length() - SUFFIX.length()).split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals("0")) {
      return Optional.empty();
    }
    int minor = number(parts[1]);
    int patch = number(parts[2]);
    if (minor < 0 || patch < 0) {
      return Optional.empty();
    }
    return Optional.of(
        switch (minor) {
          case 0 -> patch < 3 ? V0_0_2 : V0_0_3;
          case 1 -> V0_1_1;
          default -> V0_2_0;
        });
  }

  private static int number(String text) {
    boolean digits = !text.isEmpty() && text.length() < 7;
    for (int i = 0; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return digits ? Integer.parseInt(text) : -1;
  }
}
