package io.envprobe.version;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A comma-separated list of PEP 440 specifiers, all of which must hold. The empty set is satisfied
 * by everything. Immutable and thread-safe.
 */
public final class SpecifierSet implements VersionConstraint {

  /** Which pre-releases a set accepts. */
  public enum PreReleases {
    /**
     * The rule of PEP 440: a single version may be a pre-release; among several, pre-releases count
     * only where a specifier names one or no final release satisfies the set.
     */
    DEFAULT,
    /** Pre-releases are versions like others. */
    INCLUDE,
    /** Pre-releases satisfy nothing. */
    EXCLUDE
  }

  private final List<Specifier> specifiers;
  private final VersionRange range;

  private SpecifierSet(List<Specifier> specifiers) {
    this.specifiers = List.copyOf(specifiers);
    this.range = intersection(this.specifiers);
  }

  /** By halves, so that a list of many thousand items stays fast. */
  private static VersionRange intersection(List<Specifier> specifiers) {
    int size = specifiers.size();
    if (size < 2) {
      return size == 0 ? VersionRange.ALL : specifiers.get(0).range();
    }
    return intersection(specifiers.subList(0, size / 2))
        .intersection(intersection(specifiers.subList(size / 2, size)));
  }

  /**
   * Reads a comma-separated list; empty items are left out.
   *
   * @throws SyntaxException where an item is not a specifier, with its place in the whole text
   */
  public static SpecifierSet parse(String text) {
    List<Specifier> specifiers = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int end = comma < 0 ? text.length() : comma;
      int start = from;
      int stop = end;
      while (start < stop && Pep440Parser.isSpace(text.charAt(start))) {
        start++;
      }
      while (stop > start && Pep440Parser.isSpace(text.charAt(stop - 1))) {
        stop--;
      }
      if (start < stop) {
        specifiers.add(Specifier.parse(text, start, stop));
      }
      from = end + 1;
    }
    return new SpecifierSet(specifiers);
  }

  /** The specifiers in the order in which they were written. */
  public List<Specifier> specifiers() {
    return specifiers;
  }

  /** The versions that satisfy every specifier but those with {@code ===}. */
  public VersionRange range() {
    return range;
  }

  /** Whether a version, as text, satisfies the set; one that does not parse only {@code ===}. */
  public boolean contains(String version, PreReleases preReleases) {
    Pep440Version parsed = Pep440Version.tryParse(version).orElse(null);
    if (preReleases == PreReleases.EXCLUDE && parsed != null && parsed.isPreRelease()) {
      return false;
    }
    return matches(version, parsed);
  }

  @Override
  public boolean contains(String version) {
    return contains(version, PreReleases.DEFAULT);
  }

  @Override
  public boolean contains(Version version) {
    if (!(version instanceof Pep440Version candidate)) {
      throw new IllegalArgumentException("a PEP 440 specifier cannot judge " + version);
    }
    return matches(candidate.normalized(), candidate);
  }

  private boolean matches(String text, @Nullable Pep440Version parsed) {
    for (Specifier specifier : specifiers) {
      if (!specifier.contains(text, parsed)) {
        return false;
      }
    }
    return true;
  }

  /** The versions of a list that satisfy the set, in their order. */
  public List<String> filter(List<String> versions, PreReleases preReleases) {
    boolean asked = specifiers.stream().anyMatch(Specifier::asksForPreReleases);
    PreReleases rule =
        preReleases == PreReleases.DEFAULT && asked ? PreReleases.INCLUDE : preReleases;
    List<String> all = new ArrayList<>();
    List<String> finals = new ArrayList<>();
    boolean finalFound = false;
    for (String version : versions) {
      Pep440Version parsed = Pep440Version.tryParse(version).orElse(null);
      if (matches(version, parsed)) {
        all.add(version);
        if (parsed == null || !parsed.isPreRelease()) {
          finals.add(version);
          finalFound |= parsed != null;
        }
      }
    }
    boolean finalsOnly = rule == PreReleases.EXCLUDE || (rule == PreReleases.DEFAULT && finalFound);
    return List.copyOf(finalsOnly ? finals : all);
  }

  /** Whether no version satisfies the set. */
  public boolean isUnsatisfiable() {
    return arbitraryText()
        .map(text -> !matches(text, Pep440Version.tryParse(text).orElse(null)))
        .orElse(range.isEmpty());
  }

  /** Whether everything that satisfies this set satisfies the other. */
  public boolean isSubsetOf(SpecifierSet other) {
    if (isUnsatisfiable()) {
      return true;
    }
    Optional<String> mine = arbitraryText();
    if (mine.isPresent()) {
      return other.contains(mine.orElseThrow());
    }
    // A range has many spellings of each version; a text with === is one spelling.
    return other.arbitraryText().isEmpty() && range.isSubsetOf(other.range);
  }

  /** Whether nothing satisfies both sets. */
  public boolean isDisjoint(SpecifierSet other) {
    List<Specifier> all = new ArrayList<>(specifiers);
    all.addAll(other.specifiers);
    return new SpecifierSet(all).isUnsatisfiable();
  }

  private Optional<String> arbitraryText() {
    return specifiers.stream().filter(Specifier::isArbitrary).findFirst().map(Specifier::version);
  }

  @Override
  public String normalized() {
    TreeMap<String, Specifier> sorted = new TreeMap<>();
    specifiers.forEach(specifier -> sorted.put(specifier.toString(), specifier));
    // Of several spellings of one specifier the first stays.
    Map<String, String> distinct = new LinkedHashMap<>();
    sorted.forEach((text, specifier) -> distinct.putIfAbsent(specifier.canonical(), text));
    return String.join(",", distinct.values());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SpecifierSet that && normalized().equals(that.normalized());
  }

  @Override
  public int hashCode() {
    return normalized().hashCode();
  }

  /** The specifiers sorted and without duplicates. */
  @Override
  public String toString() {
    return normalized();
  }
}
