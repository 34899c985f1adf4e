package io.envprobe.fleet.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The smallest set of builds that covers so many machines. */
final class Cover {
  /** Up to so many builds every set is looked at. */
  static final int EXACT = 16;

  private final int builds;
  private final Map<BitSet, Long> machines;

  /**
   * Builds and who takes them.
   *
   * @param machines how many take each set of builds, by their numbers
   */
  Cover(int builds, Map<BitSet, Long> machines) {
    this.builds = builds;
    this.machines = machines;
  }

  /** A set of builds and how many machines take one of them. */
  record Chosen(List<Integer> builds, long covered, boolean exact) {
    Chosen {
      builds = List.copyOf(builds);
    }
  }

  /** The smallest set that covers at least so many; the whole where none does. */
  Chosen least(long wanted) {
    return builds <= EXACT ? exact(wanted) : greedy(wanted);
  }

  private Chosen exact(long wanted) {
    List<Integer> sets = new ArrayList<>();
    for (int set = 0; set < 1 << builds; set++) {
      sets.add(set);
    }
    // Fewest first; among as many, the first in the order of the builds.
    Collections.sort(
        sets,
        (one, other) -> {
          int size = Integer.bitCount(one) - Integer.bitCount(other);
          return size != 0
              ? size
              : Integer.compareUnsigned(Integer.reverse(other), Integer.reverse(one));
        });
    Map<Integer, Long> masks = new HashMap<>();
    machines.forEach(
        (taken, weight) -> {
          int mask = 0;
          for (int build = taken.nextSetBit(0); build >= 0; build = taken.nextSetBit(build + 1)) {
            mask |= 1 << build;
          }
          masks.merge(mask, weight, Long::sum);
        });
    Chosen best = new Chosen(List.of(), -1, true);
    int size = -1;
    for (int set : sets) {
      if (size >= 0 && Integer.bitCount(set) > size) {
        return best;
      }
      long covered = 0;
      for (Map.Entry<Integer, Long> mask : masks.entrySet()) {
        covered += (mask.getKey() & set) != 0 ? mask.getValue() : 0;
      }
      if (covered >= wanted && covered > best.covered()) {
        best = new Chosen(members(set), covered, true);
        size = Integer.bitCount(set);
      }
    }
    return size >= 0 ? best : new Chosen(List.of(), 0, true);
  }

  private List<Integer> members(int set) {
    List<Integer> members = new ArrayList<>();
    for (int build = 0; build < builds; build++) {
      if ((set & 1 << build) != 0) {
        members.add(build);
      }
    }
    return members;
  }

  private Chosen greedy(long wanted) {
    List<Integer> chosen = new ArrayList<>();
    Map<BitSet, Long> left = new HashMap<>(machines);
    long covered = 0;
    while (covered < wanted) {
      long[] gain = new long[builds];
      left.forEach(
          (taken, weight) -> {
            for (int build = taken.nextSetBit(0); build >= 0; build = taken.nextSetBit(build + 1)) {
              gain[build] += weight;
            }
          });
      int best = 0;
      for (int build = 1; build < builds; build++) {
        best = gain[build] > gain[best] ? build : best;
      }
      if (gain[best] == 0) {
        return new Chosen(List.of(), 0, false);
      }
      int build = best;
      covered += gain[best];
      chosen.add(build);
      left.keySet().removeIf(taken -> taken.get(build));
    }
    Collections.sort(chosen);
    return new Chosen(chosen, covered, false);
  }
}
