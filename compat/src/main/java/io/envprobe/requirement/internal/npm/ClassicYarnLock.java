package io.envprobe.requirement.internal.npm;

import io.envprobe.requirement.Condition;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.UnreadDemand;
import java.util.List;
import java.util.Locale;

/**
 * {@code yarn.lock} of yarn 1, a format of its own: lines of a key and a value, or of keys and a
 * colon with lines two columns further in. It does not record for which platforms packages are.
 *
 * @see <a href="https://classic.yarnpkg.com/en/docs/yarn-lock">the file</a>
 */
final class ClassicYarnLock {
  private static final String HEADER = "# yarn lockfile v1";

  private final String text;
  private final Span source;
  private int depth;
  private boolean opened;

  private ClassicYarnLock(String text, Span source) {
    this.text = text;
    this.source = source;
  }

  /** Whether the comments at the beginning say so. */
  static boolean isOne(String text) {
    return text.lines()
        .takeWhile(line -> line.startsWith("#"))
        .anyMatch(line -> line.strip().toLowerCase(Locale.ROOT).equals(HEADER));
  }

  /** What a lock asks: nothing that it tells, unless it is empty. */
  static Condition condition(String text, Span source) throws RequirementException {
    if (!new ClassicYarnLock(text, source).read()) {
      return Condition.all(List.of(), source);
    }
    return Condition.of(
        new UnreadDemand(
            "the platforms of the packages",
            "a lock of yarn 1 does not record os, cpu and libc",
            "yarn 2 and newer write one that does"),
        source);
  }

  /** Reads all lines; whether there is one that says something. */
  private boolean read() throws RequirementException {
    boolean any = false;
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      int next = end + 1;
      while (end > start && (text.charAt(end - 1) == '\r' || text.charAt(end - 1) == ' ')) {
        end--;
      }
      int indent = 0;
      while (start + indent < end && text.charAt(start + indent) == ' ') {
        indent++;
      }
      if (start + indent < end && text.charAt(start + indent) != '#') {
        any = true;
        indented(start, indent);
        line(start + indent, end);
      }
      start = next;
    }
    if (opened) {
      throw error(text.length(), "the lock breaks off after a colon");
    }
    return any;
  }

  private void indented(int start, int indent) throws RequirementException {
    boolean fits = opened ? indent == depth + 2 : indent <= depth && indent % 2 == 0;
    if (!fits) {
      throw error(
          start + indent,
          opened ? "expected a line " + (depth + 2) + " columns in" : "a line that is out of line");
    }
    depth = indent;
  }

  private void line(int start, int end) throws RequirementException {
    int at = word(start, end);
    while (at < end && text.charAt(at) == ',') {
      at = word(spaces(at + 1, end), end);
    }
    opened = at == end - 1 && text.charAt(at) == ':';
    if (!opened) {
      boolean colon = at < end && text.charAt(at) == ':';
      int value = spaces(colon ? at + 1 : at, end);
      if (value == at || value == end) {
        throw error(at, "expected a colon or a value");
      }
      int after = word(value, end);
      if (after < end) {
        throw error(after, "expected the end of the line");
      }
    }
  }

  private int spaces(int from, int end) {
    int at = from;
    while (at < end && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  /** Where a word ends: one in quotes, or one without, that ends at a space, a colon or a comma. */
  private int word(int start, int end) throws RequirementException {
    if (start < end && text.charAt(start) == '"') {
      for (int at = start + 1; at < end; at++) {
        char c = text.charAt(at);
        if (c == '"') {
          return at + 1;
        }
        at += c == '\\' ? 1 : 0;
      }
      throw error(start, "a quote that is not closed");
    }
    int at = start;
    while (at < end && " :,\"".indexOf(text.charAt(at)) < 0 && text.charAt(at) > ' ') {
      at++;
    }
    if (at == start || "<>=|{}[]".indexOf(text.charAt(start)) >= 0) {
      throw error(start, "expected a word");
    }
    return at;
  }

  private RequirementException error(int offset, String reason) {
    return RequirementException.in(
        text, source.at(offset, offset < text.length() ? 1 : 0), reason, "");
  }
}
