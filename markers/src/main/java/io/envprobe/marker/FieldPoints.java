package io.envprobe.marker;

import io.envprobe.target.TargetOrder;
import io.envprobe.version.Pep440Version;
import io.envprobe.version.Specifier;
import io.envprobe.version.VersionRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Values of a name that represent all its values as far as some atoms can tell them apart. Values
 * that read well come first, because witnesses are made of them.
 */
final class FieldPoints {
  private static final int MAX_PARTS = 4000;
  private static final int MAX_POINTS = 20_000;
  private static final int MAX_CONTAINED = 8;

  private FieldPoints() {}

  /** An atom about one name as the algebra sees it. */
  record Comparison(MarkerName name, MarkerOperator operator, String constant, boolean reversed) {}

  /** Versions of interpreters, from atoms about the whole version and about major.minor. */
  static Set<String> interpreters(Collection<Comparison> comparisons, boolean finalReleasesOnly)
      throws UndecidedException {
    Set<String> points = new LinkedHashSet<>(List.of("3.12.3", "2.7.18"));
    Set<String> bounds = new LinkedHashSet<>();
    String first = finalReleasesOnly ? "" : "a0";
    for (Comparison comparison : comparisons) {
      boolean series = comparison.name().name().equals("python_version");
      limit(bounds.size());
      for (VersionRange range : ranges(comparison)) {
        if (series) {
          range.boundsOfSeries().forEach(bound -> add(bound + ".0", first, points, bounds));
        } else {
          bounds.addAll(range.boundsOfInterpreters(finalReleasesOnly));
        }
      }
      Pep440Version.tryParse(comparison.constant())
          .filter(version -> version.local().isPresent() && version.release().size() == 3)
          .filter(version -> version.local().orElseThrow().equals("local"))
          .filter(version -> !version.isPostRelease() && !version.isDevRelease())
          .filter(version -> !finalReleasesOnly || !version.isPreRelease())
          .ifPresent(version -> bounds.add(version.toString()));
    }
    points.addAll(bounds);
    points.add("0.0.0" + first);
    return points;
  }

  private static void add(String release, String first, Set<String> points, Set<String> bounds) {
    points.add(release);
    bounds.add(release + first);
  }

  /** PEP 440 versions and other texts. */
  static Set<String> versionsAndTexts(Collection<Comparison> comparisons)
      throws UndecidedException {
    List<VersionRange> ranges = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      ranges.addAll(ranges(comparison));
    }
    Set<String> points = new LinkedHashSet<>();
    for (Comparison comparison : comparisons) {
      points.add(comparison.constant());
      points.add(comparison.constant() + "!");
    }
    VersionRange.representatives(ranges).forEach(version -> points.add(version.toString()));
    points.add("6.8.0-31-generic");
    points.add("");
    return points;
  }

  /** The ranges in which an atom changes its value. */
  private static List<VersionRange> ranges(Comparison comparison) throws UndecidedException {
    List<VersionRange> ranges = new ArrayList<>();
    if (comparison.operator().isMembership()) {
      if (!comparison.reversed()) {
        versionsWithin(comparison.constant())
            .forEach(part -> addRange(MarkerOperator.EQUAL, part, ranges));
      }
      return ranges;
    }
    if (!comparison.reversed()) {
      MarkerOperator operator =
          comparison.operator() == MarkerOperator.IDENTICAL
              ? MarkerOperator.EQUAL
              : comparison.operator();
      addRange(operator, comparison.constant(), ranges);
    }
    // What a constant left of a version does depends on where the version lies around it; so does
    // what a pre-release means where only release segments count.
    Pep440Version.tryParse(comparison.constant())
        .filter(
            constant ->
                comparison.reversed() || constant.isPreRelease() || constant.isPostRelease())
        .ifPresent(
            constant -> {
              for (String around :
                  new LinkedHashSet<>(
                      List.of(constant.toString(), constant.publicText(), constant.base()))) {
                addRange(MarkerOperator.EQUAL, around, ranges);
                addRange(MarkerOperator.LESS, around, ranges);
                addRange(MarkerOperator.AT_MOST, around, ranges);
                addRange(MarkerOperator.GREATER, around, ranges);
                addRange(MarkerOperator.AT_LEAST, around, ranges);
                addRange(MarkerOperator.EQUAL, around + ".*", ranges);
              }
            });
    return ranges;
  }

  /** The versions that a text in which is searched contains. */
  private static Set<String> versionsWithin(String text) throws UndecidedException {
    Set<String> parts = new LinkedHashSet<>();
    addParts(text, parts);
    parts.removeIf(
        part ->
            Pep440Version.tryParse(part)
                .filter(version -> version.toString().equals(part))
                .filter(version -> version.release().size() > 1)
                .isEmpty());
    return parts;
  }

  private static void addRange(
      MarkerOperator operator, String constant, List<VersionRange> ranges) {
    Specifier specifier =
        operator.isMembership() ? null : StandardAtoms.specifier(operator, constant);
    if (specifier != null) {
      ranges.add(specifier.range());
    }
  }

  /** Texts: those that are named, parts of those that are searched, and others. */
  static Set<String> texts(Collection<Comparison> comparisons) throws UndecidedException {
    Set<String> points = new LinkedHashSet<>();
    Set<String> contained = new LinkedHashSet<>();
    Set<String> named = new LinkedHashSet<>();
    for (Comparison comparison : comparisons) {
      String constant = comparison.constant();
      if (!comparison.operator().isMembership()) {
        named.add(constant);
      } else if (comparison.reversed()) {
        contained.add(constant);
      } else {
        addParts(constant, named);
      }
      limit(named.size());
    }
    points.addAll(contained);
    points.addAll(named);
    points.add("other");
    points.add("");
    addOthers(contained, named, points);
    return points;
  }

  private static void limit(int points) throws UndecidedException {
    if (points > MAX_POINTS) {
      throw new UndecidedException("too large to decide");
    }
  }

  private static void addParts(String whole, Set<String> parts) throws UndecidedException {
    if ((long) whole.length() * whole.length() / 2 > MAX_PARTS) {
      throw new UndecidedException("a text that is searched is too long to decide");
    }
    for (String word : whole.split("[ ,;|]+", -1)) {
      parts.add(word);
    }
    for (int i = 0; i < whole.length(); i++) {
      for (int j = i + 1; j <= whole.length(); j++) {
        parts.add(whole.substring(i, j));
      }
    }
  }

  /** Texts that are none of the named, with every combination of the contained ones. */
  private static void addOthers(Set<String> contained, Set<String> named, Set<String> points)
      throws UndecidedException {
    if (contained.size() > MAX_CONTAINED) {
      throw new UndecidedException("too many texts are searched for to decide");
    }
    String separator = separator(contained, named);
    List<String> parts = List.copyOf(contained);
    for (int chosen = 0; chosen < 1 << parts.size(); chosen++) {
      StringBuilder text = new StringBuilder(separator);
      for (int i = 0; i < parts.size(); i++) {
        if ((chosen & (1 << i)) != 0) {
          text.append(parts.get(i)).append(separator);
        }
      }
      points.add(text.toString());
    }
  }

  private static String separator(Set<String> contained, Set<String> named) {
    for (char c = '~'; c > ' '; c--) {
      String candidate = String.valueOf(c);
      if (contained.stream().noneMatch(text -> text.contains(candidate))
          && named.stream().noneMatch(text -> text.contains(candidate))) {
        return candidate;
      }
    }
    char c = '\u00a7';
    while (contains(contained, c) || contains(named, c)) {
      c++;
    }
    return String.valueOf(c);
  }

  private static boolean contains(Set<String> texts, char c) {
    return texts.stream().anyMatch(text -> text.indexOf(c) >= 0);
  }

  /** Lenient versions: at, between and beyond the constants. */
  static Set<String> lenient(Collection<Comparison> comparisons) {
    Set<String> points = new LinkedHashSet<>();
    Set<String> bounds = new LinkedHashSet<>();
    int longest = 1;
    for (Comparison comparison : comparisons) {
      longest = Math.max(longest, LenientParts.of(comparison.constant()).numbers().size());
    }
    for (Comparison comparison : comparisons) {
      LenientParts constant = LenientParts.of(comparison.constant());
      if (!constant.numbers().isEmpty()) {
        points.add(constant.text());
        points.add(constant.incremented(constant.numbers().size() - 1));
        bounds.addAll(constant.around(longest));
      }
    }
    points.addAll(bounds);
    points.add("0");
    return points;
  }

  /** Numbers around the constants. */
  static Set<String> numbers(Collection<Comparison> comparisons) {
    Set<String> points = new LinkedHashSet<>();
    for (Comparison comparison : comparisons) {
      long constant = ExtendedAtoms.number(comparison.name(), comparison.constant());
      if (constant >= 0) {
        points.add(Long.toString(constant));
        points.add(Long.toString(constant + 1));
        points.add(Long.toString(Math.max(0, constant - 1)));
      }
    }
    points.add("0");
    return points;
  }

  /** The levels that exist. */
  static Set<String> levels() {
    return new LinkedHashSet<>(List.of("3", "2", "1", "4", "0"));
  }

  /** All known targets. */
  static Set<String> targets(Collection<Comparison> comparisons, TargetOrder order) {
    Set<String> points = new LinkedHashSet<>();
    comparisons.forEach(comparison -> points.add(comparison.constant()));
    points.addAll(order.names());
    points.remove("");
    return points;
  }
}
