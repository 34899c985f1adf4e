package io.envprobe.fact;

import java.util.Objects;

/**
 * What a reading was drawn from.
 *
 * @param source the kind of source, a short word: {@code file}, {@code variable}, {@code property},
 *     {@code call}, {@code command}, {@code table}, {@code user}, {@code rule}
 * @param locator where exactly: a path, perhaps with {@code :line} or {@code !symbol}; a variable's
 *     name; a table's name
 * @param excerpt the part that decided, at most 200 characters; empty when the locator says all
 */
public record Evidence(String source, String locator, String excerpt) {
  private static final int EXCERPT_LIMIT = 200;

  /** Shortens the excerpt to its limit and makes it one line of printable text. */
  public Evidence {
    Objects.requireNonNull(source);
    Objects.requireNonNull(locator);
    excerpt = printable(excerpt);
  }

  /** Evidence from a file's content. */
  public static Evidence file(String path, String excerpt) {
    return new Evidence("file", path, excerpt);
  }

  /** Evidence from an environment variable. */
  public static Evidence variable(String name, String value) {
    return new Evidence("variable", name, value);
  }

  /** Evidence from a rule or table of ours; the locator names the rule's public source. */
  public static Evidence rule(String locator, String excerpt) {
    return new Evidence("rule", locator, excerpt);
  }

  private static String printable(String text) {
    String start = text.length() > EXCERPT_LIMIT ? text.substring(0, EXCERPT_LIMIT) : text;
    for (int i = 0; i < start.length(); i++) {
      if (!isPrintable(start.charAt(i))) {
        return replaced(start).strip();
      }
    }
    return start.strip();
  }

  private static String replaced(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line.append(isPrintable(c) ? c : ' ');
    }
    return line.toString();
  }

  private static boolean isPrintable(char c) {
    return c >= ' ' && (c <= '~' || (c >= '\u00a0' && !Character.isSurrogate(c)));
  }
}
