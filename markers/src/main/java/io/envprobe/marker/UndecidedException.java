package io.envprobe.marker;

/** Thrown inside the algebra where a question cannot be decided; becomes a Decision.Undecided. */
final class UndecidedException extends Exception {
  private static final long serialVersionUID = 1;

  UndecidedException(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    String reason = getMessage();
    return reason == null ? "" : reason;
  }
}
