package io.envprobe.requirement.internal.json;

import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a text as JSON, strictly, in memory proportional to it. */
public final class JsonReader {
  private static final int DEEPEST = 64;

  private final String text;
  private final Span source;
  private int at;
  private int depth;

  private JsonReader(String text, Span source) {
    this.text = text;
    this.source = source;
  }

  /**
   * The value that a text is.
   *
   * @param source names the text
   */
  public static Json read(String text, Span source) throws RequirementException {
    JsonReader reader = new JsonReader(text, source);
    Json value = reader.value();
    reader.space();
    if (reader.at < text.length()) {
      throw reader.error("something follows the end of the document");
    }
    return value;
  }

  private Json value() throws RequirementException {
    space();
    int start = at;
    char next = peek();
    return switch (next) {
      case '{' -> members(start);
      case '[' -> items(start);
      case '"' -> new Json.Text(string(), span(start));
      case 't' -> {
        word("true");
        yield new Json.Truth(true, span(start));
      }
      case 'f' -> {
        word("false");
        yield new Json.Truth(false, span(start));
      }
      case 'n' -> {
        word("null");
        yield new Json.Null(span(start));
      }
      default -> number(start);
    };
  }

  private Json members(int start) throws RequirementException {
    enter();
    Map<String, Json> members = new LinkedHashMap<>();
    Map<String, Span> names = new LinkedHashMap<>();
    at++;
    space();
    if (peek() == '}') {
      at++;
      depth--;
      return new Json.Members(members, names, span(start));
    }
    while (true) {
      space();
      int place = at;
      if (peek() != '"') {
        throw error("expected the name of a member, in double quotes");
      }
      String name = string();
      if (names.put(name, span(place)) != null) {
        at = place;
        throw error("the member " + name + " is there twice");
      }
      space();
      expect(':');
      members.put(name, value());
      space();
      if (peek() == '}') {
        at++;
        depth--;
        return new Json.Members(members, names, span(start));
      }
      expect(',');
    }
  }

  private Json items(int start) throws RequirementException {
    enter();
    List<Json> items = new ArrayList<>();
    at++;
    space();
    if (peek() == ']') {
      at++;
      depth--;
      return new Json.Items(items, span(start));
    }
    while (true) {
      items.add(value());
      space();
      if (peek() == ']') {
        at++;
        depth--;
        return new Json.Items(items, span(start));
      }
      expect(',');
    }
  }

  private void enter() throws RequirementException {
    if (++depth > DEEPEST) {
      throw error("it is nested deeper than " + DEEPEST + " levels");
    }
  }

  private String string() throws RequirementException {
    int open = at++;
    int plain = at;
    while (plain < text.length() && isPlain(text.charAt(plain))) {
      plain++;
    }
    if (plain < text.length() && text.charAt(plain) == '"') {
      String value = text.substring(at, plain);
      at = plain + 1;
      return value;
    }
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c < ' ') {
        throw error("a control character in a text");
      }
      at++;
      value.append(c == '\\' ? escaped() : c);
    }
    at = open;
    throw error("a text that is not closed");
  }

  private static boolean isPlain(char c) {
    return c != '"' && c != '\\' && c >= ' ';
  }

  private char escaped() throws RequirementException {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> {
        at -= 2;
        throw error("an unknown escape");
      }
    };
  }

  private char unit() throws RequirementException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0) {
        throw error("expected four hexadecimal digits");
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }

  private Json number(int start) throws RequirementException {
    int digits = 0;
    boolean fraction = false;
    if (at < text.length() && text.charAt(at) == '-') {
      at++;
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.' || c == 'e' || c == 'E') {
        fraction = true;
      } else if (!(fraction && (c == '+' || c == '-'))) {
        break;
      }
      at++;
    }
    if (digits == 0) {
      at = start;
      throw error("expected a value");
    }
    return new Json.Numeral(text.substring(start, at), span(start));
  }

  private void word(String word) throws RequirementException {
    if (!text.startsWith(word, at)) {
      throw error("expected a value");
    }
    at += word.length();
  }

  private void expect(char c) throws RequirementException {
    if (peek() != c) {
      throw error("expected " + c);
    }
    at++;
  }

  private char peek() throws RequirementException {
    if (at >= text.length()) {
      throw error("the document ends here, and is not complete");
    }
    return text.charAt(at);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private Span span(int start) {
    return source.at(source.offset() + start, at - start);
  }

  private RequirementException error(String reason) {
    int length = at < text.length() ? 1 : 0;
    return RequirementException.in(text, source.at(source.offset() + at, length), reason, "");
  }
}
