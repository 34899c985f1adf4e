package io.envprobe.tag.platform;

import java.util.List;
import java.util.Optional;

/**
 * A machine in npm's words, and npm's rule for a package's {@code os}, {@code cpu} and {@code libc}
 * fields.
 *
 * @param os as in {@code process.platform}
 * @param cpu as in {@code process.arch}
 * @param libc the family of the C library as npm names it; empty where the system is not Linux or
 *     it is not known
 * @see <a href="https://github.com/npm/npm-install-checks">npm-install-checks</a>
 */
public record NpmPlatform(String os, String cpu, Optional<String> libc) {
  /**
   * Whether npm would install the package here. A libc that is not known satisfies no list at all.
   *
   * @param wantedOs the field as written, a single word as a list of one; empty where it is missing
   * @param wantedCpu likewise
   * @param wantedLibc likewise
   */
  public boolean accepts(
      Optional<List<String>> wantedOs,
      Optional<List<String>> wantedCpu,
      Optional<List<String>> wantedLibc) {
    return (wantedOs.isEmpty() || isAmong(wantedOs.get(), os))
        && (wantedCpu.isEmpty() || isAmong(wantedCpu.get(), cpu))
        && (wantedLibc.isEmpty() || (libc.isPresent() && isAmong(wantedLibc.get(), libc.get())));
  }

  /**
   * Whether a list of one field lets a value in: some entry is the value, or all entries are
   * negated with {@code !} and none is the value.
   */
  public static boolean isAmong(List<String> wanted, String value) {
    if (wanted.equals(List.of("any"))) {
      return true;
    }
    boolean found = false;
    int negated = 0;
    for (String entry : wanted) {
      if (entry.startsWith("!")) {
        if (entry.substring(1).equals(value)) {
          return false;
        }
        negated++;
      } else {
        found |= entry.equals(value);
      }
    }
    return found || negated == wanted.size();
  }
}
