package io.envprobe.tag.nfd;

/** An expression that NFD refuses, by itself or for the value that it met. */
public final class NfdRuleException extends Exception {
  private static final long serialVersionUID = 1;

  /** An error, one sentence without a full stop. */
  public NfdRuleException(String message) {
    super(message, null, false, false);
  }
}
