package io.envprobe.target.internal;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The rule by which a release of glibc chooses among its {@code glibc-hwcaps} directories. */
public final class GlibcHwcaps {
  private static final String TUNABLE = "glibc.cpu.hwcaps=";
  private static final long NEWEST = Long.MAX_VALUE;

  private final Table table = table();
  private final String release;
  private final long minor;

  private GlibcHwcaps(String release) {
    this.release = release;
    minor = minor(release);
  }

  /** The rule of a release, {@code 2.36}; the newest one for a text that names none. */
  public static GlibcHwcaps ofRelease(String release) {
    return new GlibcHwcaps(release);
  }

  private static long minor(String release) {
    long minor =
        release.startsWith("2.") ? Words.number(Words.firstWord(release.substring(2))) : -1;
    return minor < 0 ? NEWEST : minor;
  }

  /** The directories, best first. */
  public List<String> directories(String architecture, Set<String> usable, String tunables) {
    Set<String> offered = new TreeSet<>(usable);
    offered.removeAll(switchedOff(tunables));
    List<String> directories = new ArrayList<>();
    if (minor < table.integer("first_release")) {
      return directories;
    }
    int level = architecture.equals("x86_64") ? level(offered) : 0;
    for (Table row : table.tables("rows")) {
      if (row.text("architecture").equals(architecture)
          && row.integerOr("level", 0) <= level
          && offered.containsAll(row.texts("features"))) {
        directories.add(row.text("directory"));
      }
    }
    return directories;
  }

  /** The x86-64 level by the rule of this release, which may leave features out. */
  private int level(Set<String> offered) {
    PsabiLevels levels = PsabiLevels.read();
    int level = 1;
    while (level < levels.highest()) {
      Set<String> needed = new TreeSet<>(levels.added(level + 1));
      for (Table row : table.tables("omissions")) {
        if (row.integer("level") == level + 1 && minor < row.integer("before_release")) {
          needed.removeAll(row.texts("features"));
        }
      }
      if (!offered.containsAll(needed)) {
        return level;
      }
      level++;
    }
    return level;
  }

  /** Which rule it is, and what the variable takes away. */
  public String describe(String tunables) {
    String off = String.join(" ", switchedOff(tunables));
    String rule =
        minor == NEWEST
            ? "the newest rule: the release of glibc is not known"
            : minor < table.integer("first_release")
                ? "glibc " + release + " has no such directories, 2.33 was the first"
                : "the rule of glibc " + release;
    return off.isEmpty() ? rule : rule + "; GLIBC_TUNABLES switches off " + off;
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
    return GlibcHwcapsTable.read();
  }
}
