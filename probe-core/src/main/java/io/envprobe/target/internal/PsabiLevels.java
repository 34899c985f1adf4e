package io.envprobe.target.internal;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The x86-64 microarchitecture levels: which features each one adds. Immutable. */
public final class PsabiLevels {
  private final List<List<String>> added;

  private PsabiLevels(List<List<String>> added) {
    this.added = added;
  }

  private static final class Holder {
    static final PsabiLevels SHIPPED = shipped();
  }

  /** The levels, read on first use. */
  public static PsabiLevels read() {
    return Holder.SHIPPED;
  }

  private static PsabiLevels shipped() {
    List<List<String>> added = new ArrayList<>();
    Table table = PsabiLevelsTable.read();
    for (Table level : table.tables("levels")) {
      added.add(level.texts("features"));
    }
    return new PsabiLevels(added);
  }

  /** The highest level. */
  public int highest() {
    return added.size();
  }

  /** What a level adds to the one below, in the names of the Linux kernel. */
  public List<String> added(int level) {
    return added.get(level - 1);
  }

  /** The highest level whose features, and those of every level below, are all there; 0 to 4. */
  public int of(Set<String> features) {
    return from(0, features);
  }

  /**
   * The level of a machine that runs 64-bit programs: such a machine has the baseline whatever a
   * lossy list of features says.
   */
  public int ofRunning(Set<String> features) {
    return from(1, features);
  }

  private int from(int least, Collection<String> features) {
    int level = least;
    while (level < added.size() && features.containsAll(added.get(level))) {
      level++;
    }
    return level;
  }

  /** What keeps the features from a level, in the order of the levels; empty where nothing does. */
  public List<String> missing(int level, Set<String> features) {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < level; i++) {
      for (String feature : added.get(i)) {
        if (!features.contains(feature)) {
          missing.add(feature);
        }
      }
    }
    return missing;
  }
}
