package io.envprobe.version;

import java.util.Objects;

/**
 * A text that does not follow its grammar: a version, a specifier, a marker, a requirement line.
 *
 * <p>Carries the place and what to do about it, so that a caller can show the line with a caret.
 */
public final class SyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;
  private static final int SHOWN_CONTEXT = 60;

  private final String input;
  private final int offset;
  private final int length;
  private final String reason;
  private final String hint;

  /**
   * Describes one error.
   *
   * @param input the whole text
   * @param offset where the error begins, in UTF-16 units, 0 to the length of the input
   * @param length how much of the input is wrong; 0 where something is missing
   * @param reason what is wrong, a sentence without a full stop
   * @param hint what to write instead; empty where there is no good advice
   */
  public SyntaxException(String input, int offset, int length, String reason, String hint) {
    super(null, null);
    this.input = Objects.requireNonNull(input);
    this.offset = Math.max(0, Math.min(offset, input.length()));
    this.length = Math.max(0, Math.min(length, input.length() - this.offset));
    this.reason = Objects.requireNonNull(reason);
    this.hint = Objects.requireNonNull(hint);
  }

  /** The reason, with the hint where there is one. */
  @Override
  public String getMessage() {
    return hint.isEmpty() ? reason : reason + "; " + hint;
  }

  /** The whole text that was read. */
  public String input() {
    return input;
  }

  /** Where the error begins, in UTF-16 units from the start of the input. */
  public int offset() {
    return offset;
  }

  /** The length of the erroneous part; 0 where something is missing. */
  public int length() {
    return length;
  }

  /** What is wrong. */
  public String reason() {
    return reason;
  }

  /** What to write instead; may be empty. */
  public String hint() {
    return hint;
  }

  /**
   * Three or four lines: the reason, the part of the input around the error, carets below the
   * error, and the hint. Control characters and lone surrogates are shown as {@code �}, so that the
   * carets stay in place and nothing reaches a terminal as a command.
   */
  public String render() {
    int from = Math.max(0, offset - SHOWN_CONTEXT);
    int to = Math.min(input.length(), Math.max(offset + 1, offset + length) + SHOWN_CONTEXT);
    to = Math.min(to, from + 3 * SHOWN_CONTEXT);
    StringBuilder text = new StringBuilder("error: ").append(reason).append('\n');
    text.append("  ").append(from > 0 ? "…" : "");
    for (int i = from; i < to; i++) {
      char c = input.charAt(i);
      text.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c);
    }
    text.append(to < input.length() ? "…" : "").append('\n').append("  ");
    text.append(" ".repeat(offset - from + (from > 0 ? 1 : 0)));
    text.append("^".repeat(Math.max(1, Math.min(length, to - offset)))).append('\n');
    if (!hint.isEmpty()) {
      text.append("hint: ").append(hint).append('\n');
    }
    return text.toString();
  }

  /** Syntax errors are answers, not defects of the program: no stack is walked for them. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
