package io.envprobe.cli.output;

/** The exit codes of every command. */
public final class ExitCode {
  /** True, compatible, nothing found wrong. */
  public static final int TRUE = 0;

  /** False, incompatible, a finding of severity error. */
  public static final int FALSE = 1;

  /** Usage, syntax, unreadable input. */
  public static final int USAGE = 2;

  /** Undetermined. */
  public static final int UNDETERMINED = 3;

  /** An error of this program. */
  public static final int INTERNAL = 70;

  private ExitCode() {}
}
