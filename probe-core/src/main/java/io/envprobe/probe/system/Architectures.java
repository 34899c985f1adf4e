package io.envprobe.probe.system;

import io.envprobe.table.Table;
import java.util.Locale;
import java.util.Optional;

/** The canonical names of architectures: those of the Linux kernel. */
final class Architectures {
  private final Table table;

  private Architectures(Table table) {
    this.table = table;
  }

  static Architectures load() {
    return new Architectures(ArchitecturesTable.read());
  }

  /** The canonical name for what a kernel or a Java machine says. */
  Optional<String> canonical(String spoken) {
    String name = spoken.toLowerCase(Locale.ROOT);
    Optional<Table> row = row(name);
    return row.isPresent() ? Optional.of(row.get().text("name")) : Optional.empty();
  }

  /** Whether a program of that architecture shows that the kernel is of 64 bits. */
  boolean isWide(String spoken) {
    Optional<Table> row = row(spoken.toLowerCase(Locale.ROOT));
    return row.isPresent() && row.get().integer("bits") == 64;
  }

  private Optional<Table> row(String name) {
    for (Table row : table.tables("rows")) {
      if (row.text("name").equals(name) || row.texts("aliases").contains(name)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }
}
