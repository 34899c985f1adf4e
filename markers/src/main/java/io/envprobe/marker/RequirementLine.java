package io.envprobe.marker;

import io.envprobe.version.SpecifierSet;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One dependency specifier: a project's name, extras, a version specifier or a URL, and a marker;
 * see <a
 * href="https://packaging.python.org/en/latest/specifications/dependency-specifiers/">dependency
 * specifiers</a>. Immutable and thread-safe.
 *
 * @param name as it was written
 * @param extras sorted, as they were written
 * @param specifier the empty set where there is none
 */
public record RequirementLine(
    String name,
    List<String> extras,
    SpecifierSet specifier,
    Optional<String> url,
    Optional<CompiledMarker> marker) {

  public RequirementLine {
    Objects.requireNonNull(name);
    extras = List.copyOf(new TreeSet<>(extras));
    Objects.requireNonNull(specifier);
    Objects.requireNonNull(url);
    Objects.requireNonNull(marker);
  }

  /**
   * Reads a line; white space is space and tab only.
   *
   * @throws SyntaxException where the line is not a dependency specifier
   */
  public static RequirementLine parse(String line, MarkerDialect dialect) {
    return new Reader(line, dialect).requirement();
  }

  /**
   * The line as {@code packaging} prints it.
   *
   * @throws IllegalStateException where the marker cannot be expressed in that form; see {@link
   *     Marker#standardText}
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    if (!extras.isEmpty()) {
      text.append('[').append(String.join(",", extras)).append(']');
    }
    text.append(specifier);
    url.ifPresent(address -> text.append(" @ ").append(address));
    marker.ifPresent(
        compiled ->
            text.append(url.isPresent() ? " ; " : "; ")
                .append(
                    compiled
                        .marker()
                        .standardText()
                        .orElseThrow(
                            () ->
                                new IllegalStateException(
                                    "a marker with both kinds of quotes in one text"))));
    return text.toString();
  }

  /** Reads one line from left to right. */
  private static final class Reader {
    private static final String HINT =
        "a requirement looks like name[extra]>=1.0; os_name == \"nt\"";

    private final String line;
    private final MarkerDialect dialect;
    private int at;

    Reader(String line, MarkerDialect dialect) {
      this.line = line;
      this.dialect = dialect;
    }

    RequirementLine requirement() {
      skipSpace();
      String name = identifier("expected the name of a project");
      skipSpace();
      List<String> extras = extras();
      skipSpace();
      Optional<String> url = Optional.empty();
      SpecifierSet specifier = SpecifierSet.parse("");
      if (at < line.length() && line.charAt(at) == '@') {
        at++;
        skipSpace();
        url = Optional.of(url());
      } else {
        specifier = specifier();
      }
      skipSpace();
      Optional<CompiledMarker> marker = Optional.empty();
      if (at < line.length()) {
        if (line.charAt(at) != ';') {
          throw error(
              at,
              line.length() - at,
              url.isPresent()
                  ? "expected a semicolon or the end after the URL"
                  : "expected a version specifier, a semicolon or the end");
        }
        Marker tree = new MarkerParser(line, at + 1, dialect).parse();
        marker = Optional.of(CompiledMarker.of(line, tree, dialect));
      }
      return new RequirementLine(name, extras, specifier, url, marker);
    }

    private String identifier(String expected) {
      int end = at;
      while (end < line.length() && isNamePart(line.charAt(end))) {
        end++;
      }
      // A name may hold separators anywhere but at its begin.
      if (end == at || !Character.isLetterOrDigit(line.charAt(at))) {
        throw error(at, Math.min(1, line.length() - at), expected);
      }
      int last = end;
      while (last > at && (line.charAt(last - 1) == '.' || line.charAt(last - 1) == '-')) {
        last--;
      }
      if (last < end) {
        throw error(last, end - last, "a name ends with a letter or a digit");
      }
      if (end < line.length() && ParserHints.isWordPart(line.charAt(end))) {
        throw error(end, 1, "a name has ASCII letters, digits, -, _ and . only");
      }
      String name = line.substring(at, end);
      at = end;
      return name;
    }

    private static boolean isNamePart(char c) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || c == '.'
          || c == '_'
          || c == '-';
    }

    private List<String> extras() {
      List<String> extras = new ArrayList<>();
      if (at >= line.length() || line.charAt(at) != '[') {
        return extras;
      }
      int open = at++;
      skipSpace();
      if (at < line.length() && line.charAt(at) != ']') {
        extras.add(identifier("expected the name of an extra"));
        skipSpace();
        while (at < line.length() && line.charAt(at) == ',') {
          at++;
          skipSpace();
          extras.add(identifier("expected the name of an extra after the comma"));
          skipSpace();
        }
      }
      if (at >= line.length() || line.charAt(at) != ']') {
        throw at >= line.length()
            ? error(open, 1, "a bracket that is not closed")
            : error(at, 1, "expected a comma or the closing bracket");
      }
      at++;
      return extras;
    }

    private String url() {
      int end = at;
      while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
        end++;
      }
      if (end == at) {
        throw error(at, 0, "expected a URL after @");
      }
      String url = line.substring(at, end);
      at = end;
      return url;
    }

    private SpecifierSet specifier() {
      boolean enclosed = at < line.length() && line.charAt(at) == '(';
      int open = at;
      int from = enclosed ? at + 1 : at;
      int to = from;
      while (to < line.length() && line.charAt(to) != ';' && line.charAt(to) != ')') {
        to++;
      }
      if (enclosed && (to >= line.length() || line.charAt(to) != ')')) {
        throw error(open, 1, "a parenthesis that is not closed");
      }
      if (!enclosed && to < line.length() && line.charAt(to) == ')') {
        throw error(to, 1, "a closing parenthesis without an opening one");
      }
      SpecifierSet set = specifiers(from, to);
      at = enclosed ? to + 1 : to;
      return set;
    }

    /** Items between commas; only a last item may be missing. */
    private SpecifierSet specifiers(int from, int to) {
      int item = from;
      while (item <= to) {
        int end = itemEnd(item, to);
        int start = item;
        while (start < end && isSpace(line.charAt(start))) {
          start++;
        }
        int stop = end;
        while (stop > start && isSpace(line.charAt(stop - 1))) {
          stop--;
        }
        if (start == stop && end < to) {
          throw error(item, end - item, "a version specifier is missing before the comma");
        }
        if (start < stop && line.substring(start, stop).strip().length() < stop - start) {
          throw error(start, stop - start, "white space other than space and tab");
        }
        item = end + 1;
      }
      try {
        return SpecifierSet.parse(line.substring(from, to));
      } catch (SyntaxException e) {
        throw new SyntaxException(line, from + e.offset(), e.length(), e.reason(), e.hint());
      }
    }

    /** The comma after an item, or the end; a text after === goes on to the next white space. */
    private int itemEnd(int item, int to) {
      int start = item;
      while (start < to && isSpace(line.charAt(start))) {
        start++;
      }
      int at = start;
      if (line.startsWith("===", start)) {
        at += 3;
        while (at < to && isAnySpace(line.charAt(at))) {
          at++;
        }
        while (at < to && !isAnySpace(line.charAt(at))) {
          at++;
        }
        int next = at;
        while (next < to && isSpace(line.charAt(next))) {
          next++;
        }
        if (next < to && line.charAt(next) != ',') {
          throw error(next, to - next, "expected a comma or the end of the version specifiers");
        }
        at = next;
      }
      int comma = line.indexOf(',', at);
      return comma < 0 || comma > to ? to : comma;
    }

    private static boolean isAnySpace(char c) {
      return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    private static boolean isSpace(char c) {
      return c == ' ' || c == '\t';
    }

    private void skipSpace() {
      while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
        at++;
      }
    }

    private SyntaxException error(int offset, int length, String reason) {
      return new SyntaxException(line, offset, length, reason, HINT);
    }
  }
}
