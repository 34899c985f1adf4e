package io.envprobe.target.internal;

import io.envprobe.table.Table;
import io.envprobe.target.CpuInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Windows tells of an Arm processor: the feature registers that it keeps of each one, for what
 * needs no help from the system, and what it affirms when asked, for all else.
 */
final class WindowsFeatures {
  private static final int FIELD_BITS = 4;
  private static final long FIELD = (1 << FIELD_BITS) - 1;

  /** In fields that count from zero this value says that there is none. */
  private static final long NONE = 0xf;

  private WindowsFeatures() {}

  /** Adds what the sources tell; false where they are not from Windows. */
  static boolean add(Set<String> features, CpuSources sources) {
    if (!sources.has(CpuInput.Kind.FEATURE_REGISTERS)
        && !sources.has(CpuInput.Kind.WINDOWS_FEATURES)) {
      return false;
    }
    Table table = WindowsFeaturesTable.read();
    features.addAll(ofRegisters(table, sources.text(CpuInput.Kind.FEATURE_REGISTERS)));
    Set<String> affirmed = affirmed(sources.text(CpuInput.Kind.WINDOWS_FEATURES));
    for (Table row : table.tables("present")) {
      if (affirmed.contains(Long.toString(row.integer("number")))) {
        features.addAll(row.texts("features"));
      }
    }
    return true;
  }

  private static Set<String> affirmed(String lines) {
    Set<String> numbers = new TreeSet<>();
    for (String line : lines.split("\n", -1)) {
      if (line.endsWith(" 1")) {
        numbers.add(line.substring(0, line.length() - 2));
      }
    }
    return numbers;
  }

  /** What every processor has. */
  private static Set<String> ofRegisters(Table table, String lines) {
    Map<String, Set<String>> byProcessor = new HashMap<>();
    for (String line : lines.split("\n", -1)) {
      int name = line.indexOf(' ');
      int value = line.lastIndexOf(" 0x");
      if (name > 0 && value > name) {
        byProcessor
            .computeIfAbsent(line.substring(0, name), key -> new TreeSet<>())
            .addAll(
                ofRegister(
                    table.tables("registers"),
                    line.substring(name + 1, value),
                    Words.bits(line.substring(value + 1))));
      }
    }
    Set<String> common = null;
    for (Set<String> one : byProcessor.values()) {
      if (common == null) {
        common = one;
      } else {
        common.retainAll(one);
      }
    }
    return common == null ? Set.of() : common;
  }

  private static Set<String> ofRegister(List<Table> registers, String name, long value) {
    Set<String> features = new TreeSet<>();
    for (Table register : registers) {
      if (register.text("name").equals(name)) {
        for (Table field : register.tables("fields")) {
          long found = value >>> field.integer("shift") & FIELD;
          if (found != NONE && found >= field.integer("least")) {
            features.addAll(field.texts("features"));
          }
        }
      }
    }
    return features;
  }
}
