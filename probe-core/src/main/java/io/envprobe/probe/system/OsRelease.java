package io.envprobe.probe.system;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The text of an os-release file: assignments in the quoting of a shell.
 *
 * @see <a
 *     href="https://www.freedesktop.org/software/systemd/man/latest/os-release.html">os-release(5)</a>
 */
final class OsRelease {
  private OsRelease() {}

  /** The assignments; lines that are none are passed over, as the specification asks for. */
  static Map<String, String> parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      assignment(text.substring(start, end).strip(), values);
      start = end + 1;
    }
    return values;
  }

  private static void assignment(String line, Map<String, String> values) {
    int equals = line.indexOf('=');
    if (equals <= 0 || line.charAt(0) == '#') {
      return;
    }
    for (int i = 0; i < equals; i++) {
      char c = line.charAt(i);
      boolean letter = c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      boolean digit = c >= '0' && c <= '9';
      if (!letter && (!digit || i == 0)) {
        return;
      }
    }
    values.put(line.substring(0, equals), unquote(line.substring(equals + 1)));
  }

  /**
   * Single quotes keep all; in double quotes and outside, a backslash takes the meaning from the
   * next character.
   */
  private static String unquote(String quoted) {
    StringBuilder value = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (quote == '\'') {
        if (c == '\'') {
          quote = 0;
        } else {
          value.append(c);
        }
      } else if (c == '\\' && i + 1 < quoted.length()) {
        char next = quoted.charAt(i + 1);
        if (quote == '"' && "\"$`\\".indexOf(next) < 0) {
          value.append(c);
        }
        value.append(next);
        i++;
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (quote == 0 && (c == ' ' || c == '\t')) {
        break; // What follows an unquoted value is a comment.
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }
}
