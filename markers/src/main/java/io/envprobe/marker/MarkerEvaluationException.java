package io.envprobe.marker;

import io.envprobe.version.SyntaxException;

/** An atom that has no answer by the rules of the mode; wins over every decided atom beside it. */
public final class MarkerEvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of error it is. */
  public enum Kind {
    /** The operator means nothing between these two sides. */
    UNDEFINED_COMPARISON,
    /** The environment does not define the name. */
    UNDEFINED_NAME
  }

  private final Kind kind;
  private final SyntaxException place;

  MarkerEvaluationException(Kind kind, String text, Marker.Atom atom, String reason, String hint) {
    super(null, null);
    this.kind = kind;
    this.place = new SyntaxException(text, atom.offset(), atom.length(), reason, hint);
  }

  /** The reason, with the hint where there is one. */
  @Override
  public String getMessage() {
    return place.getMessage();
  }

  /** What kind of error it is. */
  public Kind kind() {
    return kind;
  }

  /** The whole expression. */
  public String input() {
    return place.input();
  }

  /** Where the atom begins in the expression. */
  public int offset() {
    return place.offset();
  }

  /** The length of the atom. */
  public int length() {
    return place.length();
  }

  /** What is wrong. */
  public String reason() {
    return place.reason();
  }

  /** What to write instead; may be empty. */
  public String hint() {
    return place.hint();
  }

  /** The reason, the expression with carets below the atom, and the hint. */
  public String render() {
    return place.render();
  }

  /** Evaluation errors are answers, not defects of the program: no stack is walked for them. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
