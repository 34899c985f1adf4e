package io.envprobe.tag.variant;

import io.envprobe.version.SyntaxException;

/** The alphabets of the names that variants are made of. */
final class VariantNames {
  static final String SEPARATOR = "::";

  private VariantNames() {}

  /** Whether it can name a namespace or a feature. */
  static boolean isName(String text) {
    return consistsOf(text, false);
  }

  /** Whether it can be the value of a feature; a label has the same alphabet. */
  static boolean isValue(String text) {
    return consistsOf(text, true);
  }

  private static boolean consistsOf(String text, boolean dot) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      boolean digit = c >= '0' && c <= '9';
      if (!letter && !digit && c != '_' && !(dot && c == '.')) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The parts between double colons, without the white space around them. */
  static String[] parts(String text, int count, String form) {
    String[] parts = new String[count];
    int from = 0;
    for (int i = 0; i < count; i++) {
      int mark = text.indexOf(SEPARATOR, from);
      boolean last = i == count - 1;
      if (last != mark < 0) {
        throw new SyntaxException(
            text, last ? mark : text.length(), 0, "it does not have " + count + " parts", form);
      }
      int end = last ? text.length() : mark;
      String part = text.substring(from, end).strip();
      if (!(i == 2 ? isValue(part) : isName(part))) {
        throw new SyntaxException(text, from, end - from, "a part has a wrong letter", form);
      }
      parts[i] = part;
      from = end + SEPARATOR.length();
    }
    return parts;
  }

  static String requireName(String what, String text) {
    if (!isName(text)) {
      throw new SyntaxException(
          text, 0, text.length(), "no name of a " + what, "use lower-case letters, digits and _");
    }
    return text;
  }

  static String requireValue(String text) {
    if (!isValue(text)) {
      throw new SyntaxException(
          text,
          0,
          text.length(),
          "no value of a feature",
          "use lower-case letters, digits, _ and .");
    }
    return text;
  }
}
