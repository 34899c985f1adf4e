package io.envprobe.tag.platform;

import io.envprobe.table.Table;
import io.envprobe.target.TargetOrder;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The microarchitecture levels of conda-forge's packages {@code _x86_64-microarch-level} and {@code
 * _ppc64le-microarch-level}: which of them a client installs by the name in {@code __archspec}, and
 * which of them the machine has.
 */
public final class CondaLevels {
  private static final class Holder {
    static final Table TABLE = CondaLevelsTable.read();
  }

  private CondaLevels() {}

  /**
   * The levels that are installable: conda-forge has a list of names for each, frozen at one
   * release of archspec, so that newer names satisfy none.
   */
  public static List<Integer> installable(String archspec) {
    List<Integer> levels = new ArrayList<>();
    for (Table row : Holder.TABLE.tables("levels")) {
      if (row.texts("names").contains(archspec)) {
        levels.add((int) row.integer("level"));
      }
    }
    return Collections.unmodifiableList(levels);
  }

  /** The highest level that a target has by its ancestry; 0 where its family has no levels. */
  public static int byAncestry(String archspec) {
    TargetOrder order = Targets.order();
    int highest = 0;
    for (Table row : Holder.TABLE.tables("levels")) {
      int level = (int) row.integer("level");
      if (level > highest && order.isAtLeast(archspec, generic(row.text("family"), level))) {
        highest = level;
      }
    }
    return highest;
  }

  private static String generic(String family, int level) {
    if (!family.equals("x86_64")) {
      return "power" + level + "le";
    }
    return level == 1 ? family : family + "_v" + level;
  }
}
