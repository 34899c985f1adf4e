package io.envprobe.tag.variant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/** The rules of variant labels, the last part of a wheel's file name. */
public final class VariantLabel {
  /** The label of the variant without properties, and of no other. */
  public static final String NULL = "null";

  /** The longest label of formats before 0.1, in characters. */
  public static final int OLD_LIMIT = 16;

  private static final int HASH_LENGTH = 8;

  private VariantLabel() {}

  /** Whether the text consists of lower-case letters, digits, underscores and dots. */
  public static boolean isValid(String label) {
    return VariantNames.isValue(label);
  }

  /** Whether a variant may have that label: {@link #NULL} if and only if it has no properties. */
  public static boolean fits(String label, Collection<VariantProperty> properties) {
    return isValid(label) && label.equals(NULL) == properties.isEmpty();
  }

  /**
   * The label that PEP 817 gives a variant for which its maker chose none: eight hexadecimal digits
   * of the SHA-256 of its sorted properties, each on a line.
   */
  public static String hash(Collection<VariantProperty> properties) {
    StringBuilder lines = new StringBuilder();
    for (VariantProperty property : new TreeSet<>(properties)) {
      lines.append(property).append('\n');
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(lines.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
