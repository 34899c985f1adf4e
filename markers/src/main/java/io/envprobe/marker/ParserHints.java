package io.envprobe.marker;

import io.envprobe.version.SyntaxException;
import java.util.Locale;
import java.util.Optional;

/** What the parser says when it does not understand. */
final class ParserHints {
  private static final String OPERATORS = "==, !=, <, <=, >, >=, ~=, ===, in or not in";

  private ParserHints() {}

  static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** The end of the word, or of the run of other characters, that begins at the place. */
  static int tokenEnd(String text, int from) {
    int at = from;
    boolean word = isWordPart(text.charAt(from));
    while (at < text.length() && at - from < 40) {
      char c = text.charAt(at);
      boolean stop = c == ' ' || c == '\t' || c == '(' || c == ')' || c == '"' || c == '\'';
      if ((stop && at > from) || isWordPart(c) != word) {
        break;
      }
      at++;
    }
    return Math.max(at, from + 1);
  }

  /** A hint where another word was expected to join two comparisons. */
  static String joint(String token) {
    String lower = token.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "&&", "&" -> "write and";
      case "||", "|" -> "write or";
      case "and", "or" -> "write " + lower + " in lower case";
      case "#" -> "a comment cannot follow an expression";
      default -> "";
    };
  }

  static SyntaxException unknownName(
      String text, int offset, String spelling, MarkerDialect dialect) {
    int length = spelling.length();
    MarkerName extended = MarkerNames.find(spelling);
    if (extended != null) {
      return new SyntaxException(
          text,
          offset,
          length,
          spelling
              + " is an extended name, which "
              + dialect.mode().label()
              + " does not have here",
          "extended names need the mode pypa without strict");
    }
    String lower = spelling.toLowerCase(Locale.ROOT);
    String reason = "unknown name " + spelling;
    if (lower.equals("and") || lower.equals("or") || lower.equals("not") || lower.equals("in")) {
      reason = "expected a name or a quoted text, found the word " + spelling;
      String hint = lower.equals("not") ? "there is no negation; use != or not in" : "";
      return new SyntaxException(text, offset, length, reason, hint);
    }
    if (!Character.isLetter(spelling.charAt(0)) && spelling.charAt(0) != '_') {
      return new SyntaxException(
          text, offset, length, "expected a name or a quoted text", "write \"" + spelling + "\"");
    }
    Optional<String> close = closest(lower, dialect);
    String hint =
        close
            .map(name -> "did you mean " + name + "?")
            .orElse("a text is written in quotes: \"" + spelling + "\"");
    return new SyntaxException(text, offset, length, reason, hint);
  }

  static SyntaxException missingOperator(String text, int start, int leftEnd, int at) {
    String left = text.substring(start, leftEnd);
    if (at >= text.length()) {
      return new SyntaxException(
          text, start, leftEnd - start, "expected a comparison after " + left, OPERATORS_HINT);
    }
    int end = tokenEnd(text, at);
    String token = text.substring(at, end);
    String hint =
        switch (token.toLowerCase(Locale.ROOT)) {
          case "=" -> "write ==";
          case "=>" -> "write >=";
          case "=<" -> "write <=";
          case "!", "<>", "!==" -> "write !=";
          case "is" -> "write ==";
          case "in", "not" -> "write it in lower case";
          case "notin" -> "write not in";
          default -> OPERATORS_HINT;
        };
    return new SyntaxException(text, at, end - at, "expected an operator", hint);
  }

  private static final String OPERATORS_HINT = "the operators are " + OPERATORS;

  private static Optional<String> closest(String spelling, MarkerDialect dialect) {
    String best = "";
    int bestDistance = Math.max(2, spelling.length() / 4) + 1;
    for (MarkerName name : MarkerNames.all()) {
      if (dialect.knows(name)) {
        int distance = distance(spelling, name.name(), bestDistance);
        if (distance < bestDistance) {
          best = name.name();
          bestDistance = distance;
        }
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** The closest of some words, for hints about constants. */
  static Optional<String> closest(String word, Iterable<String> words) {
    String best = "";
    int bestDistance = Math.max(2, word.length() / 4) + 1;
    for (String candidate : words) {
      int distance = distance(word, candidate, bestDistance);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** The number of edits between two words; anything from the limit on is the limit. */
  private static int distance(String left, String right, int limit) {
    if (Math.abs(left.length() - right.length()) >= limit) {
      return limit;
    }
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return Math.min(row[right.length()], limit);
  }
}
