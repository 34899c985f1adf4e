package io.envprobe.marker;

import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Recursive descent over the grammar of dependency specifiers; {@code and} binds tighter than
 * {@code or}. White space is space and tab only. The depth is limited, so that no input exhausts
 * the stack.
 */
final class MarkerParser {
  static final int MAX_DEPTH = 200;
  static final int MAX_LENGTH = 8 * 1024 * 1024;

  private final String text;
  private final MarkerDialect dialect;
  private int at;

  MarkerParser(String text, int from, MarkerDialect dialect) {
    this.text = text;
    this.at = from;
    this.dialect = dialect;
  }

  /** Reads the rest of the text as one expression. */
  Marker parse() {
    if (text.length() > MAX_LENGTH) {
      throw new SyntaxException(
          text, MAX_LENGTH, 0, "the expression is longer than " + MAX_LENGTH + " characters", "");
    }
    skipSpace();
    if (at == text.length()) {
      throw error(at, 0, "expected an expression", "an expression looks like os_name == \"posix\"");
    }
    Marker marker = alternatives(0);
    if (at < text.length()) {
      throw unexpected();
    }
    return marker;
  }

  private SyntaxException unexpected() {
    char c = text.charAt(at);
    if (c == ')') {
      return error(at, 1, "a closing parenthesis without an opening one", "");
    }
    int end = ParserHints.tokenEnd(text, at);
    String token = text.substring(at, end);
    return error(
        at, end - at, "expected and, or, or the end of the expression", ParserHints.joint(token));
  }

  private Marker alternatives(int depth) {
    Marker first = conjunction(depth);
    if (!word("or")) {
      return first;
    }
    List<Marker> operands = new ArrayList<>();
    operands.add(first);
    do {
      operands.add(conjunction(depth));
    } while (word("or"));
    return new Marker.Any(operands);
  }

  private Marker conjunction(int depth) {
    Marker first = term(depth);
    if (!word("and")) {
      return first;
    }
    List<Marker> operands = new ArrayList<>();
    operands.add(first);
    do {
      operands.add(term(depth));
    } while (word("and"));
    return new Marker.All(operands);
  }

  private Marker term(int depth) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == '(') {
      if (depth == MAX_DEPTH) {
        throw error(at, 1, "more than " + MAX_DEPTH + " nested parentheses", "remove some of them");
      }
      int open = at++;
      Marker inner = alternatives(depth + 1);
      if (at >= text.length() || text.charAt(at) != ')') {
        throw at < text.length()
            ? unexpected()
            : error(open, 1, "a parenthesis that is not closed", "");
      }
      at++;
      skipSpace();
      return new Marker.Group(inner);
    }
    return atom();
  }

  private Marker atom() {
    int start = at;
    Operand left = operand();
    int leftEnd = at;
    skipSpace();
    MarkerOperator operator = operator(start, leftEnd);
    skipSpace();
    int rightStart = at;
    Operand right = operand();
    int end = at;
    skipSpace();
    return new Marker.Atom(
        normalized(left, right, true),
        operator,
        normalized(right, left, false),
        start,
        end - start,
        rightStart);
  }

  /**
   * Names of extras are compared in normal form, so a literal beside {@code extra} takes it, and
   * one before {@code extras} or {@code dependency_groups}.
   */
  private static Operand normalized(Operand operand, Operand other, boolean otherIsRight) {
    return operand instanceof Operand.Literal literal
            && other instanceof Operand.Variable variable
            && (variable.name().type() == MarkerType.EXTRA
                || (otherIsRight && isNameOfExtra(variable.name())))
        ? new Operand.Literal(PackageName.normalize(literal.value()))
        : operand;
  }

  static boolean isNameOfExtra(MarkerName name) {
    return name.type() == MarkerType.EXTRA
        || (name.type() == MarkerType.SET
            && (name.name().equals("extras") || name.name().equals("dependency_groups")));
  }

  private Operand operand() {
    if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
      return literal();
    }
    int end = at;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    if (end == at) {
      throw missingOperand();
    }
    String spelling = text.substring(at, end);
    MarkerName name = MarkerNames.find(spelling);
    if (name == null || !dialect.knows(name)) {
      throw ParserHints.unknownName(text, at, spelling, dialect);
    }
    at = end;
    return new Operand.Variable(name, spelling);
  }

  private SyntaxException missingOperand() {
    if (at == text.length()) {
      return error(at, 0, "the expression ends where a name or a quoted text belongs", "");
    }
    int end = ParserHints.tokenEnd(text, at);
    char c = text.charAt(at);
    String hint =
        c == '“' || c == '”' || c == '‘' || c == '’'
            ? "use plain quotes, \" or '"
            : c == '!' ? "there is no negation; use != or not in" : "";
    return error(at, end - at, "expected a name or a quoted text", hint);
  }

  private Operand.Literal literal() {
    char quote = text.charAt(at);
    int close = text.indexOf(quote, at + 1);
    if (close < 0) {
      throw error(at, text.length() - at, "a quoted text that is not closed", "");
    }
    int from = at + 1;
    at = close + 1;
    if (dialect.mode() == MarkerMode.UV || isPlain(from, close)) {
      return new Operand.Literal(text.substring(from, close));
    }
    Literals literal = new Literals(text, from, close);
    if (!literal.problem().isEmpty()) {
      throw error(literal.position(), 1, literal.problem(), "write \\\\ for a backslash");
    }
    return new Operand.Literal(literal.value());
  }

  private boolean isPlain(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\\' || c == '\n' || c == '\r' || c == 0 || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private MarkerOperator operator(int start, int leftEnd) {
    if (word("in")) {
      return MarkerOperator.IN;
    }
    int before = at;
    if (word("not")) {
      int gap = at;
      skipSpace();
      if (at == gap || !word("in")) {
        throw error(before, gap - before, "expected in after not", "the operator is not in");
      }
      return MarkerOperator.NOT_IN;
    }
    char c = at < text.length() ? text.charAt(at) : 0;
    char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
    if (next == '=') {
      if (c == '=' && at + 2 < text.length() && text.charAt(at + 2) == '=') {
        if (dialect.mode() == MarkerMode.UV) {
          throw error(at, 3, "uv has no operator ===", "use ==");
        }
        return operator(3, MarkerOperator.IDENTICAL);
      }
      MarkerOperator operator =
          switch (c) {
            case '=' -> MarkerOperator.EQUAL;
            case '!' -> MarkerOperator.NOT_EQUAL;
            case '<' -> MarkerOperator.AT_MOST;
            case '>' -> MarkerOperator.AT_LEAST;
            case '~' -> MarkerOperator.COMPATIBLE;
            default -> null;
          };
      if (operator != null) {
        return operator(2, operator);
      }
    }
    if (c == '<' || c == '>') {
      return operator(1, c == '<' ? MarkerOperator.LESS : MarkerOperator.GREATER);
    }
    throw ParserHints.missingOperator(text, start, leftEnd, at);
  }

  private MarkerOperator operator(int length, MarkerOperator operator) {
    at += length;
    return operator;
  }

  /** Consumes a keyword that ends at a word boundary. */
  private boolean word(String word) {
    int end = at + word.length();
    boolean found =
        text.startsWith(word, at)
            && (end == text.length() || !ParserHints.isWordPart(text.charAt(end)))
            && (at == 0 || !ParserHints.isWordPart(text.charAt(at - 1)));
    if (found) {
      at = end;
    }
    return found;
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.';
  }

  private void skipSpace() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private SyntaxException error(int offset, int length, String reason, String hint) {
    return new SyntaxException(text, offset, length, reason, hint);
  }
}
