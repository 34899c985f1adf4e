package io.envprobe.requirement;

import io.envprobe.version.Caret;
import io.envprobe.version.SyntaxException;
import java.util.Optional;

/** A source cannot be read, or breaks the rules of its format. */
public final class RequirementException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Span span;
  private final transient Optional<String> text;
  private final String reason;
  private final String hint;

  private RequirementException(Span span, Optional<String> text, String reason, String hint) {
    super(span.source() + ": " + reason + (hint.isEmpty() ? "" : "; " + hint), null, false, false);
    this.span = span;
    this.text = text;
    this.reason = reason;
    this.hint = hint;
  }

  /**
   * An error.
   *
   * @param reason one sentence without a full stop
   * @param hint what to write instead; empty where there is no good advice
   */
  public static RequirementException of(Span span, String reason, String hint) {
    return new RequirementException(span, Optional.empty(), reason, hint);
  }

  /** The same, with the text that it is in, so that the place can be shown. */
  public static RequirementException in(String text, Span span, String reason, String hint) {
    return new RequirementException(span, Optional.of(text), reason, hint);
  }

  /**
   * An error in a part of a text.
   *
   * @param part where the part that was parsed stands
   */
  public static RequirementException of(Span part, SyntaxException error) {
    return new RequirementException(
        part.at(part.offset() + error.offset(), error.length()),
        Optional.empty(),
        error.reason(),
        error.hint());
  }

  /** Where it is. */
  public Span span() {
    return span;
  }

  /** What is wrong. */
  public String reason() {
    return reason;
  }

  /** What to write instead; may be empty. */
  public String hint() {
    return hint;
  }

  /** The error as a person sees it: with line and column and the line itself, where known. */
  public String render() {
    if (text.isEmpty()) {
      String place = span.length() == 0 ? "" : "at " + span.offset() + ": ";
      return span.source() + ": " + place + reason + (hint.isEmpty() ? "" : "; " + hint);
    }
    String all = text.orElseThrow();
    int offset = Math.min(span.offset(), all.length());
    int start = all.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
    start = Math.min(start, offset);
    int end = all.indexOf('\n', offset);
    String line = all.substring(start, end < 0 ? all.length() : end);
    long number = 1 + all.substring(0, start).chars().filter(c -> c == '\n').count();
    String shown = Caret.show(line, offset - start, span.length());
    return span.source()
        + ":"
        + number
        + ":"
        + (offset - start + 1)
        + ": "
        + reason
        + "\n"
        + shown
        + (hint.isEmpty() ? "" : "hint: " + hint);
  }
}
