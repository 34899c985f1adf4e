package io.envprobe.host;

/** What a caller may allow a live host beyond reading files, variables and properties. */
public enum HostPermission {
  /** Native calls in this process, of a short white list. */
  NATIVE_CALLS,
  /** Child processes that load libraries of others and call them. */
  CONVERSATIONS,
  /**
   * Keeping what those libraries answered in the user's cache directory, and believing it later.
   */
  CACHE,
  /** Running a program that the user named. */
  COMMANDS
}
