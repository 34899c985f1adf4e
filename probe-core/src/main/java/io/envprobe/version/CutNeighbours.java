package io.envprobe.version;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Versions that represent every way in which versions can lie relative to the bounds of some
 * ranges: at least one in each interval between neighbouring cuts.
 */
final class CutNeighbours {
  private CutNeighbours() {}

  static List<Pep440Version> of(Collection<VersionRange> ranges) {
    TreeSet<Cut> cuts = new TreeSet<>();
    cuts.add(Cut.BOTTOM);
    int longest = 1;
    int longestLabel = 1;
    for (VersionRange range : ranges) {
      for (Cut cut : range.cuts()) {
        cuts.add(cut);
        longest = Math.max(longest, cut.version().release.length);
        for (String segment : cut.version().local) {
          longestLabel = Math.max(longestLabel, segment.length());
        }
      }
    }
    TreeSet<Pep440Version> versions = new TreeSet<>();
    for (Cut cut : cuts) {
      versions.add(leastAbove(cut, longest, longestLabel));
    }
    return List.copyOf(versions);
  }

  /** The least version above the cut, or one below every other cut above it. */
  private static Pep440Version leastAbove(Cut cut, int longest, int longestLabel) {
    Pep440Version v = cut.version();
    if (cut.isBefore()) {
      return v;
    }
    if (cut.isAfterPosts()) {
      // Everything else above it differs within the longest release; this differs after it.
      long[] release = Arrays.copyOf(v.release, longest + 1);
      release[longest] = 1;
      return new Pep440Version(
          v.epoch,
          release,
          Pep440Version.NO_PRE,
          Pep440Version.ABSENT,
          Pep440Version.ABSENT,
          0,
          Pep440Version.NO_TEXTS,
          v.large);
    }
    // A label that starts with more zeros than any in use sorts before all other longer labels.
    String[] local = Arrays.copyOf(v.local, v.local.length + 1);
    local[v.local.length] = "0".repeat(longestLabel) + "a";
    return new Pep440Version(v.epoch, v.release, v.preKind, v.pre, v.post, v.dev, local, v.large);
  }
}
