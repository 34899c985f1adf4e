package io.envprobe.version;

import java.util.ArrayList;
import java.util.List;

/**
 * A comma-separated list of comparisons, all of which must hold, for the schemes that have no
 * grammar of their own. A constant without a text or release part says nothing about that part.
 */
final class ComparisonConstraint implements VersionConstraint {
  private static final List<String> OPERATORS =
      List.of("==", "!=", "<=", ">=", "~=", "<<", ">>", "<", ">", "=");

  private final VersionScheme scheme;
  private final List<Comparison> comparisons;

  private ComparisonConstraint(VersionScheme scheme, List<Comparison> comparisons) {
    this.scheme = scheme;
    this.comparisons = List.copyOf(comparisons);
  }

  private record Comparison(String operator, Version constant, boolean wildcard) {
    boolean contains(Version version) {
      if (wildcard) {
        DottedVersion prefix = (DottedVersion) constant;
        boolean matches = ((DottedVersion) version).startsWith(prefix, prefix.length());
        return matches != operator.equals("!=");
      }
      int order = compare(version);
      return switch (operator) {
        case "==" -> order == 0;
        case "!=" -> order != 0;
        case "<=" -> order <= 0;
        case ">=" -> order >= 0;
        case "<" -> order < 0;
        case ">" -> order > 0;
        default -> {
          DottedVersion base = (DottedVersion) constant;
          yield order >= 0 && ((DottedVersion) version).startsWith(base, base.length() - 1);
        }
      };
    }

    private int compare(Version version) {
      if (constant instanceof DottedVersion dotted && !dotted.hasRest()) {
        return ((DottedVersion) version).compareNumbers(dotted);
      }
      if (constant instanceof RpmVersion rpm && !rpm.hasRelease()) {
        return ((RpmVersion) version).compareWithoutRelease(rpm);
      }
      return version.compareTo(constant);
    }

    @Override
    public String toString() {
      return operator + constant.normalized() + (wildcard ? ".*" : "");
    }
  }

  static ComparisonConstraint parse(VersionScheme scheme, String text) {
    List<Comparison> comparisons = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      comparisons.add(comparison(scheme, text, from, to));
      from = to + 1;
    }
    return new ComparisonConstraint(scheme, comparisons);
  }

  private static Comparison comparison(VersionScheme scheme, String text, int from, int to) {
    int start = from;
    while (start < to && text.charAt(start) == ' ') {
      start++;
    }
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, start) && start + operator.length() <= to) {
        return of(scheme, text, operator, start, to);
      }
    }
    throw new SyntaxException(
        text,
        start,
        to - start,
        "expected a comparison such as >=1.2",
        "the operators are ==, !=, <=, >=, < and >");
  }

  private static Comparison of(
      VersionScheme scheme, String text, String operator, int start, int to) {
    String constant = text.substring(start + operator.length(), to).strip();
    boolean dotted = scheme == VersionSchemes.LENIENT || scheme == VersionSchemes.SONAME;
    boolean equality = operator.equals("==") || operator.equals("!=") || operator.equals("=");
    boolean wildcard = dotted && equality && constant.endsWith(".*");
    Version version;
    try {
      version = scheme.parse(wildcard ? constant.substring(0, constant.length() - 2) : constant);
    } catch (SyntaxException e) {
      int offset = start + operator.length();
      throw new SyntaxException(text, offset, to - offset, e.reason(), e.hint());
    }
    if (operator.equals("~=")
        && !(version instanceof DottedVersion numbers && numbers.length() > 1)) {
      throw new SyntaxException(
          text, start, to - start, "~= needs a dotted version of at least two parts", "");
    }
    // Debian writes << and >> for strictly less and greater, RPM and Debian = for equal.
    String plain =
        switch (operator) {
          case "=" -> "==";
          case "<<" -> "<";
          case ">>" -> ">";
          default -> operator;
        };
    return new Comparison(plain, version, wildcard);
  }

  @Override
  public boolean contains(Version version) {
    if (version.scheme() != scheme) {
      throw new IllegalArgumentException(
          "a constraint of scheme " + scheme.name() + " cannot judge " + version);
    }
    // By index: an iterator would be the only allocation of an evaluation.
    for (int i = 0; i < comparisons.size(); i++) {
      if (!comparisons.get(i).contains(version)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean contains(String version) {
    return scheme.tryParse(version).filter(this::contains).isPresent();
  }

  @Override
  public String normalized() {
    return String.join(",", comparisons.stream().map(Comparison::toString).toList());
  }

  @Override
  public String toString() {
    return normalized();
  }
}
