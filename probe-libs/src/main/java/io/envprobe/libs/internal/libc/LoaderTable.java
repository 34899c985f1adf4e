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

  /** Reads the table. */
  public static LoaderTable read() {
    return new LoaderTable(Table.read(LoaderTable.class.getResourceAsStream("loaders.table")));
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
