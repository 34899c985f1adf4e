package io.envprobe.marker;

import java.util.Locale;

/**
 * Names of Python projects and extras; see <a
 * href="https://packaging.python.org/en/latest/specifications/name-normalization/">name
 * normalization</a>.
 */
public final class PackageName {
  private PackageName() {}

  /** Lower case, with each run of {@code -}, {@code _} and {@code .} as one {@code -}. */
  public static String normalize(String name) {
    int plain = 0;
    while (plain < name.length() && isPlain(name.charAt(plain))) {
      plain++;
    }
    if (plain == name.length()) {
      return name;
    }
    StringBuilder normalized = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '-' && c != '_' && c != '.') {
        normalized.append(c);
      } else if (i == 0 || !isRun(name.charAt(i - 1))) {
        normalized.append('-');
      }
    }
    return normalized.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static boolean isRun(char c) {
    return c == '-' || c == '_' || c == '.';
  }

  /** Whether it may name a project: ASCII letters and digits, with runs between them. */
  public static boolean isValid(String name) {
    if (name.isEmpty() || !isEnd(name.charAt(0)) || !isEnd(name.charAt(name.length() - 1))) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isEnd(name.charAt(i)) && !isRun(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is valid and already in normal form. */
  public static boolean isNormalized(String name) {
    return isValid(name) && normalize(name).equals(name);
  }

  private static boolean isEnd(char c) {
    return isPlain(c) || (c >= 'A' && c <= 'Z');
  }
}
