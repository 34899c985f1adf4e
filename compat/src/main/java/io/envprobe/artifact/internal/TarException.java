package io.envprobe.artifact.internal;

import java.io.IOException;

/** A damaged tar archive. */
public final class TarException extends IOException {
  private static final long serialVersionUID = 1;

  private final long offset;

  TarException(long offset, String message) {
    super(message);
    this.offset = offset;
  }

  /** Where, in bytes of the unpacked archive. */
  public long offset() {
    return offset;
  }
}
