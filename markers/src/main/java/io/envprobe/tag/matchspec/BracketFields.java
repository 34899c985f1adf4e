package io.envprobe.tag.matchspec;

import io.envprobe.version.SyntaxException;
import java.util.Map;

/** The {@code key=value} pairs between the brackets of a specification. */
final class BracketFields {
  private final String whole;
  private final String text;

  /** The pairs in a text, which is a part of a whole specification. */
  BracketFields(String whole, String text) {
    this.whole = whole;
    this.text = text;
  }

  void into(Map<String, String> fields) {
    int at = 0;
    while (at < text.length()) {
      int key = at;
      while (at < text.length() && isKey(text.charAt(at))) {
        at++;
      }
      if (at == key || at >= text.length() || text.charAt(at) != '=') {
        at = at == key ? at + 1 : at;
        continue;
      }
      at = value(text.substring(key, at), at + 1, fields);
    }
  }

  private int value(String key, int start, Map<String, String> fields) {
    boolean quoted =
        start < text.length() && (text.charAt(start) == '"' || text.charAt(start) == '\'');
    int from = quoted ? start + 1 : start;
    int end = from;
    while (end < text.length() && !ends(end, quoted, quoted ? text.charAt(start) : ' ')) {
      if (text.charAt(end) == '"' || text.charAt(end) == '\'') {
        return from; // No value that ends where one may: what follows is looked at again.
      }
      end++;
    }
    if (quoted && end >= text.length()) {
      return from;
    }
    String value = text.substring(from, end);
    if (value.isEmpty()) {
      throw new SyntaxException(
          whole,
          Math.max(0, whole.indexOf(key + "=")),
          key.length() + 1,
          key + " has no value",
          "");
    }
    fields.put(key, value);
    return quoted ? end + 2 : end + 1;
  }

  private boolean ends(int at, boolean quoted, char quote) {
    if (!quoted) {
      return text.charAt(at) == ',' || text.charAt(at) == ' ';
    }
    boolean last =
        at + 1 == text.length() || text.charAt(at + 1) == ',' || text.charAt(at + 1) == ' ';
    return text.charAt(at) == quote && last;
  }

  private static boolean isKey(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
