package io.envprobe.cli.output;

import java.util.OptionalInt;

/** A command cannot answer; how that is told depends on the output that was asked for. */
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The kinds of errors that JSON output names. */
  public enum Kind {
    /** An expression or version does not parse. */
    SYNTAX,
    /** An expression parses but has no meaning in its mode. */
    EVALUATION,
    /** The command line does not fit. */
    USAGE,
    /** A file cannot be read, or is not what it should be. */
    INPUT
  }

  private final Kind kind;
  private final int offset;
  private final int length;
  private final String display;

  private CommandException(Kind kind, String message, int offset, int length, String display) {
    super(message);
    this.kind = kind;
    this.offset = offset;
    this.length = length;
    this.display = display;
  }

  /** An error without a position. */
  public static CommandException of(Kind kind, String message) {
    return new CommandException(kind, message, -1, 0, message);
  }

  /**
   * An error at a place in a text.
   *
   * @param display the message as a person sees it, with the line and a caret
   */
  public static CommandException at(
      Kind kind, String message, int offset, int length, String display) {
    return new CommandException(kind, message, offset, length, display);
  }

  /** The kind. */
  public Kind kind() {
    return kind;
  }

  /** The place in the text, in characters; empty where there is none. */
  public OptionalInt offset() {
    return offset < 0 ? OptionalInt.empty() : OptionalInt.of(offset);
  }

  /** How many characters are meant. */
  public int length() {
    return length;
  }

  /** The message as a person sees it. */
  public String display() {
    return display;
  }
}
