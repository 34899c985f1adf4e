package io.envprobe.libs.internal.python;

import java.util.Locale;
import java.util.Optional;

/**
 * Single values from the files that an installation of Python writes about itself. Each has a form
 * so regular that a search for the key finds it; no file is understood further.
 */
final class KeyValues {
  private KeyValues() {}

  /** A value of {@code pyvenv.cfg}: {@code key = value}, keys in any case. */
  static Optional<String> venv(String text, String key) {
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        end = text.length();
      }
      int equals = text.indexOf('=', start);
      if (equals > 0
          && equals < end
          && text.substring(start, equals).strip().toLowerCase(Locale.ROOT).equals(key)) {
        return Optional.of(text.substring(equals + 1, end).strip());
      }
      start = end + 1;
    }
    return Optional.empty();
  }

  /**
   * A value of {@code _sysconfigdata*.py}: {@code 'key': 'value'} or {@code 'key': 1}, one an entry
   * of a Python dictionary.
   */
  static Optional<String> sysconfig(String text, String key) {
    String quoted = "'" + key + "': ";
    int at = text.indexOf(quoted);
    if (at < 0) {
      return Optional.empty();
    }
    int start = at + quoted.length();
    boolean string = start < text.length() && text.charAt(start) == '\'';
    if (string) {
      int end = text.indexOf('\'', start + 1);
      return end < 0 ? Optional.empty() : Optional.of(text.substring(start + 1, end));
    }
    int end = start;
    while (end < text.length() && ",}\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return Optional.of(text.substring(start, end).strip());
  }

  /** The string constant that {@code patchlevel.h} defines. */
  static Optional<String> define(String text, String name) {
    int at = text.indexOf("#define " + name + " ");
    int open = at < 0 ? -1 : text.indexOf('"', at);
    int close = open < 0 ? -1 : text.indexOf('"', open + 1);
    int line = at < 0 ? -1 : text.indexOf('\n', at);
    return close < 0 || (line >= 0 && close > line)
        ? Optional.empty()
        : Optional.of(text.substring(open + 1, close));
  }
}
