package io.envprobe.libs;

import io.envprobe.host.FailureKind;
import java.io.IOException;

/** A host did not answer a read. */
public final class HostReadException extends IOException {
  private static final long serialVersionUID = 1;

  private final FailureKind kind;

  HostReadException(FailureKind kind, String detail) {
    super(detail);
    this.kind = kind;
  }

  /** Why. */
  public FailureKind kind() {
    return kind;
  }
}
