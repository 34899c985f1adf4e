package io.envprobe.artifact.internal;

import java.io.IOException;

/** What was asked for lies before what was inflated, and was not kept. */
final class PassedException extends IOException {
  private static final long serialVersionUID = 1L;

  PassedException(String message) {
    super(message);
  }
}
