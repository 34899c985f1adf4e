package io.envprobe.requirement.internal.toml;

import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.json.Json;

/** The text of a TOML document, read from front to back: blanks, keys, texts and bare words. */
final class TomlText {
  private final String text;
  private final Span source;
  private int at;

  TomlText(String text, Span source) {
    this.text = text;
    this.source = source;
  }

  /** A part of a key and where it stands. */
  record Key(String name, Span span) {}

  int at() {
    return at;
  }

  boolean isEnd() {
    return at >= text.length();
  }

  boolean isAt(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  void next() {
    at++;
  }

  void expect(char c) throws RequirementException {
    if (!isAt(c)) {
      throw error("expected " + c);
    }
    at++;
  }

  Span span(int start) {
    return source.at(start, at - start);
  }

  /**
   * Passes over spaces.
   *
   * @param lines whether over the ends of lines and over comments too
   */
  void blank(boolean lines) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (lines && c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == ' ' || c == '\t' || (lines && (c == '\n' || c == '\r'))) {
        at++;
      } else {
        return;
      }
    }
  }

  /** What must follow a value or a header: nothing more on this line. */
  void lineEnd() throws RequirementException {
    blank(false);
    boolean end = isEnd() || isAt('#') || isAt('\n') || text.startsWith("\r\n", at);
    if (!end) {
      throw error("expected the end of the line");
    }
  }

  Key key() throws RequirementException {
    int start = at;
    if (isAt('"') || isAt('\'')) {
      if (text.startsWith("\"\"\"", at) || text.startsWith("'''", at)) {
        throw error("a key is on one line");
      }
      String name = string().value();
      return new Key(name, span(start));
    }
    while (at < text.length() && isKey(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw error("expected a key");
    }
    return new Key(text.substring(start, at), span(start));
  }

  private static boolean isKey(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  /** A number, a date, true or false, as it is written. */
  Json word() throws RequirementException {
    int start = at;
    while (at < text.length() && (isKey(text.charAt(at)) || ".+:".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    String word = text.substring(start, at);
    if (word.equals("true") || word.equals("false")) {
      return new Json.Truth(word.equals("true"), span(start));
    }
    char first = word.isEmpty() ? ' ' : word.charAt(0);
    boolean number =
        (first >= '0' && first <= '9')
            || ((first == '+' || first == '-') && word.length() > 1)
            || word.equals("inf")
            || word.equals("nan");
    if (!number) {
      at = start;
      throw error("expected a value");
    }
    return new Json.Numeral(word, span(start));
  }

  Json.Text string() throws RequirementException {
    int start = at;
    char quote = text.charAt(at);
    String triple = String.valueOf(quote).repeat(3);
    boolean many = text.startsWith(triple, at);
    at += many ? 3 : 1;
    if (many && isAt('\r')) {
      at++;
    }
    if (many && isAt('\n')) {
      at++;
    }
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (many ? text.startsWith(triple, at) : c == quote) {
        at += many ? 3 : 1;
        // Up to two quotes may stand directly before the closing ones.
        while (many && isAt(quote) && value.length() > 0) {
          value.append(quote);
          at++;
        }
        return new Json.Text(value.toString(), span(start));
      }
      if ((c < ' ' && c != '\t' && !(many && (c == '\n' || c == '\r'))) || c == 0x7f) {
        throw error("a control character in a text, or a text that is not closed");
      }
      at++;
      if (c == '\\' && quote == '"') {
        escape(value, many);
      } else {
        value.append(c);
      }
    }
    at = start;
    throw error("a text that is not closed");
  }

  private void escape(StringBuilder value, boolean many) throws RequirementException {
    char c = isEnd() ? ' ' : text.charAt(at);
    int known = "btnfre\"\\".indexOf(c);
    int digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (known >= 0) {
      value.append("\b\t\n\f\r\u001b\"\\".charAt(known));
      at++;
    } else if (digits > 0) {
      at++;
      int code = 0;
      for (int i = 0; i < digits; i++) {
        int digit = isEnd() ? -1 : Character.digit(text.charAt(at), 16);
        if (digit < 0 || code > Character.MAX_CODE_POINT) {
          throw error("expected " + digits + " hexadecimal digits of a character");
        }
        code = code * 16 + digit;
        at++;
      }
      if (!Character.isValidCodePoint(code)) {
        throw error("there is no such character");
      }
      value.appendCodePoint(code);
    } else if (many && (c == '\n' || c == '\r' || c == ' ' || c == '\t')) {
      blankLines();
    } else {
      at--;
      throw error("an unknown escape");
    }
  }

  private void blankLines() {
    while (!isEnd() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  RequirementException error(String reason) {
    return error(source.at(at, at < text.length() ? 1 : 0), reason);
  }

  RequirementException error(Span place, String reason) {
    return RequirementException.in(text, place, reason, "");
  }
}
