package io.envprobe.blas.internal.rules;

import io.envprobe.blas.AlternativeGroup;
import io.envprobe.blas.Member;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.Scope;
import io.envprobe.blas.Surroundings;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Severity;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** R10, R11, R15, R17, R19, R20, R21: what the machine does to libraries. */
public final class MachineRules {
  private MachineRules() {}

  /** R21: files for another architecture are named, and left out of every other rule. */
  public static Scope withoutForeign(Scope scope, Findings findings) {
    String architecture = scope.surroundings().architecture();
    if (architecture.isEmpty()) {
      return scope;
    }
    List<Member> members = new ArrayList<>();
    for (Member member : scope.members()) {
      if (member.library().architecture().equals(architecture)) {
        members.add(member);
      } else if (member.library().isNumerical()) {
        findings.about(
            "R21",
            findings.severity("R21"),
            member.library(),
            "is for " + member.library().architecture() + ", not " + architecture);
      }
    }
    return new Scope(scope.kind(), members, scope.surroundings());
  }

  public static void check(Scope scope, Findings findings) {
    Table table = RulesTable.read();
    Surroundings around = scope.surroundings();
    if (scope.kind() != Scope.Kind.PROGRAM) {
      alternatives(around, findings);
    }
    overrides(table, around, findings);
    threads(table, around, findings);
    for (Member member : scope.libraries()) {
      oneProcessor(table, member.library(), around, findings);
    }
    if (around.musl() && scope.libraries().stream().anyMatch(m -> m.library().isLinearAlgebra())) {
      findings.add(
          "R20",
          "musl",
          "The C library is musl: no configuration file says where libraries are, and none can be"
              + " kept apart by deep binding");
    }
  }

  private static void alternatives(Surroundings around, Findings findings) {
    Map<String, String> directories = new HashMap<>();
    for (AlternativeGroup group : around.alternatives()) {
      Evidence evidence = Evidence.file(group.link(), group.value().orElse(""));
      Optional<String> best = group.best().map(AlternativeGroup.Choice::path);
      if (around.dangling().contains(group.name())) {
        findings.add(
            "R11",
            Severity.ERROR,
            group.name(),
            group.linkName()
                + " leads to "
                + group.value().orElse("nothing")
                + ", which is no file",
            evidence);
      } else if (!group.manual() && group.value().isPresent() && !group.value().equals(best)) {
        findings.add(
            "R11",
            Severity.ERROR,
            group.name(),
            group.linkName()
                + " is automatic, and leads to "
                + group.value().get()
                + " although "
                + best.orElse("nothing")
                + " has the highest priority",
            evidence);
      } else if (group.manual()) {
        findings.add(
            "R11",
            group.name(),
            group.linkName() + " was chosen by hand: " + group.value().orElse(""),
            evidence);
      }
      group.value().ifPresent(value -> directories.put(group.linkName(), directory(value)));
    }
    for (Map.Entry<String, String> entry : new java.util.TreeMap<>(directories).entrySet()) {
      if (!entry.getKey().endsWith(".so")) {
        continue;
      }
      for (Map.Entry<String, String> run : new java.util.TreeMap<>(directories).entrySet()) {
        if (run.getKey().startsWith(entry.getKey() + ".")
            && !run.getValue().equals(entry.getValue())) {
          findings.add(
              "R10",
              entry.getKey(),
              entry.getKey()
                  + " is in "
                  + entry.getValue()
                  + ", "
                  + run.getKey()
                  + " in "
                  + run.getValue());
        }
      }
    }
  }

  private static String directory(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static void overrides(Table table, Surroundings around, Findings findings) {
    for (String name : table.texts("overrides")) {
      String value = around.variables().getOrDefault(name, "");
      if (!value.isEmpty()) {
        findings.add("R17", name, name + " is set: " + value, Evidence.variable(name, value));
      }
    }
    if (around.preload().isPresent() && !around.preload().get().isBlank()) {
      findings.add(
          "R17",
          "/etc/ld.so.preload",
          "/etc/ld.so.preload puts libraries before all others",
          Evidence.file("/etc/ld.so.preload", around.preload().get()));
    }
  }

  private static void threads(Table table, Surroundings around, Findings findings) {
    OptionalInt processors = around.processors();
    if (processors.isEmpty()) {
      return;
    }
    for (String name : table.texts("threads")) {
      String value = around.variables().getOrDefault(name, "");
      int wanted = number(value);
      if (wanted > processors.getAsInt()) {
        findings.add(
            "R19",
            name,
            name
                + " asks for "
                + wanted
                + " threads, and a process may use "
                + processors.getAsInt()
                + " processors",
            Evidence.variable(name, value));
      }
    }
  }

  /** The first number of a list such as {@code 8,4}; 0 where there is none. */
  private static int number(String text) {
    int value = 0;
    for (int i = 0; i < text.length() && i < 6; i++) {
      int digit = Character.digit(text.charAt(i), 10);
      if (digit < 0) {
        return text.charAt(i) == ',' ? value : 0;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static void oneProcessor(
      Table table, NumericalLibrary library, Surroundings around, Findings findings) {
    boolean core = library.provider().equals(Optional.of("openblas")) && !library.shim();
    if (!core || !library.kernels().isEmpty() || library.version().isEmpty()) {
      return;
    }
    String text =
        library.clue("version").map(clue -> clue.source().toUpperCase(Locale.ROOT)).orElse("");
    for (Table row : table.tables("cores")) {
      boolean named = (text + " ").contains(" " + row.text("name") + " ");
      if (named
          && !around.features().isEmpty()
          && !around.features().containsAll(row.texts("features"))) {
        findings.about(
            "R15",
            Severity.ERROR,
            library,
            "has code for "
                + row.text("name")
                + " alone, and this processor lacks "
                + String.join(" or ", row.texts("features")));
        return;
      }
    }
    findings.about(
        "R15",
        findings.severity("R15"),
        library,
        "has code for one processor alone, that of its builder's choice");
  }
}
