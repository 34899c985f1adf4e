package io.envprobe.nativeaccess.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The processes of a child's session, once the child itself is gone: they have lost their parent,
 * but not the session.
 */
final class ProcessSession {
  /** A process that forks while it is looked for is found the next time. */
  private static final int PASSES = 10;

  private static final int SESSION_FIELD = 3;

  private ProcessSession() {}

  /** Ends every process of the session that a process has led. */
  static void kill(long leader) {
    if (!Platform.isLinux()) {
      SystemCalls.killGroup(leader);
      return;
    }
    for (int pass = 0; pass < PASSES; pass++) {
      List<ProcessHandle> members =
          ProcessHandle.allProcesses().filter(it -> session(it.pid()) == leader).toList();
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
}
