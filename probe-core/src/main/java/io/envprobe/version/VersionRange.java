package io.envprobe.version;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An exact set of PEP 440 versions: a union of intervals. Closed under complement, intersection and
 * union; two ranges with the same versions are equal. Immutable and thread-safe; {@link #contains}
 * does not allocate.
 */
public final class VersionRange {
  /** Every version. */
  public static final VersionRange ALL = new VersionRange(new Cut[] {Cut.BOTTOM});

  /** No version. */
  public static final VersionRange NONE = new VersionRange(new Cut[0]);

  /** Ascending and distinct; at each one membership changes. */
  private final Cut[] cuts;

  private VersionRange(Cut[] cuts) {
    this.cuts = cuts;
  }

  static VersionRange between(Cut from, Cut to) {
    return from.compareTo(to) < 0 ? new VersionRange(new Cut[] {from, to}) : NONE;
  }

  static VersionRange from(Cut cut) {
    return new VersionRange(new Cut[] {cut});
  }

  static VersionRange upTo(Cut cut) {
    return between(Cut.BOTTOM, cut);
  }

  Cut[] cuts() {
    return cuts;
  }

  /** Whether the version is in the set. */
  public boolean contains(Pep440Version version) {
    boolean inside = false;
    for (Cut cut : cuts) {
      if (cut.isAbove(version)) {
        return inside;
      }
      inside = !inside;
    }
    return inside;
  }

  /** Whether there is no version in the set. */
  public boolean isEmpty() {
    return cuts.length == 0;
  }

  /** The versions that are not in the set. */
  public VersionRange complement() {
    if (cuts.length > 0 && cuts[0].equals(Cut.BOTTOM)) {
      return new VersionRange(Arrays.copyOfRange(cuts, 1, cuts.length));
    }
    Cut[] toggled = new Cut[cuts.length + 1];
    toggled[0] = Cut.BOTTOM;
    System.arraycopy(cuts, 0, toggled, 1, cuts.length);
    return new VersionRange(toggled);
  }

  /** The versions in both sets. */
  public VersionRange intersection(VersionRange other) {
    return merge(other, true);
  }

  /** The versions in at least one of the sets. */
  public VersionRange union(VersionRange other) {
    return merge(other, false);
  }

  /** Whether every version of this set is in the other. */
  public boolean isSubsetOf(VersionRange other) {
    return intersection(other.complement()).isEmpty();
  }

  /** Whether no version is in both sets. */
  public boolean isDisjoint(VersionRange other) {
    return intersection(other).isEmpty();
  }

  private VersionRange merge(VersionRange other, boolean both) {
    List<Cut> merged = new ArrayList<>(cuts.length + other.cuts.length);
    int i = 0;
    int j = 0;
    boolean inside = false;
    while (i < cuts.length || j < other.cuts.length) {
      int order =
          i == cuts.length ? 1 : j == other.cuts.length ? -1 : cuts[i].compareTo(other.cuts[j]);
      Cut cut = order <= 0 ? cuts[i] : other.cuts[j];
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
      boolean left = i % 2 == 1;
      boolean right = j % 2 == 1;
      boolean now = both ? left && right : left || right;
      if (now != inside) {
        merged.add(cut);
        inside = now;
      }
    }
    return new VersionRange(merged.toArray(new Cut[0]));
  }

  /**
   * Versions that represent all: of each way in which versions can lie relative to the ranges, at
   * least one. Ascending.
   */
  public static List<Pep440Version> representatives(Collection<VersionRange> ranges) {
    return CutNeighbours.of(ranges);
  }

  /** The least versions of the form {@code X.Y.Z}, {@code X.Y.ZaN}, … at or above each bound. */
  public List<String> boundsOfInterpreters(boolean finalReleasesOnly) {
    List<String> bounds = new ArrayList<>();
    for (Cut cut : cuts) {
      InterpreterVersions.atOrAbove(cut, finalReleasesOnly).ifPresent(bounds::add);
    }
    return bounds;
  }

  /** The least versions of the form {@code X.Y} at or above each bound. */
  public List<String> boundsOfSeries() {
    List<String> bounds = new ArrayList<>();
    for (Cut cut : cuts) {
      InterpreterVersions.seriesAtOrAbove(cut).ifPresent(bounds::add);
    }
    return bounds;
  }

  /** A version of the set; nothing where it is empty. */
  public Optional<Pep440Version> example() {
    return isEmpty()
        ? Optional.empty()
        : CutNeighbours.of(List.of(this)).stream().filter(this::contains).findFirst();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VersionRange that && Arrays.equals(cuts, that.cuts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(cuts);
  }

  /** The cuts in words; for messages and debugging, not a format to parse. */
  @Override
  public String toString() {
    return Arrays.toString(cuts);
  }
}
