package io.envprobe.target.internal;

import io.envprobe.table.Table;
import io.envprobe.target.CpuInput;
import java.util.Locale;
import java.util.Optional;

/** The names of hypervisors and translators behind what they put in front of a program. */
final class Surroundings {
  private final Table table = SurroundingsTable.read();

  /** The product behind a hypervisor's signature; the signature itself where it is not known. */
  String hypervisor(String signature) {
    for (Table row : table.tables("hypervisors")) {
      if (row.text("signature").equals(signature)) {
        return row.text("name");
      }
    }
    return signature;
  }

  /** The translator that calls itself by this vendor name; empty for a real maker. */
  String translator(String vendor) {
    for (Table row : table.tables("translators")) {
      if (row.text("vendor").equals(vendor)) {
        return row.text("name");
      }
    }
    return "";
  }

  /**
   * The hypervisor that the lines about the machine betray.
   *
   * @param lines what {@link CpuInput.Kind#MACHINE} has
   */
  Optional<Betrayal> hypervisorOfMachine(String lines) {
    for (String line : lines.split("\n", -1)) {
      for (Table row : table.tables("machines")) {
        String mark = row.text("line") + " " + row.text("begins");
        if (line.toLowerCase(Locale.ROOT).startsWith(mark.toLowerCase(Locale.ROOT))) {
          return Optional.of(new Betrayal(row.text("name"), line));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A hypervisor and the line that it was told by.
   *
   * @param name the product
   * @param line the line
   */
  record Betrayal(String name, String line) {}
}
