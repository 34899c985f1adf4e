package io.envprobe.requirement.internal;

import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the links of an HTML page, one pass from start to end. Comments are skipped; everything
 * else that is not a link is looked over.
 *
 * @see <a href="https://peps.python.org/pep-0503/">PEP 503</a>
 */
final class AnchorReader {
  private final String text;
  private final Span source;
  private final List<WheelCandidates.Listed> files = new ArrayList<>();
  private int at;

  private AnchorReader(String text, Span source) {
    this.text = text;
    this.source = source;
  }

  /** The files that the page links to, by the last part of their addresses. */
  static List<WheelCandidates.Listed> read(String text, Span source) throws RequirementException {
    AnchorReader reader = new AnchorReader(text, source);
    reader.page();
    return reader.files;
  }

  private void page() throws RequirementException {
    while (true) {
      int open = text.indexOf('<', at);
      if (open < 0) {
        return;
      }
      if (text.startsWith("<!--", open)) {
        int close = text.indexOf("-->", open);
        if (close < 0) {
          throw error(open, 4, "a comment that is not closed");
        }
        at = close + 3;
        continue;
      }
      at = open + 1;
      boolean anchor =
          at + 1 < text.length()
              && (text.charAt(at) == 'a' || text.charAt(at) == 'A')
              && isSpace(text.charAt(at + 1));
      if (anchor) {
        at++;
        anchor(open);
      }
    }
  }

  private void anchor(int open) throws RequirementException {
    Map<String, String> attributes = new LinkedHashMap<>();
    while (true) {
      skipSpace();
      if (at >= text.length()) {
        throw error(open, 2, "a tag that is not closed");
      }
      char c = text.charAt(at);
      if (c == '>') {
        at++;
        break;
      }
      if (c == '/' || c == '=') {
        at++;
        continue;
      }
      int start = at;
      while (at < text.length() && "=>/ \t\r\n\f".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String name = text.substring(start, at).toLowerCase(Locale.ROOT);
      skipSpace();
      String value = "";
      if (at < text.length() && text.charAt(at) == '=') {
        at++;
        skipSpace();
        value = value(open);
      }
      attributes.putIfAbsent(name, entities(value));
    }
    String address = attributes.getOrDefault("href", "");
    String name = fileName(address);
    if (!name.isEmpty()) {
      files.add(
          new WheelCandidates.Listed(
              name,
              Optional.ofNullable(attributes.get("data-requires-python")),
              attributes.containsKey("data-yanked"),
              source.at(source.offset() + open, at - open)));
    }
  }

  private String value(int open) throws RequirementException {
    if (at >= text.length()) {
      throw error(open, 2, "a tag that is not closed");
    }
    char quote = text.charAt(at);
    int start = at;
    if (quote == '"' || quote == '\'') {
      int close = text.indexOf(quote, at + 1);
      if (close < 0) {
        throw error(start, 1, "a value that is not closed");
      }
      at = close + 1;
      return text.substring(start + 1, close);
    }
    while (at < text.length() && "> \t\r\n\f".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  /** The last part of an address without query and fragment, with its escapes decoded. */
  private static String fileName(String address) {
    int end = address.length();
    for (char mark : new char[] {'#', '?'}) {
      int place = address.indexOf(mark);
      end = place >= 0 && place < end ? place : end;
    }
    String path = address.substring(0, end);
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (last.indexOf('%') < 0) {
      return last;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < last.length(); i++) {
      char c = last.charAt(i);
      int high = i + 2 < last.length() ? Character.digit(last.charAt(i + 1), 16) : -1;
      int low = i + 2 < last.length() ? Character.digit(last.charAt(i + 2), 16) : -1;
      if (c == '%' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String entities(String value) {
    return value.indexOf('&') < 0
        ? value
        : value
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
  }

  private void skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  private RequirementException error(int offset, int length, String reason) {
    return RequirementException.in(text, source.at(source.offset() + offset, length), reason, "");
  }
}
