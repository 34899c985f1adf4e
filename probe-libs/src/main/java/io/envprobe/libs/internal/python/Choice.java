package io.envprobe.libs.internal.python;

import io.envprobe.fact.UnknownCause;

/** Which interpreter a name, a variable or a search path leads to. */
sealed interface Choice {
  /**
   * A program that is an interpreter itself.
   *
   * @param path where it is called by, links not resolved, because a virtual environment is told by
   *     the place of the link
   * @param via what led to it: a variable, {@code PATH}, the user
   */
  record Found(String path, String via) implements Choice {}

  /** Proven: nothing there would run Python. */
  record None(String reason) implements Choice {}

  /**
   * Something is there, and files do not tell what it would run.
   *
   * @param path the program; empty where not even that is known
   */
  record Undecided(UnknownCause cause, String detail, String path) implements Choice {
    /** Without a program. */
    Undecided(UnknownCause cause, String detail) {
      this(cause, detail, "");
    }
  }
}
