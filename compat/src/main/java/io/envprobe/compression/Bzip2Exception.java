package io.envprobe.compression;

import java.io.IOException;

/** Damaged bzip2 data. */
public final class Bzip2Exception extends IOException {
  private static final long serialVersionUID = 1;

  /** What is wrong, one phrase. */
  public Bzip2Exception(String message) {
    super(message);
  }
}
