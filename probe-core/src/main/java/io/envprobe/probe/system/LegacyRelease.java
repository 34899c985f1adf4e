package io.envprobe.probe.system;

import io.envprobe.fact.Evidence;
import io.envprobe.host.Outcome;
import io.envprobe.probe.ProbeSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Distributions from before os-release (2012): the Red Hat family and Debian's. */
final class LegacyRelease {
  private LegacyRelease() {}

  /** Whether one of the old files told the distribution; adds to {@code looked} where it looked. */
  static boolean probe(ProbeSession session, List<Evidence> looked) {
    Outcome<String> redHat = session.host().text("/etc/redhat-release");
    if (redHat instanceof Outcome.Answer<String> answer) {
      DistributionProbe.facts(session, "/etc/redhat-release", redHat(answer.value()));
      return true;
    }
    looked.add(Evidence.file("/etc/redhat-release", "not there"));
    Outcome<String> alpine = session.host().text("/etc/alpine-release");
    if (alpine instanceof Outcome.Answer<String> answer) {
      DistributionProbe.facts(
          session,
          "/etc/alpine-release",
          Map.of("ID", "alpine", "VERSION_ID", answer.value().strip()));
      return true;
    }
    looked.add(Evidence.file("/etc/alpine-release", "not there"));
    Outcome<String> debian = session.host().text("/etc/debian_version");
    if (debian instanceof Outcome.Answer<String> answer) {
      DistributionProbe.facts(
          session,
          "/etc/debian_version",
          Map.of("ID", "debian", "VERSION_ID", answer.value().strip()));
      return true;
    }
    looked.add(Evidence.file("/etc/debian_version", "not there"));
    return false;
  }

  /**
   * As in {@code CentOS release 6.10 (Final)} and {@code Red Hat Enterprise Linux Server release
   * 5.11 (Tikanga)}.
   */
  private static Map<String, String> redHat(String text) {
    String line = text.strip();
    Map<String, String> values = new LinkedHashMap<>();
    int release = line.indexOf(" release ");
    String name = release < 0 ? line : line.substring(0, release);
    String lower = name.toLowerCase(Locale.ROOT);
    values.put("ID", lower.startsWith("red hat") ? "rhel" : lower.split(" ", -1)[0]);
    values.put("ID_LIKE", lower.startsWith("red hat") ? "fedora" : "rhel fedora");
    values.put("PRETTY_NAME", line);
    if (release >= 0) {
      values.put("VERSION_ID", line.substring(release + " release ".length()).split(" ", -1)[0]);
    }
    return values;
  }
}
