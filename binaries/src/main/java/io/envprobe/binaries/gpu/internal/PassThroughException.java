package io.envprobe.binaries.gpu.internal;

import java.io.IOException;

/** A failure of the source itself, told apart from damage of what is compressed in it. */
final class PassThroughException extends IOException {
  private static final long serialVersionUID = 1L;

  private final IOException failure;

  PassThroughException(IOException failure) {
    super(failure);
    this.failure = failure;
  }

  IOException cause() {
    return failure;
  }
}
