package io.envprobe.marker;

/**
 * Decodes the escapes of a Python string literal; see <a
 * href="https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences">the language
 * reference</a>.
 */
final class Literals {
  private static final String SIMPLE = "\\'\"abfnrtv";
  private static final String DECODED = "\\'\"\u0007\b\f\n\r\t\u000b";

  private final String text;
  private final int end;
  private final StringBuilder value = new StringBuilder();
  private int at;
  private String problem = "";

  /** Reads between two places of a text, where there is at least one backslash or odd character. */
  Literals(String text, int from, int to) {
    this.text = text;
    this.at = from;
    this.end = to;
    while (at < end && problem.isEmpty()) {
      char c = text.charAt(at);
      if (c == '\\') {
        escape();
      } else if (c == '\n' || c == '\r') {
        problem = "a line break inside a quoted text";
      } else if (c == 0) {
        problem = "a NUL character inside a quoted text";
      } else if (Character.isSurrogate(c) && !isPair()) {
        problem = "half of a surrogate pair inside a quoted text";
      } else {
        value.append(c);
        at++;
        if (Character.isHighSurrogate(c)) {
          value.append(text.charAt(at++));
        }
      }
    }
  }

  private boolean isPair() {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < end
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  /** The text without escapes. */
  String value() {
    return value.toString();
  }

  /** What is wrong with the literal; empty where nothing is. */
  String problem() {
    return problem;
  }

  /** Where reading ended. */
  int position() {
    return at;
  }

  private void escape() {
    if (at + 1 >= end) {
      problem = "a backslash before the closing quote";
      return;
    }
    char c = text.charAt(at + 1);
    int simple = SIMPLE.indexOf(c);
    if (simple >= 0) {
      value.append(DECODED.charAt(simple));
      at += 2;
    } else if (c == '\n') {
      at += 2;
    } else if (c == '\r') {
      at += at + 2 < end && text.charAt(at + 2) == '\n' ? 3 : 2;
    } else if (c >= '0' && c <= '7') {
      octal();
    } else if (c == 'x') {
      hexadecimal(2);
    } else if (c == 'u') {
      hexadecimal(4);
    } else if (c == 'U') {
      hexadecimal(8);
    } else if (c == 'N') {
      named();
    } else {
      value.append('\\');
      at++;
    }
  }

  private void octal() {
    int code = 0;
    int digits = 0;
    at++;
    while (digits < 3 && at < end && text.charAt(at) >= '0' && text.charAt(at) <= '7') {
      code = code * 8 + text.charAt(at++) - '0';
      digits++;
    }
    value.append((char) code);
  }

  private void hexadecimal(int digits) {
    int code = 0;
    for (int i = 0; i < digits; i++) {
      int place = at + 2 + i;
      int digit =
          place < end && text.charAt(place) < 0x80 ? Character.digit(text.charAt(place), 16) : -1;
      if (digit < 0) {
        problem = "an escape that needs " + digits + " hexadecimal digits";
        return;
      }
      code = code * 16 + digit;
    }
    if (!Character.isValidCodePoint(code)) {
      problem = "an escape for a character that does not exist";
      return;
    }
    value.appendCodePoint(code);
    at += 2 + digits;
  }

  private void named() {
    int close = at + 2 < end && text.charAt(at + 2) == '{' ? text.indexOf('}', at) : -1;
    if (close < 0 || close >= end) {
      problem = "an escape that needs a character's name in braces";
      return;
    }
    try {
      value.appendCodePoint(Character.codePointOf(text.substring(at + 3, close)));
      at = close + 1;
    } catch (IllegalArgumentException e) {
      problem = "an escape for a character name that does not exist";
    }
  }
}
