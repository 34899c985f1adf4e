package io.envprobe.libs.internal.libc;

import io.envprobe.libs.internal.HostPath;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The paths and names of dynamic loaders, by family and architecture. */
public final class LoaderTable {
  private final Table table;

  private LoaderTable(Table table) {
    this.table = table;
  }

  private static final class Holder {
    static final LoaderTable SHIPPED = new LoaderTable(LoadersTable.read());
  }

  /** The table, read on first use. */
  public static LoaderTable read() {
    return Holder.SHIPPED;
  }

  /** The C library whose programs name this loader, by the loader's file name alone. */
  public Optional<String> family(String loader) {
    String name = HostPath.name(loader);
    for (Table row : table.tables("families")) {
      if (name.startsWith(row.text("prefix"))) {
        return Optional.of(row.text("name"));
      }
    }
    return Optional.empty();
  }

  /** Every loader path that a program of some architecture may name. */
  List<String> paths() {
    List<String> paths = new ArrayList<>();
    for (Table row : table.tables("loaders")) {
      paths.add(row.text("glibc"));
      paths.add(row.text("musl"));
    }
    paths.addAll(table.texts("unusual"));
    return paths;
  }

  /** The loader paths of one architecture, glibc's first. */
  public List<String> paths(String architecture) {
    List<String> paths = new ArrayList<>();
    for (Table row : table.tables("loaders")) {
      if (row.text("arch").equals(architecture)) {
        paths.add(row.text("glibc"));
        paths.add(row.text("musl"));
      }
    }
    return paths;
  }

  /** The flags of an architecture in glibc's cache; 0, which no entry has, where not known. */
  public int cacheFlags(String architecture) {
    for (Table row : table.tables("loaders")) {
      if (row.text("arch").equals(architecture)) {
        return (int) row.integerOr("cache_flags", 0);
      }
    }
    return 0;
  }

  /** What {@code $PLATFORM} stands for; empty where the table does not say. */
  Optional<String> platform(String architecture) {
    for (Table row : table.tables("loaders")) {
      if (row.text("arch").equals(architecture) && row.has("platform")) {
        return Optional.of(row.text("platform"));
      }
    }
    return Optional.empty();
  }

  /** The {@code glibc-hwcaps} directories that there are for an architecture, best first. */
  List<String> capabilities(String architecture) {
    return texts(architecture, "capabilities");
  }

  /**
   * The names that glibc before 2.37 makes subdirectories of: capabilities of the processor, then
   * the platform.
   *
   * @param mask the capabilities that are looked at, a bit each
   */
  List<String> legacyCapabilities(String architecture, long mask) {
    for (Table row : table.tables("loaders")) {
      if (row.text("arch").equals(architecture)) {
        List<String> names = new ArrayList<>(row.texts("legacy"));
        List<Long> bits = row.integers("legacy_bits");
        for (int i = bits.size() - 1; i >= 0; i--) {
          if ((mask >>> bits.get(i) & 1) == 0) {
            names.remove(i);
          }
        }
        return names;
      }
    }
    return List.of();
  }

  /** The x86-64 level that is lost with a feature; 5, which none has, where none is. */
  int levelLostWithout(String feature) {
    for (Table row : table.tables("masked")) {
      if (row.texts("features").contains(feature)) {
        return (int) row.integer("level");
      }
    }
    return 5;
  }

  private List<String> texts(String architecture, String member) {
    for (Table row : table.tables("loaders")) {
      if (row.text("arch").equals(architecture)) {
        return row.texts(member);
      }
    }
    return List.of();
  }

  /** Where libraries of an architecture are when nothing says better, in order of likelihood. */
  public List<String> directories(String architecture) {
    List<String> directories = new ArrayList<>();
    for (Table row : table.tables("loaders")) {
      if (row.text("arch").equals(architecture)) {
        directories.add("/lib/" + row.text("multiarch"));
        directories.add("/usr/lib/" + row.text("multiarch"));
      }
    }
    directories.addAll(table.texts("directories"));
    return directories;
  }
}
