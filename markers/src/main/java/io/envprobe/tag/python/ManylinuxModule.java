package io.envprobe.tag.python;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a distributor's {@code _manylinux} module says, by which it takes manylinux tags away.
 *
 * @param rules the answers of its function {@code manylinux_compatible}, the first match counts and
 *     no match means compatible; empty where the module has no such function
 * @param legacy its truth values {@code manylinux1_compatible}, {@code manylinux2010_compatible},
 *     {@code manylinux2014_compatible} by the name of the tag; they count only where there is no
 *     function
 * @see <a href="https://peps.python.org/pep-0600/#package-installers">PEP 600</a>
 */
public record ManylinuxModule(Optional<List<Rule>> rules, Map<String, Boolean> legacy) {
  /**
   * An answer of the function.
   *
   * @param arch the architecture that it is for; empty for all
   * @param oldest the oldest glibc that it is for
   * @param newest the newest glibc that it is for
   * @param result the answer
   */
  public record Rule(
      Optional<String> arch,
      Optional<LibcVersion> oldest,
      Optional<LibcVersion> newest,
      boolean result) {
    boolean covers(String asked, LibcVersion glibc) {
      return (arch.isEmpty() || arch.get().equals(asked))
          && (oldest.isEmpty() || oldest.get().compareTo(glibc) <= 0)
          && (newest.isEmpty() || newest.get().compareTo(glibc) >= 0);
    }
  }

  /** Copies the collections. */
  public ManylinuxModule {
    rules = rules.map(List::copyOf);
    legacy = Map.copyOf(legacy);
  }

  /**
   * Whether the module leaves the tags of that glibc in.
   *
   * @param alias the legacy tag name for that glibc, where it has one
   */
  boolean allows(LibcVersion glibc, String arch, Optional<String> alias) {
    if (rules.isPresent()) {
      for (Rule rule : rules.get()) {
        if (rule.covers(arch, glibc)) {
          return rule.result();
        }
      }
      return true;
    }
    return alias.isEmpty() || legacy.getOrDefault(alias.get(), true);
  }
}
