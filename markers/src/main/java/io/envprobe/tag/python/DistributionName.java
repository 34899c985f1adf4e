package io.envprobe.tag.python;

import java.util.Locale;

/** Names of Python distributions. */
public final class DistributionName {
  private DistributionName() {}

  /**
   * The form in which names are compared: lower case, and each run of hyphens, underscores and dots
   * one hyphen.
   *
   * @see <a href="https://packaging.python.org/en/latest/specifications/name-normalization/">the
   *     specification</a>
   */
  public static String normalized(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    StringBuilder normalized = new StringBuilder(lower.length());
    for (int i = 0; i < lower.length(); i++) {
      char character = lower.charAt(i);
      if (character != '-' && character != '_' && character != '.') {
        normalized.append(character);
      } else if (normalized.length() == 0 || normalized.charAt(normalized.length() - 1) != '-') {
        normalized.append('-');
      }
    }
    return normalized.toString();
  }
}
