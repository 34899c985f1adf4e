package io.envprobe.host;

/** What a caller may allow a live host beyond reading files, variables and properties. */
public enum HostPermission {
  /** Native calls in this process and child processes that load vendor libraries. */
  NATIVE_CALLS,
  /** Running a program that the user named. */
  COMMANDS
}
