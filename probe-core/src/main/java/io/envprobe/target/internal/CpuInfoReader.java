package io.envprobe.target.internal;

import io.envprobe.fact.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Gives the blocks of {@code /proc/cpuinfo} their meaning. The form alone says which kernel wrote
 * it, so a file that came through an emulator is recognised as foreign.
 */
public final class CpuInfoReader {
  /** No machine has more kinds of cores; a hostile file may, and each costs a comparison. */
  private static final int KINDS_LIMIT = 64;

  private CpuInfoReader() {}

  /** What the text says; {@code locator} names it in the evidence. */
  public static Observation read(CpuInfo info, String locator) {
    String form = form(info);
    return switch (form) {
      case "x86_64", "x86" -> x86(info, form, locator);
      case "aarch64", "arm" -> arm(info, form, locator);
      case "s390x" -> s390(info, locator);
      case "ppc64" -> power(info, locator);
      case "riscv64", "riscv32" -> riscv(info, form, locator);
      default -> other(info, form, locator);
    };
  }

  private static String form(CpuInfo info) {
    if (!info.first("flags").isEmpty() || !info.first("cpu family").isEmpty()) {
      return Words.has(info.first("flags"), "lm") ? "x86_64" : "x86";
    }
    String features = " " + info.first("Features") + " ";
    if (!info.first("CPU implementer").isEmpty() || !info.first("CPU architecture").isEmpty()) {
      // A 64-bit kernel shows 32-bit programs the 32-bit names.
      return features.contains(" asimd ") || info.first("CPU architecture").equals("AArch64")
          ? "aarch64"
          : "arm";
    }
    if (info.first("vendor_id").equals("IBM/S390")) {
      return "s390x";
    }
    if (info.first("isa").startsWith("rv")) {
      return info.first("isa").startsWith("rv32") ? "riscv32" : "riscv64";
    }
    if (info.first("CPU Family").startsWith("Loongson") || features.contains(" lsx ")) {
      return "loongarch64";
    }
    String cpu = info.first("cpu");
    if (cpu.contains("POWER") || cpu.startsWith("PPC") || info.first("revision").contains("pvr")) {
      return "ppc64";
    }
    if (cpu.contains("Sparc") || !info.first("cpucaps").isEmpty()) {
      return "sparc64";
    }
    return info.first("cpu model").startsWith("MIPS") ? "mips64" : "";
  }

  private static Observation x86(CpuInfo info, String form, String locator) {
    List<String> lines = info.distinct("flags");
    Set<String> features = Words.common(lines);
    if (features.contains("pni") || features.contains("ssse3")) {
      features.add("sse3");
    }
    String vendor = info.first("vendor_id");
    return new Observation(
        Evidence.file(locator, info.first("model name")),
        form,
        vendor,
        info.first("model name").equals("unknown") ? "" : info.first("model name"),
        number(info.first("cpu family")),
        number(info.first("model")),
        number(info.first("stepping")),
        lines.isEmpty() ? Optional.empty() : Optional.of(features),
        groups(info, "vendor_id", "model", "stepping"));
  }

  private static Observation arm(CpuInfo info, String form, String locator) {
    List<String> lines = info.distinct("Features");
    return named(
        info,
        form,
        locator,
        ArmVendors.name(info.first("CPU implementer")),
        "",
        lines.isEmpty() ? Optional.empty() : Optional.of(Words.common(lines)),
        armGroups(info));
  }

  private static Observation s390(CpuInfo info, String locator) {
    String machine = "";
    int count = 0;
    for (Map<String, String> block : info.blocks()) {
      for (Map.Entry<String, String> line : block.entrySet()) {
        if (line.getKey().startsWith("processor ")) {
          count++;
          int at = line.getValue().indexOf("machine = ");
          machine = at < 0 ? machine : line.getValue().substring(at + "machine = ".length());
        }
      }
    }
    List<CoreGroup> groups =
        count == 0 ? List.of() : List.of(new CoreGroup("IBM", Words.firstWord(machine), "", count));
    return named(
        info,
        "s390x",
        locator,
        "IBM",
        "",
        Optional.of(Words.common(info.distinct("features"))),
        groups);
  }

  private static Observation power(CpuInfo info, String locator) {
    String cpu = info.first("cpu");
    int comma = cpu.indexOf(',');
    String brand = comma < 0 ? cpu : cpu.substring(0, comma);
    Set<String> features = Words.set(cpu.contains("altivec supported") ? "altivec" : "");
    return named(
        info,
        "ppc64",
        locator,
        cpu.contains("POWER") ? "IBM" : "",
        brand,
        features.isEmpty() ? Optional.empty() : Optional.of(features),
        groups(info, "cpu", "cpu", "revision"));
  }

  private static Observation riscv(CpuInfo info, String form, String locator) {
    List<String> lines = info.distinct("isa");
    Set<String> features = null;
    for (String line : lines) {
      Set<String> extensions = RiscvIsa.extensions(line);
      if (features == null) {
        features = extensions;
      } else {
        features.retainAll(extensions);
      }
    }
    String design = info.first("uarch");
    int comma = design.indexOf(',');
    return named(
        info,
        form,
        locator,
        comma < 0 ? "" : design.substring(0, comma),
        info.first("model name"),
        Optional.ofNullable(features),
        groups(info, "mvendorid", "uarch", "mimpid"));
  }

  private static Observation other(CpuInfo info, String form, String locator) {
    List<String> lines = info.distinct("Features");
    String brand = info.first("Model Name");
    brand = brand.isEmpty() ? info.first("cpu model") : brand;
    brand = brand.isEmpty() ? info.first("cpu") : brand;
    return named(
        info,
        form,
        locator,
        form.equals("loongarch64") ? "Loongson" : "",
        brand,
        lines.isEmpty() ? Optional.empty() : Optional.of(Words.common(lines)),
        groups(info, "CPU Family", "Model Name", "CPU Revision"));
  }

  private static Observation named(
      CpuInfo info,
      String form,
      String locator,
      String vendor,
      String brand,
      Optional<Set<String>> features,
      List<CoreGroup> cores) {
    String excerpt = brand.isEmpty() ? info.first("CPU part") : brand;
    return new Observation(
        Evidence.file(locator, excerpt),
        form,
        vendor,
        brand,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        features,
        cores);
  }

  private static OptionalLong number(String text) {
    long number = Words.number(text);
    return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
  }

  private static List<CoreGroup> groups(CpuInfo info, String maker, String part, String variant) {
    List<CoreGroup> groups = new ArrayList<>();
    for (Map<String, String> block : info.blocks()) {
      if (block.containsKey("processor")) {
        count(
            groups,
            block.getOrDefault(maker, ""),
            block.getOrDefault(part, ""),
            block.getOrDefault(variant, ""));
      }
    }
    return groups;
  }

  /**
   * Counts the blocks that identify a processor. Old kernels write the identification once, in a
   * block of its own; what that one stands for is {@link CpuInfo#processors()}.
   */
  private static List<CoreGroup> armGroups(CpuInfo info) {
    List<CoreGroup> groups = new ArrayList<>();
    for (Map<String, String> block : info.blocks()) {
      if (block.containsKey("CPU part")) {
        count(
            groups,
            block.getOrDefault("CPU implementer", ""),
            block.getOrDefault("CPU part", ""),
            block.getOrDefault("CPU variant", ""));
      }
    }
    return groups;
  }

  /** A kind is its maker and part; the variant is the one that came first. */
  private static void count(List<CoreGroup> groups, String maker, String part, String variant) {
    for (int i = 0; i < groups.size(); i++) {
      CoreGroup group = groups.get(i);
      if (group.implementer().equals(maker) && group.part().equals(part)) {
        groups.set(i, new CoreGroup(maker, part, group.variant(), group.cpus() + 1));
        return;
      }
    }
    if (groups.size() < KINDS_LIMIT) {
      groups.add(new CoreGroup(maker, part, variant, 1));
    }
  }
}
