package io.envprobe.fact;

import java.util.List;

/** The facts about the processor. */
public final class CpuFacts {
  /** The architecture of the processor as the kernel offers it: x86_64, aarch64, ppc64le …. */
  public static final FactKey<String> CPU_ARCH =
      new FactKey<>(
          "cpu.arch",
          FactType.TEXT,
          "",
          "/proc/sys/kernel/arch; a property of the Java machine",
          "the architecture of the processor as the kernel offers it: x86_64, aarch64, ppc64le …");

  /** The maker of the processor. */
  public static final FactKey<String> CPU_VENDOR =
      new FactKey<>("cpu.vendor", FactType.TEXT, "", "/proc/cpuinfo", "the maker of the processor");

  /** The name that the maker gave the processor. */
  public static final FactKey<String> CPU_BRAND =
      new FactKey<>(
          "cpu.brand",
          FactType.TEXT,
          "",
          "/proc/cpuinfo",
          "the name that the maker gave the processor");

  /** The family number of an x86 processor. */
  public static final FactKey<Long> CPU_FAMILY =
      new FactKey<>(
          "cpu.family",
          FactType.INTEGER,
          "",
          "/proc/cpuinfo",
          "the family number of an x86 processor");

  /** The model number of an x86 processor. */
  public static final FactKey<Long> CPU_MODEL =
      new FactKey<>(
          "cpu.model",
          FactType.INTEGER,
          "",
          "/proc/cpuinfo",
          "the model number of an x86 processor");

  /** The stepping of an x86 processor. */
  public static final FactKey<Long> CPU_STEPPING =
      new FactKey<>(
          "cpu.stepping",
          FactType.INTEGER,
          "",
          "/proc/cpuinfo",
          "the stepping of an x86 processor");

  /** The instruction set features that a program may use here, in the names of the Linux kernel. */
  public static final FactKey<List<String>> CPU_FEATURES =
      new FactKey<>(
          "cpu.features",
          FactType.SET,
          "",
          "/proc/cpuinfo; /proc/self/auxv",
          "the instruction set features that a program may use here, in the names of the Linux kernel");

  /** The x86-64 microarchitecture level, 1 to 4; 0 where not even the baseline is there. */
  public static final FactKey<Long> CPU_LEVEL =
      new FactKey<>(
          "cpu.level",
          FactType.INTEGER,
          "",
          "x86-64 psABI over cpu.features",
          "the x86-64 microarchitecture level, 1 to 4; 0 where not even the baseline is there");

  /** The version of the Arm architecture, for example 8.2. */
  public static final FactKey<String> CPU_AARCH64_LEVEL =
      new FactKey<>(
          "cpu.aarch64_level",
          FactType.VERSION,
          "lenient",
          "Arm Architecture Reference Manual over cpu.features",
          "the version of the Arm architecture, for example 8.2");

  /** The most specific target whose code runs here. */
  public static final FactKey<String> CPU_TARGET =
      new FactKey<>(
          "cpu.target",
          FactType.TEXT,
          "",
          "table of targets over cpu.features and identity",
          "the most specific target whose code runs here");

  private CpuFacts() {}

  static List<FactKey<?>> all() {
    return List.of(
        CPU_ARCH,
        CPU_VENDOR,
        CPU_BRAND,
        CPU_FAMILY,
        CPU_MODEL,
        CPU_STEPPING,
        CPU_FEATURES,
        CPU_LEVEL,
        CPU_AARCH64_LEVEL,
        CPU_TARGET);
  }
}
