package io.envprobe.artifact;

import io.envprobe.artifact.internal.ProcessScan;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;

/** Finds the native libraries of running processes, from what the kernel says is mapped. */
public final class ProcessScanner {
  private ProcessScanner() {}

  /**
   * The files mapped into a process, in the order of their addresses, and what is wrong between
   * them: two copies of one library, two runtimes that do one thing, files replaced since.
   *
   * @param pid the process's number
   * @return a failure where there is no such process, or no permission to see what it maps
   */
  public static Outcome<ArtifactReport> scan(Host host, long pid) {
    return ProcessScan.of(host, pid);
  }
}
