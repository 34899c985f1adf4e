package io.envprobe.cli.page;

import io.envprobe.engine.Verdict;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a page shows.
 *
 * @param machine the machine that the page is about; empty where it compares several
 * @param tags the best words of each vocabulary for that machine
 * @param findings about the machine
 * @param verdicts of each artifact, by the name of the machine; every machine has the same
 *     artifacts in the same order
 * @param program which version made it
 */
public record Report(
    Optional<Profile> machine,
    Map<String, List<String>> tags,
    List<Finding> findings,
    Map<String, List<Verdict>> verdicts,
    String program) {
  /** Copies the lists; the order of the maps stays. */
  public Report {
    tags = new LinkedHashMap<>(tags);
    findings = List.copyOf(findings);
    verdicts = new LinkedHashMap<>(verdicts);
  }
}
