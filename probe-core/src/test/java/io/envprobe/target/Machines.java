package io.envprobe.target;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import java.util.List;
import java.util.Map;

/** Machines made of the texts that their kernels print. */
final class Machines {
  static final String V1 = "fpu cx8 cmov mmx fxsr sse sse2 syscall lm";
  static final String V2 = V1 + " pni ssse3 cx16 sse4_1 sse4_2 popcnt lahf_lm";
  static final String V3 = V2 + " abm avx avx2 bmi1 bmi2 f16c fma movbe xsave";
  static final String V4 = V3 + " avx512f avx512bw avx512cd avx512dq avx512vl";
  static final String ZEN_3 =
      V3
          + " fsgsbase rdseed clzero aes pclmulqdq sse4a xsavec xsaveopt clflushopt clwb vaes"
          + " vpclmulqdq pku";
  static final String ZEN_4 =
      ZEN_3
          + " avx512f avx512bw avx512cd avx512dq avx512vl gfni flush_l1d avx512ifma avx512_bf16"
          + " avx512vbmi avx512_vbmi2 avx512_vnni avx512_bitalg avx512_vpopcntdq";

  private Machines() {}

  /** A block of an x86 file. */
  static String x86(String vendor, int family, int model, String brand, String flags) {
    return "processor\t: 0\nvendor_id\t: "
        + vendor
        + "\ncpu family\t: "
        + family
        + "\nmodel\t\t: "
        + model
        + "\nmodel name\t: "
        + brand
        + "\nstepping\t: 1\nflags\t\t: "
        + flags
        + "\n\n";
  }

  /** A block of an Arm file. */
  static String arm(int number, String implementer, String part, String features) {
    return "processor\t: "
        + number
        + "\nFeatures\t: "
        + features
        + "\nCPU implementer\t: "
        + implementer
        + "\nCPU architecture: 8\nCPU variant\t: 0x0\nCPU part\t: "
        + part
        + "\nCPU revision\t: 1\n\n";
  }

  /** The profile that a Linux file gives. */
  static Profile linux(String architecture, String cpuinfo) {
    return profile(
        architecture, "linux", CpuInput.of(CpuInput.Kind.CPUINFO, "/proc/cpuinfo", cpuinfo));
  }

  static Profile profile(String architecture, String system, CpuInput... inputs) {
    CpuExamination examination = CpuExamination.of(architecture, system, List.of(inputs));
    return new Profile(examination.facts(), examination.findings(), Map.of());
  }

  /** The value as text; {@code absent} or {@code unknown} where there is none. */
  static <T> String value(Profile profile, FactKey<T> key) {
    Fact<T> fact = profile.fact(key);
    return fact.reading()
        .fold(
            present -> present.value().toString(),
            absent -> "absent",
            (Reading.Unknown<T> unknown) -> "unknown");
  }
}
