package io.envprobe.target.internal;

import io.envprobe.table.Table;
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
 * @param level the Arm architecture version of the core; empty elsewhere
 * @param isExact false where only the family is known and the name is its nearest design
 */
public record Silicon(String name, String target, String core, String level, boolean isExact) {

  /** The design of an x86 processor. */
  static Optional<Silicon> x86(Observation observation) {
    if (observation.family().isEmpty() || observation.model().isEmpty()) {
      return Optional.empty();
    }
    Table table = Table.read(Silicon.class.getResourceAsStream("x86-silicon.table"));
    for (Table row : table.tables("rows")) {
      if (fits(row, observation)) {
        return Optional.of(of(row, true));
      }
    }
    for (Table row : table.tables("families")) {
      if (row.text("vendor").equals(observation.vendor())
          && row.integer("family") == observation.family().getAsLong()) {
        return Optional.of(of(row, false));
      }
    }
    return Optional.empty();
  }

  private static boolean fits(Table row, Observation observation) {
    long model = observation.model().orElse(0);
    long stepping = observation.stepping().orElse(0);
    return row.text("vendor").equals(observation.vendor())
        && row.integer("family") == observation.family().orElse(-1)
        && model >= row.integerOr("from", 0)
        && model <= row.integerOr("to", Long.MAX_VALUE)
        && stepping >= row.integerOr("stepping_from", 0)
        && stepping <= row.integerOr("stepping_to", Long.MAX_VALUE)
        && observation.brand().contains(row.textOr("brand", ""));
  }

  private static Silicon of(Table row, boolean exact) {
    return new Silicon(
        row.text("name"),
        row.textOr("target", ""),
        row.textOr("core", ""),
        row.textOr("level", ""),
        exact);
  }

  /** The kinds of Arm cores, each with its design. */
  static List<Identity.Core> arm(List<CoreGroup> groups) {
    List<Identity.Core> found = new ArrayList<>();
    Table table = Table.read(Silicon.class.getResourceAsStream("arm-silicon.table"));
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
                  ? Optional.of(new Silicon(joined(designs), "", "", "", true))
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
    return Optional.empty();
  }

  /** The design of a processor that is neither x86 nor Arm. */
  static Optional<Silicon> other(String architecture, Observation observation) {
    if (architecture.startsWith("ppc64")) {
      return power(architecture, observation.brand());
    }
    Table table = Table.read(Silicon.class.getResourceAsStream("other-silicon.table"));
    String part = observation.cores().isEmpty() ? "" : observation.cores().get(0).part();
    for (Table row : table.tables(architecture)) {
      boolean fits =
          row.textOr("machine", "\0").equals(part)
              || row.textOr("uarch", "\0").equals(part)
              || observation.brand().contains(row.textOr("contains", "\0"))
              || (!observation.brand().isEmpty()
                  && row.text("name")
                      .equals(observation.brand().replace("Spacemit(R)", "SpacemiT")));
      if (fits) {
        return Optional.of(of(row, true));
      }
    }
    return Optional.empty();
  }

  private static Optional<Silicon> power(String architecture, String brand) {
    int at = brand.indexOf("POWER");
    if (at < 0) {
      return Optional.empty();
    }
    int end = at + "POWER".length();
    while (end < brand.length() && Character.isDigit(brand.charAt(end))) {
      end++;
    }
    String name = brand.substring(at, end);
    String target = "power" + name.substring("POWER".length());
    return Optional.of(
        new Silicon(name, architecture.equals("ppc64le") ? target + "le" : target, "", "", true));
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
