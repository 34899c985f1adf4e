package io.envprobe.target.internal;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which glibc-hwcaps directories the dynamic loader searches: those whose features are usable and
 * that the variable {@code GLIBC_TUNABLES} does not switch off.
 */
final class GlibcHwcaps {
  private static final String TUNABLE = "glibc.cpu.hwcaps=";

  private GlibcHwcaps() {}

  /** The directories, best first. */
  static List<String> directories(String architecture, Set<String> usable, String tunables) {
    Set<String> offered = new TreeSet<>(usable);
    offered.removeAll(switchedOff(tunables));
    int level = architecture.equals("x86_64") ? PsabiLevels.read().ofRunning(offered) : 0;
    List<String> directories = new ArrayList<>();
    for (Table row : table().tables("rows")) {
      if (row.text("architecture").equals(architecture)
          && row.integerOr("level", 0) <= level
          && offered.containsAll(row.texts("features"))) {
        directories.add(row.text("directory"));
      }
    }
    return directories;
  }

  /** The features that the variable takes from the loader, in Linux names. */
  static Set<String> switchedOff(String tunables) {
    Set<String> off = new TreeSet<>();
    int start = tunables.lastIndexOf(TUNABLE);
    if (start < 0) {
      return off;
    }
    int end = tunables.indexOf(':', start);
    String list = tunables.substring(start + TUNABLE.length(), end < 0 ? tunables.length() : end);
    Table names = table().table("tunables");
    for (String word : list.split(",", -1)) {
      if (word.startsWith("-")) {
        String name = word.substring(1).toLowerCase(Locale.ROOT).replace("_usable", "");
        off.add(names.textOr(name, name));
      }
    }
    return off;
  }

  private static Table table() {
    return Table.read(GlibcHwcaps.class.getResourceAsStream("glibc-hwcaps.table"));
  }
}
