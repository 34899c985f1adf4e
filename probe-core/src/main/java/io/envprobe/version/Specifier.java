package io.envprobe.version;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One PEP 440 version specifier: an operator and a version, perhaps with {@code .*}. Immutable and
 * thread-safe.
 */
public final class Specifier {
  private static final String[] OPERATORS = {"===", "==", "~=", "!=", "<=", ">=", "<", ">"};

  private final String operator;
  private final String version;
  private final @Nullable Pep440Version parsed;
  private final VersionRange range;

  private Specifier(
      String operator, String version, @Nullable Pep440Version parsed, VersionRange range) {
    this.operator = operator;
    this.version = version;
    this.parsed = parsed;
    this.range = range;
  }

  /**
   * Reads one specifier; white space around the operator and the version is accepted.
   *
   * @throws SyntaxException where the text is not a specifier
   */
  public static Specifier parse(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && Pep440Parser.isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && Pep440Parser.isSpace(text.charAt(to - 1))) {
      to--;
    }
    return parse(text, from, to);
  }

  static Specifier parse(String text, int from, int to) {
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, from) && from + operator.length() <= to) {
        return of(operator, text, from + operator.length(), to);
      }
    }
    throw new SyntaxException(
        text,
        from,
        to - from,
        "expected a version specifier",
        "a specifier begins with one of ==, !=, <=, >=, <, >, ~= or ===");
  }

  private static Specifier of(String operator, String text, int from, int to) {
    int start = from;
    while (start < to && Pep440Parser.isSpace(text.charAt(start))) {
      start++;
    }
    String version = text.substring(start, to);
    if (operator.equals("===")) {
      return arbitrary(text, version, start);
    }
    Pep440Parser parser = new Pep440Parser(text, start, to);
    Pep440Version parsed = parser.prefix();
    if (parsed == null) {
      throw parser.error();
    }
    boolean wildcard = false;
    if (parser.position() < to) {
      wildcard = version.endsWith(".*") && parser.position() == to - 2;
      if (!wildcard) {
        throw parser.error();
      }
    }
    String problem = problem(operator, parsed, wildcard);
    if (!problem.isEmpty()) {
      throw new SyntaxException(text, start, to - start, problem, "");
    }
    return new Specifier(operator, version, parsed, range(operator, parsed, wildcard));
  }

  private static Specifier arbitrary(String text, String version, int start) {
    for (int i = 0; i < version.length(); i++) {
      char c = version.charAt(i);
      if (Pep440Parser.isSpace(c) || c == ';' || c == ')') {
        throw new SyntaxException(
            text,
            start + i,
            1,
            "a text after === has no white space, semicolon or closing parenthesis",
            "");
      }
    }
    return new Specifier("===", version, Pep440Version.tryParse(version).orElse(null), NO_RANGE);
  }

  private static final VersionRange NO_RANGE = VersionRange.ALL;

  private static String problem(String operator, Pep440Version version, boolean wildcard) {
    boolean equality = operator.equals("==") || operator.equals("!=");
    if (wildcard && !equality) {
      return ".* can only be used with == and !=";
    }
    if (wildcard
        && (version.isPreRelease() || version.isPostRelease() || version.local.length > 0)) {
      return ".* cannot follow a pre-release, post-release, development or local segment";
    }
    if (!equality && version.local.length > 0) {
      return "a local version label can only be used with == and !=";
    }
    if (operator.equals("~=") && version.release.length < 2) {
      return "~= needs at least two parts in the release segment, as in ~=1.0";
    }
    return "";
  }

  private static VersionRange range(String operator, Pep440Version v, boolean wildcard) {
    return switch (operator) {
      case "==" -> equal(v, wildcard);
      case "!=" -> equal(v, wildcard).complement();
      case "<=" -> VersionRange.upTo(Cut.afterLocals(v));
      case ">=" -> VersionRange.from(Cut.before(v));
      // Pre-releases of V are not below V unless V is one itself.
      case "<" -> VersionRange.upTo(v.isPreRelease() ? Cut.before(v) : Cut.beforeDev(v));
      // Local versions of V are not above V; nor are its post-releases unless V is one itself.
      case ">" ->
          VersionRange.from(
              v.isPostRelease() || v.isDevRelease() ? Cut.afterLocals(v) : Cut.afterPosts(v));
      case "~=" -> VersionRange.between(Cut.before(v), Cut.afterPrefix(v, v.release.length - 1));
      default -> throw new IllegalStateException("operator " + operator);
    };
  }

  private static VersionRange equal(Pep440Version v, boolean wildcard) {
    if (wildcard) {
      return VersionRange.between(
          Cut.beforePrefix(v, v.release.length), Cut.afterPrefix(v, v.release.length));
    }
    return VersionRange.between(
        Cut.before(v), v.local.length == 0 ? Cut.afterLocals(v) : Cut.after(v));
  }

  /** The operator as written: {@code ==}, {@code !=}, {@code <=}, … or {@code ===}. */
  public String operator() {
    return operator;
  }

  /** The version as written, with {@code .*} where there is one. */
  public String version() {
    return version;
  }

  /** Whether the operator is {@code ===}: texts are compared and no version needs to be one. */
  public boolean isArbitrary() {
    return operator.equals("===");
  }

  /** The versions that satisfy it; for {@code ===} all versions, as texts decide there. */
  public VersionRange range() {
    return range;
  }

  /** Whether it names a pre-release and so asks for them. */
  boolean asksForPreReleases() {
    return !operator.equals("!=")
        && !version.endsWith(".*")
        && parsed != null
        && parsed.isPreRelease();
  }

  /** The same text for specifiers that differ in spelling only. */
  String canonical() {
    if (isArbitrary() || parsed == null || version.endsWith(".*")) {
      return toString();
    }
    return operator + (operator.equals("~=") ? parsed.normalized() : parsed.canonical());
  }

  /** Whether a version, given both as text and as version where it is one, satisfies it. */
  boolean contains(String text, @Nullable Pep440Version candidate) {
    if (isArbitrary()) {
      return text.toLowerCase(Locale.ROOT).equals(version.toLowerCase(Locale.ROOT));
    }
    return candidate != null && range.contains(candidate);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Specifier that
        && operator.equals(that.operator)
        && version.equals(that.version);
  }

  @Override
  public int hashCode() {
    return Objects.hash(operator, version);
  }

  /** Operator and version as written, without white space between them. */
  @Override
  public String toString() {
    return operator + version;
  }
}
