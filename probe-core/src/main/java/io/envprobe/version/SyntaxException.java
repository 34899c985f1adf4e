package io.envprobe.version;

import java.util.Objects;

/**
 * A text that does not follow its grammar: a version, a specifier, a marker, a requirement line.
 *
 * <p>Carries the place and what to do about it, so that a caller can show the line with a caret.
 */
public final class SyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

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
   * error, and the hint; see {@link Caret#show}.
   */
  public String render() {
    String shown = "error: " + reason + "\n" + Caret.show(input, offset, length);
    return hint.isEmpty() ? shown : shown + "hint: " + hint + "\n";
  }

  /** Syntax errors are answers, not defects of the program: no stack is walked for them. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
