package io.envprobe.artifact;

import io.envprobe.fact.Finding;
import java.util.List;

/**
 * What was found in the things scanned. Immutable.
 *
 * @param files the native files, in the order in which they were met
 * @param containers what holds them, outer ones first
 * @param findings what a person should know
 * @param statistics what the scan cost
 */
public record ArtifactReport(
    List<NativeFile> files,
    List<Container> containers,
    List<Finding> findings,
    Statistics statistics) {
  public ArtifactReport {
    files = List.copyOf(files);
    containers = List.copyOf(containers);
    findings = List.copyOf(findings);
  }

  /**
   * What a scan cost.
   *
   * @param bytesRead from storage
   * @param bytesInflated from deflated members
   * @param bytesTotal the size of the files named
   * @param filesSeen how many files and members were met
   */
  public record Statistics(long bytesRead, long bytesInflated, long bytesTotal, int filesSeen) {}
}
