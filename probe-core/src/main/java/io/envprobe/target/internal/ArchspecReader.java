package io.envprobe.target.internal;

import io.envprobe.table.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads raw texts as archspec reads them, with its habits: the first processor only, the last of
 * repeated names, a text that is not UTF-8 not at all.
 */
final class ArchspecReader {
  /** Python decodes a text file in pieces of this size. */
  private static final int PIECE = 8192;

  private static final char NOT_UTF_8 = '\uFFFD';
  private static final int VERSION_DIGITS_LIMIT = 9;

  private ArchspecReader() {}

  /** {@code /proc/cpuinfo} on Linux. */
  static ArchspecFacts linux(String machine, String text) {
    Map<String, String> first = firstBlock(text);
    if (first.containsKey("\0")) {
      return ArchspecFacts.onlyMachine(machine);
    }
    return switch (machine) {
      case "x86_64" ->
          facts(machine, first.getOrDefault("vendor_id", "generic"), first.get("flags"), "");
      case "aarch64" ->
          facts(
              machine,
              first.containsKey("CPU implementer")
                  ? ArmVendors.name(first.getOrDefault("CPU implementer", ""))
                  : "generic",
              first.get("Features"),
              first.getOrDefault("CPU part", ""));
      case "ppc64", "ppc64le" ->
          new ArchspecFacts(
              machine,
              "",
              Set.of(),
              "",
              generation(first.getOrDefault("cpu", "")),
              "",
              false,
              true);
      case "riscv64" ->
          new ArchspecFacts(machine, "", Set.of(), "", 0, riscvDesign(first), false, true);
      default -> ArchspecFacts.onlyMachine(machine);
    };
  }

  private static ArchspecFacts facts(
      String machine,
      String vendor,
      @org.jspecify.annotations.Nullable String features,
      String part) {
    return new ArchspecFacts(
        machine, vendor, Words.set(features == null ? "" : features), part, 0, "", false, true);
  }

  private static String riscvDesign(Map<String, String> first) {
    String design = first.getOrDefault("uarch", "riscv64");
    if (design.equals("sifive,u74-mc")) {
      return "u74mc";
    }
    boolean x60 =
        design.equals("spacemit,x60")
            || first.getOrDefault("model name", "").equals("Spacemit(R) X60");
    return x60 ? "x60" : design;
  }

  /** The lines up to the first without a colon; an entry named NUL says that decoding failed. */
  private static Map<String, String> firstBlock(String text) {
    Map<String, String> values = new HashMap<>();
    int length = text.length();
    int start = 0;
    while (start < length) {
      int end = start;
      while (end < length && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      int colon = text.indexOf(':', start);
      boolean separated = colon >= 0 && colon < end;
      if (!separated && !values.isEmpty()) {
        break;
      }
      int nameEnd = separated ? colon : end;
      values.put(
          text.substring(start, nameEnd).strip(),
          separated ? text.substring(colon + 1, end).strip() : "");
      boolean pair = end + 1 < length && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n';
      start = end + (pair ? 2 : 1);
    }
    int decoded = Math.min(length, (start / PIECE + 1) * PIECE);
    int broken = text.indexOf(NOT_UTF_8);
    if (broken >= 0 && broken < decoded) {
      values.put("\0", "");
    }
    return values;
  }

  private static long generation(String cpu) {
    int at = cpu.indexOf("POWER");
    while (at >= 0) {
      int start = at + "POWER".length();
      int end = start;
      while (end < cpu.length() && Character.isDigit(cpu.charAt(end))) {
        end++;
      }
      if (end > start) {
        String digits = cpu.substring(start, Math.min(end, start + VERSION_DIGITS_LIMIT));
        return Long.parseLong(digits);
      }
      at = cpu.indexOf("POWER", start);
    }
    return 0;
  }

  /** The answer of {@code sysctl} on macOS. */
  static ArchspecFacts macos(SysctlText sysctl) {
    String brand = sysctl.value("machdep.cpu.brand_string");
    if (brand.contains("Apple")) {
      return new ArchspecFacts(
          "aarch64", "Apple", Set.of(), "", 0, SysctlText.appleTarget(brand), true, true);
    }
    Set<String> features =
        new HashSet<>(
            Words.set(
                (sysctl.value("machdep.cpu.features")
                        + " "
                        + sysctl.value("machdep.cpu.leaf7_features")
                        + " "
                        + sysctl.value("machdep.cpu.extfeatures"))
                    .toLowerCase(Locale.ROOT)));
    for (Table row : table().tables("darwin")) {
      if (features.containsAll(row.texts("words"))) {
        features.addAll(row.texts("features"));
      }
    }
    return new ArchspecFacts(
        "x86_64", sysctl.value("machdep.cpu.vendor"), features, "", 0, "", false, true);
  }

  /** CPUID on Windows: fewer words than Linux knows, and no regard for what the system enabled. */
  static ArchspecFacts windows(String machine, CpuidRegisters registers) {
    // A maker's name that is not UTF-8 makes archspec give up.
    boolean named = registers.vendor().chars().allMatch(c -> c < 0x80);
    if (!machine.equals("x86_64") || !named) {
      return ArchspecFacts.onlyMachine(machine);
    }
    Set<String> features = new HashSet<>();
    for (Table word : table().tables("cpuid")) {
      List<String> names = word.texts("names");
      long value = registers.value(word);
      for (int bit = 0; bit < names.size(); bit++) {
        if ((value >>> bit & 1) != 0 && !names.get(bit).isEmpty()) {
          features.add(names.get(bit));
        }
      }
    }
    return new ArchspecFacts(machine, registers.vendor(), features, "", 0, "", false, true);
  }

  private static Table table() {
    return ArchspecInputsTable.read();
  }
}
