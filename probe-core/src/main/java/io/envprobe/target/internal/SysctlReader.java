package io.envprobe.target.internal;

import io.envprobe.fact.Evidence;
import io.envprobe.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Gives the answer of {@code sysctl} on macOS its meaning. */
final class SysctlReader {
  private SysctlReader() {}

  /** What the text says; {@code locator} names it in the evidence. */
  static Observation read(SysctlText sysctl, String locator) {
    String brand = sysctl.value("machdep.cpu.brand_string");
    boolean apple = brand.contains("Apple");
    Table table = MacosFeaturesTable.read();
    Set<String> features = apple ? arm(table, sysctl) : x86(table, sysctl);
    return new Observation(
        new Evidence("call", locator, brand),
        brand.isEmpty() && features.isEmpty() ? "" : apple ? "aarch64" : "x86_64",
        apple ? "Apple" : sysctl.value("machdep.cpu.vendor"),
        brand,
        apple ? OptionalLong.empty() : number(sysctl.value("machdep.cpu.family")),
        apple ? OptionalLong.empty() : number(sysctl.value("machdep.cpu.model")),
        apple ? OptionalLong.empty() : number(sysctl.value("machdep.cpu.stepping")),
        features.isEmpty() ? Optional.empty() : Optional.of(features),
        cores(sysctl, apple));
  }

  private static Set<String> x86(Table table, SysctlText sysctl) {
    Table names = table.table("x86");
    Set<String> features = new TreeSet<>();
    for (String word :
        Words.set(
            (sysctl.value("machdep.cpu.features")
                    + " "
                    + sysctl.value("machdep.cpu.leaf7_features")
                    + " "
                    + sysctl.value("machdep.cpu.extfeatures"))
                .toLowerCase(Locale.ROOT))) {
      features.add(names.textOr(word, word));
    }
    // The system enables the state of the wide registers when a program first uses them, so XCR0
    // denies what these names promise.
    for (Map.Entry<String, String> entry : sysctl.beginningWith("hw.optional.").entrySet()) {
      if (entry.getKey().startsWith("avx") && entry.getValue().equals("1")) {
        features.add(
            names.textOr(
                entry.getKey(), entry.getKey().replace("avx1_0", "avx").replace("avx2_0", "avx2")));
      }
    }
    return Words.withSse3(features);
  }

  private static Set<String> arm(Table table, SysctlText sysctl) {
    Set<String> features = new TreeSet<>(table.texts("arm_always"));
    for (Table row : table.tables("arm")) {
      if (sysctl.value("hw.optional.arm.FEAT_" + row.text("name")).equals("1")) {
        features.addAll(row.texts("features"));
      }
    }
    if (sysctl.value("hw.optional.armv8_crc32").equals("1")) {
      features.add("crc32");
    }
    return features;
  }

  private static List<CoreGroup> cores(SysctlText sysctl, boolean apple) {
    long performance = Words.number(sysctl.value("hw.perflevel0.logicalcpu"));
    long efficiency = Words.number(sysctl.value("hw.perflevel1.logicalcpu"));
    String maker = apple ? "Apple" : sysctl.value("machdep.cpu.vendor");
    if (performance > 0 && efficiency > 0) {
      return List.of(
          new CoreGroup(maker, "performance", "", (int) performance),
          new CoreGroup(maker, "efficiency", "", (int) efficiency));
    }
    long all = Words.number(sysctl.value("hw.ncpu"));
    return all > 0 ? List.of(new CoreGroup(maker, "", "", (int) Math.min(all, 65536))) : List.of();
  }

  private static OptionalLong number(String text) {
    long number = Words.number(text);
    return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
