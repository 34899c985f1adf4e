package io.envprobe.artifact;

import io.envprobe.artifact.internal.ClaimAudit;
import io.envprobe.fact.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What a wheel claims by its tags against what its binaries need. Immutable.
 *
 * @param path of the wheel
 * @param claims the platform tags of its name
 * @param measures what its binaries need, for each architecture
 * @param duplicates runtimes and files that it has several times
 */
public record Audit(
    String path, List<String> claims, List<Measure> measures, List<Finding> duplicates) {
  public Audit {
    claims = List.copyOf(claims);
    measures = List.copyOf(measures);
    duplicates = List.copyOf(duplicates);
  }

  /**
   * What the binaries of one architecture need.
   *
   * @param architecture as platform tags spell it; empty where it is not known
   * @param minimum the tag of the oldest system that has everything; empty where there is no tag
   * @param best the best tag that it could carry by the policies of wheel repair tools; {@code
   *     linux_…} where they allow none
   * @param decidedBy what the minimum comes from
   * @param blockers what no tag can promise
   * @param overClaims the claims that promise more than the binaries hold: an older system
   * @param underClaims the claims that ask for more than the binaries need, where no other claim
   *     asks for less
   */
  public record Measure(
      Optional<String> architecture,
      Optional<String> minimum,
      Optional<String> best,
      List<String> decidedBy,
      List<String> blockers,
      List<String> overClaims,
      List<String> underClaims) {
    public Measure {
      decidedBy = List.copyOf(decidedBy);
      blockers = List.copyOf(blockers);
      overClaims = List.copyOf(overClaims);
      underClaims = List.copyOf(underClaims);
    }
  }

  /** The audits of the wheels in a report. */
  public static List<Audit> of(ArtifactReport report) {
    return ClaimAudit.of(report);
  }
}
