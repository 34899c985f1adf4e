package io.envprobe.nativeaccess.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The processes that a child has left, once it is gone itself: they have lost their parent, but
 * neither its session nor, where they made one of their own, the variables that it got.
 */
final class ProcessSession {
  /** A process that forks while it is looked for is found the next time. */
  private static final int PASSES = 10;

  private static final int SESSION_FIELD = 3;
  private static final String TEMPORARY = "TMPDIR=";

  private ProcessSession() {}

  /**
   * Ends every process of the session that a process has led, and every one whose variables name
   * the directory that only that process and what it started were given.
   */
  static void kill(long leader, Path directory) {
    if (!Platform.isLinux()) {
      SystemCalls.killGroup(leader);
      return;
    }
    for (int pass = 0; pass < PASSES; pass++) {
      List<ProcessHandle> members =
          ProcessHandle.allProcesses()
              .filter(it -> session(it.pid()) == leader || names(it.pid(), directory))
              .toList();
      if (members.isEmpty()) {
        return;
      }
      members.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /**
   * The session of a process that has not ended; 0 where it has.
   *
   * <p>Source: proc_pid_stat(5): the name in parentheses may hold anything, then state, parent,
   * group, session.
   */
  private static long session(long process) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc", String.valueOf(process), "stat"));
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      String[] fields = text.substring(text.lastIndexOf(')') + 1).strip().split(" ", -1);
      boolean hasEnded = fields[0].equals("Z") || fields[0].equals("X");
      return hasEnded || fields.length <= SESSION_FIELD ? 0 : Long.parseLong(fields[SESSION_FIELD]);
    } catch (IOException | NumberFormatException e) {
      return 0; // It ended while it was looked at.
    }
  }

  /** Whether a process that has not ended was given a directory as the one for temporary files. */
  private static boolean names(long process, Path directory) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc", String.valueOf(process), "environ"));
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.contains(TEMPORARY + directory + '\0');
    } catch (IOException e) {
      return false; // It ended while it was looked at, or is another user's.
    }
  }
}
