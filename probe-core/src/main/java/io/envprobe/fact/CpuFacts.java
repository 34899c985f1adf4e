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

  /** The x86-64 microarchitecture level, 1 to 4; 0 on x86 without 64-bit mode. */
  public static final FactKey<Long> CPU_LEVEL =
      new FactKey<>(
          "cpu.level",
          FactType.INTEGER,
          "",
          "x86-64 psABI over cpu.features",
          "the x86-64 microarchitecture level, 1 to 4; 0 on an x86 processor or kernel without 64-bit mode");

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

  /** The design of the silicon, as its maker calls it: Zen 4, Neoverse-N1. */
  public static final FactKey<String> CPU_SILICON =
      new FactKey<>(
          "cpu.silicon",
          FactType.TEXT,
          "",
          "table of designs over family, model and stepping or the main identification register",
          "the design of the silicon, as its maker calls it: Zen 4, Neoverse-N1");

  /** What archspec answers on this machine, quirks included. */
  public static final FactKey<String> CPU_ARCHSPEC_COMPAT =
      new FactKey<>(
          "cpu.archspec_compat",
          FactType.TEXT,
          "",
          "the rules of archspec over the source that archspec reads",
          "what archspec answers on this machine, quirks included");

  /** The kinds of cores, each with its count. */
  public static final FactKey<List<FactRecord>> CPU_CLUSTERS =
      new FactKey<>(
          "cpu.clusters",
          FactType.RECORDS,
          "",
          "/proc/cpuinfo; CPUID leaf 1Ah",
          "the kinds of cores, each with its count");

  /** The features that the silicon has but this environment does not offer, with the cause. */
  public static final FactKey<List<FactRecord>> CPU_HIDDEN =
      new FactKey<>(
          "cpu.hidden",
          FactType.RECORDS,
          "",
          "table of targets and CPUID against cpu.features",
          "the features that the silicon has but this environment does not offer, with the cause");

  /** The hypervisor that runs this machine. */
  public static final FactKey<String> CPU_HYPERVISOR =
      new FactKey<>(
          "cpu.hypervisor",
          FactType.TEXT,
          "",
          "CPUID leaf 40000000h; /sys/hypervisor/type",
          "the hypervisor that runs this machine");

  /** The emulator or translator that runs this process. */
  public static final FactKey<String> CPU_EMULATION =
      new FactKey<>(
          "cpu.emulation",
          FactType.TEXT,
          "",
          "/proc/cpuinfo; CPUID vendor; sysctl.proc_translated",
          "the emulator or translator that runs this process");

  /** The version of the Arm architecture that the cores are designed for. */
  public static final FactKey<String> CPU_AARCH64_CORE_LEVEL =
      new FactKey<>(
          "cpu.aarch64_core_level",
          FactType.VERSION,
          "lenient",
          "table of designs over the main identification register",
          "the version of the Arm architecture that the cores are designed for, hidden features or not");

  /** The RISC-V profiles, with what is missing of each and what cannot be observed. */
  public static final FactKey<List<FactRecord>> CPU_RISCV_PROFILES =
      new FactKey<>(
          "cpu.riscv_profiles",
          FactType.RECORDS,
          "",
          "RISC-V profiles over cpu.features and hwprobe",
          "the RISC-V profiles, with what is missing of each and what cannot be observed");

  /** The glibc-hwcaps directories that glibc searches here, best first. */
  public static final FactKey<List<String>> CPU_HWCAPS =
      new FactKey<>(
          "cpu.hwcaps",
          FactType.LIST,
          "",
          "the rules of glibc over cpu.features",
          "the glibc-hwcaps directories that glibc searches here, best first");

  /** The version of AVX10. */
  public static final FactKey<Long> CPU_AVX10 =
      new FactKey<>("cpu.avx10", FactType.INTEGER, "", "CPUID leaf 24h", "the version of AVX10");

  /** Whether the general registers of APX may be used. */
  public static final FactKey<Boolean> CPU_APX =
      new FactKey<>(
          "cpu.apx",
          FactType.TRUTH,
          "",
          "cpu.features",
          "whether the general registers of APX may be used");

  /** Whether a program may use AMX. */
  public static final FactKey<Boolean> CPU_AMX =
      new FactKey<>(
          "cpu.amx",
          FactType.TRUTH,
          "",
          "arch_prctl ARCH_GET_XCOMP_SUPP; /proc/version; XCR0",
          "whether a program that asks for the tile state of AMX gets it");

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
        CPU_TARGET,
        CPU_SILICON,
        CPU_ARCHSPEC_COMPAT,
        CPU_CLUSTERS,
        CPU_HIDDEN,
        CPU_HYPERVISOR,
        CPU_EMULATION,
        CPU_AARCH64_CORE_LEVEL,
        CPU_RISCV_PROFILES,
        CPU_HWCAPS,
        CPU_AVX10,
        CPU_APX,
        CPU_AMX);
  }
}
