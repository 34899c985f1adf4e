package io.envprobe.artifact;

import io.envprobe.artifact.internal.Scan;
import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import java.util.List;

/**
 * Finds what files, directories, wheels and other archives need and carry. Reads headers and
 * tables, not whole files; runs nothing. Thread-safe.
 *
 * @param inputs where the files are
 * @param whole whether to inflate members of archives to their ends, for what is only there
 * @param progress hears how far it is
 */
public record ArtifactScanner(Inputs inputs, boolean whole, ScanProgress progress) {
  /** A scanner that reads no more than it must, and says nothing. */
  public static ArtifactScanner of(Inputs inputs) {
    return new ArtifactScanner(inputs, false, ScanProgress.NONE);
  }

  /**
   * Scans files and directories; what is wrong in them is among the findings.
   *
   * @param names as the user wrote them
   * @return a failure where one of them cannot be read at all
   */
  public Outcome<ArtifactReport> scan(List<String> names) {
    return Scan.of(this, names);
  }
}
