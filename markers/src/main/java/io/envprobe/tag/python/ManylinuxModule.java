package io.envprobe.tag.python;

import java.util.HashMap;
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

  private static final String LEGACY_SUFFIX = "_compatible";

  /** Copies the collections. */
  public ManylinuxModule {
    rules = rules.map(List::copyOf);
    legacy = Map.copyOf(legacy);
  }

  /**
   * The module as the fact {@code python.manylinux_override} tells it: attributes as {@code
   * name=value} with blanks between.
   *
   * @return nothing where the function answers by code that was not understood
   */
  static Optional<ManylinuxModule> parse(String said) {
    Optional<List<Rule>> rules = Optional.empty();
    Map<String, Boolean> legacy = new HashMap<>();
    for (String attribute : said.split(" ", -1)) {
      int equals = attribute.indexOf('=');
      String name = equals < 0 ? attribute : attribute.substring(0, equals);
      String value = attribute.substring(equals + 1);
      boolean certain = value.equals("True") || value.equals("False");
      if (name.equals("manylinux_compatible")) {
        if (!certain && !value.equals("None")) {
          return Optional.empty();
        }
        Rule always =
            new Rule(Optional.empty(), Optional.empty(), Optional.empty(), value.equals("True"));
        rules = Optional.of(certain ? List.of(always) : List.of());
      } else if (name.endsWith(LEGACY_SUFFIX) && certain) {
        legacy.put(name.substring(0, name.length() - LEGACY_SUFFIX.length()), value.equals("True"));
      }
    }
    return Optional.of(new ManylinuxModule(rules, legacy));
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
