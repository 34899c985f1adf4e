package io.envprobe.external;

import java.util.Locale;

/** When something is needed, and on which machine. */
public enum Phase {
  /** To run while building, on the machine that builds. */
  BUILD,
  /**
   * To build against: headers, link libraries, {@code .pc} files of the machine that is built for.
   */
  HOST,
  /** To run. */
  RUN;

  /** The word for it on command lines and in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
