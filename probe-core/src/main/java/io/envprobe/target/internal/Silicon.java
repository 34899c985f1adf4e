package io.envprobe.target.internal;

import io.envprobe.table.Table;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The design that a processor, or one kind of its cores, is.
 *
 * @param name as its maker calls it: {@code Zen 4}, {@code Neoverse-N1}
 * @param target the target that fits; empty where none does
 * @param core the design of the cores where the name is that of a product; may be empty
 * @param efficiencyCore that of the slower cores of a hybrid processor; empty where there are none
 * @param level the Arm architecture version of the core; empty elsewhere
 * @param isExact false where no table has the model and the nearest known design stands for it
 */
public record Silicon(
    String name, String target, String core, String efficiencyCore, String level, boolean isExact) {

  private static final int GENERATIONS_LIMIT = 99;

  /** A design that is known by its name and target alone. */
  static Silicon of(String name, String target, boolean exact) {
    return new Silicon(name, target, "", "", "", exact);
  }

  /** The design of an x86 processor. */
  static Optional<Silicon> x86(Observation observation) {
    if (observation.family().isEmpty() || observation.model().isEmpty()) {
      return Optional.empty();
    }
    Table table = X86SiliconTable.read();
    List<Table> rows = table.tables("rows");
    for (Table row : rows) {
      if (fits(row, observation)) {
        return Optional.of(of(row, true));
      }
    }
    return NearestDesign.x86(rows, observation);
  }

  private static boolean fits(Table row, Observation observation) {
    long model = observation.model().orElse(0);
    long stepping = observation.stepping().orElse(0);
    // The number first: most rows fail at it, and numbers are cheaper than texts.
    return row.integer("family") == observation.family().orElse(-1)
        && model >= row.integerOr("from", 0)
        && model <= row.integerOr("to", Long.MAX_VALUE)
        && stepping >= row.integerOr("stepping_from", 0)
        && stepping <= row.integerOr("stepping_to", Long.MAX_VALUE)
        && row.text("vendor").equals(observation.vendor())
        && observation.brand().contains(row.textOr("brand", ""));
  }

  static Silicon of(Table row, boolean exact) {
    return new Silicon(
        row.text("name"),
        row.textOr("target", ""),
        row.textOr("core", ""),
        row.textOr("efficiency_core", ""),
        row.textOr("level", ""),
        exact);
  }

  /** The kinds of Arm cores, each with its design. */
  static List<Identity.Core> arm(List<CoreGroup> groups) {
    List<Identity.Core> found = new ArrayList<>();
    Table table = ArmSiliconTable.read();
    for (CoreGroup group : groups) {
      List<Silicon> designs = new ArrayList<>();
      // A few vendor kernels name two kinds of cores in one line: 0xc07 & 0xc0f.
      for (String part : group.part().split("&", -1)) {
        Optional<Silicon> design = arm(table, group.implementer(), part.strip());
        if (design.isPresent()) {
          designs.add(design.get());
        }
      }
      found.add(
          new Identity.Core(
              group,
              designs.size() > 1
                  ? Optional.of(of(joined(designs), "", isExact(designs)))
                  : designs.isEmpty() ? Optional.empty() : Optional.of(designs.get(0))));
    }
    return found;
  }

  private static Optional<Silicon> arm(Table table, String implementer, String part) {
    long partNumber = Words.number(part);
    long implementerNumber = Words.number(implementer);
    for (Table row : table.tables("rows")) {
      if (partNumber >= 0
          && Words.number(row.text("part")) == partNumber
          && Words.number(row.text("implementer")) == implementerNumber) {
        return Optional.of(of(row, true));
      }
    }
    return partNumber < 0
        ? Optional.empty()
        : NearestDesign.arm(table.tables("rows"), implementerNumber, partNumber);
  }

  /** The design of a processor that is neither x86 nor Arm. */
  static Optional<Silicon> other(String architecture, Observation observation) {
    if (architecture.startsWith("ppc64")) {
      return power(architecture, observation.brand());
    }
    Table table = OtherSiliconTable.read();
    String part = observation.cores().isEmpty() ? "" : observation.cores().get(0).part();
    List<Table> rows = table.tables(architecture);
    for (Table row : rows) {
      boolean fits =
          row.textOr("machine", "\0").equals(part)
              || row.textOr("uarch", "\0").equals(part)
              || observation.brand().equals(row.textOr("brand", "\0"))
              || observation.brand().contains(row.textOr("contains", "\0"));
      if (fits) {
        return Optional.of(of(row, true));
      }
    }
    if (architecture.startsWith("riscv")) {
      // The kernel has the design's own name from the device tree.
      return part.isEmpty() ? Optional.empty() : Optional.of(of(part, architecture, false));
    }
    return NearestDesign.byFeatures(rows, observation);
  }

  /** The kernel has the name itself, and every generation runs the code of those before it. */
  private static Optional<Silicon> power(String architecture, String brand) {
    int at = brand.indexOf("POWER");
    if (at < 0) {
      return Optional.empty();
    }
    String name = Words.firstWord(brand.substring(at));
    long generation = Words.number(digits(name.substring("POWER".length())));
    String ending = architecture.equals("ppc64le") ? "le" : "";
    for (long known = Math.min(generation, GENERATIONS_LIMIT); known > 0; known--) {
      String target = "power" + known + ending;
      if (Targets.shipped().contains(target)) {
        return Optional.of(of("POWER" + generation, target, known == generation));
      }
    }
    return Optional.of(of(name, "", true));
  }

  private static String digits(String text) {
    int end = 0;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  static boolean isExact(Iterable<Silicon> designs) {
    for (Silicon design : designs) {
      if (!design.isExact()) {
        return false;
      }
    }
    return true;
  }

  /** One name for all kinds of cores, in the order of the source. */
  static String joined(Iterable<Silicon> designs) {
    Set<String> names = new LinkedHashSet<>();
    for (Silicon design : designs) {
      names.add(design.name());
    }
    return String.join(" and ", new ArrayList<>(names));
  }
}
