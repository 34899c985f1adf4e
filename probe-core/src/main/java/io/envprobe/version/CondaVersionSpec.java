package io.envprobe.version;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A conda version spec: comparisons, prefixes with {@code *}, patterns between {@code ^} and {@code
 * $}, joined by {@code ,} (and) and {@code |} (or) with parentheses. Immutable and thread-safe.
 */
public final class CondaVersionSpec implements VersionConstraint {
  private static final int MAX_DEPTH = 100;
  private static final List<String> OPERATORS =
      List.of("==", "!=", "<=", ">=", "~=", "=", "<", ">");

  private final String text;
  private final boolean exact;
  private final Predicate<CondaVersion> condition;

  private CondaVersionSpec(String text, boolean exact, Predicate<CondaVersion> condition) {
    this.text = text;
    this.exact = exact;
    this.condition = condition;
  }

  /**
   * Reads a spec.
   *
   * @throws SyntaxException where the text is not one
   */
  public static CondaVersionSpec parse(String text) {
    Reader reader = new Reader(text);
    Predicate<CondaVersion> condition = reader.alternatives(0);
    if (reader.at < text.length()) {
      throw reader.error(reader.at, "unexpected text in the version spec");
    }
    return new CondaVersionSpec(text.strip(), reader.leaves == 1 && reader.exactLeaf, condition);
  }

  /** Whether the spec names exactly one version: {@code ==1.2} or {@code 1.2}. */
  public boolean isExact() {
    return exact;
  }

  @Override
  public boolean contains(Version version) {
    if (!(version instanceof CondaVersion candidate)) {
      throw new IllegalArgumentException("a conda version spec cannot judge " + version);
    }
    return condition.test(candidate);
  }

  @Override
  public boolean contains(String version) {
    return VersionSchemes.CONDA.tryParse(version).filter(this::contains).isPresent();
  }

  @Override
  public String normalized() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }

  /** Recursive descent over the spec; the depth is limited. */
  private static final class Reader {
    private final String text;
    private int at;
    private int leaves;
    private boolean exactLeaf;

    Reader(String text) {
      this.text = text;
    }

    SyntaxException error(int offset, String reason) {
      return new SyntaxException(
          text,
          offset,
          text.length() - offset,
          reason,
          "a version spec looks like >=1.2,<2 or 1.7.*|>=2");
    }

    Predicate<CondaVersion> alternatives(int depth) {
      List<Predicate<CondaVersion>> parts = new ArrayList<>();
      parts.add(conjunction(depth));
      while (at < text.length() && text.charAt(at) == '|') {
        at++;
        parts.add(conjunction(depth));
      }
      List<Predicate<CondaVersion>> all = List.copyOf(parts);
      return version -> all.stream().anyMatch(part -> part.test(version));
    }

    private Predicate<CondaVersion> conjunction(int depth) {
      List<Predicate<CondaVersion>> parts = new ArrayList<>();
      parts.add(term(depth));
      while (at < text.length() && text.charAt(at) == ',') {
        at++;
        parts.add(term(depth));
      }
      List<Predicate<CondaVersion>> all = List.copyOf(parts);
      return version -> all.stream().allMatch(part -> part.test(version));
    }

    private Predicate<CondaVersion> term(int depth) {
      skipSpaces();
      if (at < text.length() && text.charAt(at) == '(') {
        if (depth == MAX_DEPTH) {
          throw error(at, "more than " + MAX_DEPTH + " nested parentheses");
        }
        int open = at++;
        Predicate<CondaVersion> inner = alternatives(depth + 1);
        if (at >= text.length() || text.charAt(at) != ')') {
          throw error(open, "a parenthesis that is not closed");
        }
        at++;
        skipSpaces();
        return inner;
      }
      int start = at;
      if (at < text.length() && text.charAt(at) == '^') {
        int end = text.indexOf('$', at);
        if (end < 0) {
          throw error(at, "a pattern that begins with ^ ends with $");
        }
        at = end + 1;
      }
      while (at < text.length() && "()|,".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String leaf = text.substring(start, at).strip();
      if (leaf.isEmpty()) {
        throw error(start, "expected a version or a comparison");
      }
      leaves++;
      return leaf(leaf, start);
    }

    private void skipSpaces() {
      while (at < text.length() && Pep440Parser.isSpace(text.charAt(at))) {
        at++;
      }
    }

    private Predicate<CondaVersion> leaf(String leaf, int start) {
      if (leaf.startsWith("^")) {
        return pattern(leaf, start);
      }
      if ("=<>!~".indexOf(leaf.charAt(0)) >= 0) {
        return comparison(leaf, start);
      }
      if (leaf.equals("*")) {
        return version -> true;
      }
      String stem = leaf;
      while (stem.endsWith("*")) {
        stem = stem.substring(0, stem.length() - 1);
      }
      if (stem.indexOf('*') >= 0) {
        BoundedPattern glob = BoundedPattern.glob(leaf);
        return version -> glob.matches(version.normalized());
      }
      if (leaf.endsWith("*")) {
        CondaVersion prefix =
            version(stem.endsWith(".") ? stem.substring(0, stem.length() - 1) : stem, start);
        return version -> version.startsWith(prefix);
      }
      exactLeaf = true;
      CondaVersion constant = version(leaf, start);
      return version -> version.compareTo(constant) == 0;
    }

    private Predicate<CondaVersion> comparison(String leaf, int start) {
      String operator =
          OPERATORS.stream()
              .filter(leaf::startsWith)
              .findFirst()
              .orElseThrow(() -> error(start, "unknown operator in the version spec"));
      String constant = leaf.substring(operator.length());
      if (constant.isEmpty()
          || "=<>!~".indexOf(constant.charAt(0)) >= 0
          || Pep440Parser.isSpace(constant.charAt(0))) {
        throw error(start, "expected a version right after the operator");
      }
      boolean wildcard = constant.endsWith(".*");
      if (wildcard) {
        if (operator.equals("~=")) {
          throw error(start, "~= cannot be used with .*");
        }
        constant = constant.substring(0, constant.length() - 2);
      }
      CondaVersion bound = version(constant, start);
      exactLeaf = operator.equals("==");
      return switch (operator) {
        case "==" -> version -> version.compareTo(bound) == 0;
        case "!=" ->
            wildcard
                ? version -> !version.startsWith(bound)
                : version -> version.compareTo(bound) != 0;
        case "<=" -> version -> version.compareTo(bound) <= 0;
        case ">=" -> version -> version.compareTo(bound) >= 0;
        case "<" -> version -> version.compareTo(bound) < 0;
        case ">" -> version -> version.compareTo(bound) > 0;
        case "=" -> version -> version.startsWith(bound);
        default -> compatible(bound, constant, start);
      };
    }

    private Predicate<CondaVersion> compatible(CondaVersion bound, String constant, int start) {
      int dot = constant.lastIndexOf('.');
      if (dot < 0) {
        throw error(start, "~= needs at least two parts, as in ~=1.0");
      }
      CondaVersion prefix = version(constant.substring(0, dot), start);
      return version -> version.compareTo(bound) >= 0 && version.startsWith(prefix);
    }

    private CondaVersion version(String constant, int start) {
      try {
        return CondaVersion.parse(constant);
      } catch (SyntaxException e) {
        throw error(start, e.reason());
      }
    }

    private Predicate<CondaVersion> pattern(String expression, int start) {
      if (!expression.endsWith("$")) {
        throw error(start, "a pattern that begins with ^ ends with $");
      }
      BoundedPattern pattern;
      try {
        pattern = BoundedPattern.parse(expression);
      } catch (SyntaxException e) {
        throw error(start, e.reason());
      }
      return version -> pattern.isIn(version.normalized());
    }
  }
}
