package io.envprobe.version;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression from a document, which nobody trusts: its length is limited, and so are the
 * steps of a match. Immutable and thread-safe.
 */
public final class BoundedPattern {
  /** The longest pattern, in characters. */
  public static final int LONGEST = 1000;

  // Matching recurses, on the length of the pattern and on that of the text.
  private static final int LONGEST_TEXT = 500;

  private final Pattern pattern;

  private BoundedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Compiles an expression in the syntax of {@link Pattern}.
   *
   * @throws SyntaxException where it is none, or is longer than {@link #LONGEST}
   */
  public static BoundedPattern parse(String expression) {
    if (expression.length() > LONGEST) {
      throw new SyntaxException(
          expression, 0, LONGEST, "the pattern is longer than " + LONGEST + " characters", "");
    }
    try {
      return new BoundedPattern(Pattern.compile(expression));
    } catch (PatternSyntaxException e) {
      int offset = Math.max(0, Math.min(e.getIndex(), expression.length()));
      throw new SyntaxException(
          expression,
          offset,
          0,
          "the pattern is not a regular expression: " + e.getDescription(),
          "");
    }
  }

  /** A text in which {@code *} stands for anything. */
  public static BoundedPattern glob(String text) {
    StringBuilder quoted = new StringBuilder();
    for (String part : text.split("\\*+", -1)) {
      quoted.append(quoted.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return new BoundedPattern(Pattern.compile(quoted.toString(), Pattern.DOTALL));
  }

  /**
   * Whether the whole text matches.
   *
   * @throws SyntaxException where that takes more steps than any sensible pattern needs
   */
  public boolean matches(String text) {
    return text.length() <= LONGEST_TEXT && pattern.matcher(new BudgetedText(text)).matches();
  }

  /**
   * Whether a part of the text matches.
   *
   * @throws SyntaxException as {@link #matches}
   */
  public boolean isIn(String text) {
    return text.length() <= LONGEST_TEXT && pattern.matcher(new BudgetedText(text)).find();
  }
}
