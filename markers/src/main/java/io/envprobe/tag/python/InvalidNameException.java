package io.envprobe.tag.python;

/** A tag or a file name that does not have the form that it must have. */
public final class InvalidNameException extends Exception {
  private static final long serialVersionUID = 1;

  private final int offset;

  /**
   * An error.
   *
   * @param message what is wrong, for a person
   * @param offset where in the text, in UTF-16 units from 0
   */
  public InvalidNameException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** Where in the text the error is, in UTF-16 units from 0. */
  public int offset() {
    return offset;
  }
}
