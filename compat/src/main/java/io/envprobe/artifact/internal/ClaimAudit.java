package io.envprobe.artifact.internal;

import io.envprobe.artifact.ArtifactReport;
import io.envprobe.artifact.Audit;
import io.envprobe.artifact.Container;
import io.envprobe.artifact.NativeFile;
import io.envprobe.artifact.Portability;
import io.envprobe.artifact.Wheel;
import io.envprobe.fact.Finding;
import io.envprobe.tag.python.VersionedTag;
import io.envprobe.tag.python.WheelFileName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the claims of wheels with what their binaries need. */
public final class ClaimAudit {
  private static final String MACOS = "macos ";

  private ClaimAudit() {}

  /** As {@link Audit#of}. */
  public static List<Audit> of(ArtifactReport report) {
    List<Audit> audits = new ArrayList<>();
    for (Container container : report.containers()) {
      Optional<WheelFileName> name = container.wheel().flatMap(Wheel::fileName);
      if (name.isPresent()) {
        audits.add(audit(report, container, name.get().tags().platforms()));
      }
    }
    return audits;
  }

  private static Audit audit(ArtifactReport report, Container container, List<String> claims) {
    List<Audit.Measure> measures = new ArrayList<>();
    for (Portability needs : container.portability()) {
      measures.add(
          measure(
              claims,
              needs.architecture(),
              needs.minimumTag(),
              needs.policyTag(),
              needs.decidedBy(),
              needs.blockers()));
    }
    macos(report, container)
        .forEach(
            (architecture, tag) ->
                measures.add(
                    measure(
                        claims,
                        Optional.of(architecture),
                        Optional.of(tag),
                        Optional.of(tag),
                        List.of(),
                        List.of())));
    List<Finding> duplicates = new ArrayList<>();
    for (Finding finding : report.findings()) {
      if (finding.rule().startsWith("duplicate.")
          && finding.subject().startsWith(container.path() + "!/")) {
        duplicates.add(finding);
      }
    }
    return new Audit(container.path(), claims, measures, duplicates);
  }

  /** The tag of the oldest macOS that loads every file, by architecture. */
  private static Map<String, String> macos(ArtifactReport report, Container container) {
    Map<String, String> newest = new LinkedHashMap<>();
    for (NativeFile file : report.files()) {
      Optional<String> minimum = file.minimumSystem().filter(system -> system.startsWith(MACOS));
      if (minimum.isPresent() && file.path().startsWith(container.path() + "!/")) {
        String version = VersionNumber.majorMinor(minimum.get().substring(MACOS.length()));
        newest.merge(
            file.architecture(),
            version,
            (one, other) -> VersionNumber.compare(one, other) >= 0 ? one : other);
      }
    }
    newest.replaceAll(
        (architecture, version) -> "macosx_" + version.replace('.', '_') + "_" + architecture);
    return newest;
  }

  private static Audit.Measure measure(
      List<String> claims,
      Optional<String> architecture,
      Optional<String> minimum,
      Optional<String> best,
      List<String> decidedBy,
      List<String> blockers) {
    List<String> over = new ArrayList<>();
    List<String> under = new ArrayList<>();
    Optional<VersionedTag> needed = minimum.flatMap(VersionedTag::parse);
    Optional<VersionedTag> possible = best.flatMap(VersionedTag::parse);
    boolean modest = possible.isPresent();
    for (String claim : claims) {
      Optional<VersionedTag> claimed = VersionedTag.parse(claim);
      if (claimed.isPresent() && isSameKind(claimed, needed)) {
        if (claimed.get().version().compareTo(needed.orElseThrow().version()) < 0) {
          over.add(claim);
        }
      }
      if (isSameKind(claimed, possible)) {
        boolean more =
            claimed.orElseThrow().version().compareTo(possible.orElseThrow().version()) > 0;
        modest &= more;
        if (more) {
          under.add(claim);
        }
      } else if (claimed.isEmpty()
          && possible.isPresent()
          && claim.equals("linux_" + architecture.orElse(""))) {
        under.add(claim);
      }
    }
    return new Audit.Measure(
        architecture, minimum, best, decidedBy, blockers, over, modest ? under : List.of());
  }

  private static boolean isSameKind(Optional<VersionedTag> one, Optional<VersionedTag> other) {
    return one.isPresent()
        && other.isPresent()
        && one.get().family().equals(other.get().family())
        && (one.get().arch().equals(other.get().arch())
            || one.get().arch().startsWith("universal"));
  }
}
