package io.envprobe.cli.page;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes elements of HTML and SVG. Whatever comes from a machine is escaped here and nowhere else;
 * characters that XML cannot hold become U+FFFD. What it writes is well-formed XML too.
 */
final class Html {
  private final StringBuilder text = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are names and values in turn. */
  Html open(String element, String... attributes) {
    tag(element, attributes);
    text.append('>');
    open.push(element);
    return this;
  }

  /** An element that has no content and no end. */
  Html single(String element, String... attributes) {
    tag(element, attributes);
    text.append("/>");
    return this;
  }

  /** A whole element with text in it. */
  Html element(String element, String content, String... attributes) {
    return open(element, attributes).text(content).close();
  }

  /** Text. */
  Html text(String content) {
    escape(content);
    return this;
  }

  /** A style sheet of this program's own, as it is. */
  Html style(String sheet) {
    text.append("<style>").append(sheet).append("</style>");
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  /** A new line in the source. */
  Html line() {
    text.append('\n');
    return this;
  }

  /** What was written; every element must be closed. */
  String finished() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return text.toString();
  }

  private void tag(String element, String... attributes) {
    text.append('<').append(element);
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      text.append('"');
    }
  }

  private void escape(String content) {
    for (int i = 0; i < content.length(); ) {
      int point = content.codePointAt(i);
      i += Character.charCount(point);
      switch (point) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append("&quot;");
        default -> text.appendCodePoint(isCharacter(point) ? point : 0xfffd);
      }
    }
  }

  /** The production Char of XML 1.0, without the controls that HTML forbids. */
  private static boolean isCharacter(int point) {
    return point == '\n'
        || point == '\t'
        || (point >= 0x20 && point < 0x7f)
        || (point >= 0xa0 && point < 0xd800)
        || (point >= 0xe000 && point < 0xfffe)
        || point >= 0x10000;
  }
}
