package io.envprobe.cli.argument;

/**
 * The words of a command line do not fit the command; the message is for a person and says what
 * would.
 */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a message for a person. */
  public UsageException(String message) {
    super(message);
  }
}
