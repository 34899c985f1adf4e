package io.envprobe.json;

/** A text that was given as a profile is none; the message says where and why. */
public final class ProfileFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a message for a person, which names the place in the text. */
  public ProfileFormatException(String message) {
    super(message);
  }
}
