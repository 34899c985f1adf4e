package io.envprobe.target;

import static io.envprobe.target.Machines.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands between a program and the silicon, and what it takes away. */
class SurroundingsTest {
  private static final String TILES = " xfd amx_tile amx_int8 amx_bf16";

  private static Profile sapphireRapids(CpuInput... further) {
    List<CpuInput> inputs = new ArrayList<>(List.of(further));
    inputs.add(
        CpuInput.of(
            CpuInput.Kind.CPUINFO,
            "/proc/cpuinfo",
            Machines.x86("GenuineIntel", 6, 143, "Xeon", Machines.V4 + TILES)));
    return Machines.profile("x86_64", "linux", inputs.toArray(new CpuInput[0]));
  }

  private static boolean has(Profile profile, String feature) {
    return profile.reading(CpuFacts.CPU_FEATURES).asOptional().orElseThrow().contains(feature);
  }

  private static String cause(Profile profile, String feature) {
    for (FactRecord record : profile.reading(CpuFacts.CPU_HIDDEN).asOptional().orElseThrow()) {
      if (record.text("feature").orElse("").equals(feature)) {
        return record.text("cause").orElse("");
      }
    }
    return "";
  }

  @Test
  void amxIsUsableWhereTheKernelGrantsItsState() {
    Profile profile =
        sapphireRapids(CpuInput.of(CpuInput.Kind.TILE_PERMISSION, "arch_prctl", "0x60000"));
    assertTrue(has(profile, "amx_int8"));
    assertEquals("true", value(profile, CpuFacts.CPU_AMX));
  }

  @Test
  void amxIsHiddenWhereTheKernelGrantsNothing() {
    Profile profile =
        sapphireRapids(CpuInput.of(CpuInput.Kind.TILE_PERMISSION, "arch_prctl", "0x0"));
    assertFalse(has(profile, "amx_tile"));
    assertEquals("permission", cause(profile, "amx_tile"));
    assertEquals("false", value(profile, CpuFacts.CPU_AMX));
  }

  @Test
  void theReleaseOfTheKernelTellsWhatTheCallWould() {
    Profile old =
        sapphireRapids(
            CpuInput.of(
                CpuInput.Kind.KERNEL_BANNER, "/proc/version", "Linux version 5.15.0-91-generic x"));
    assertFalse(has(old, "amx_tile"));
    Fact<Boolean> granted =
        sapphireRapids(
                CpuInput.of(CpuInput.Kind.KERNEL_BANNER, "/proc/version", "Linux version 6.1.0 x"))
            .fact(CpuFacts.CPU_AMX);
    assertEquals(Reading.present(true), granted.reading());
    assertEquals(Origin.DERIVED, granted.origin());
  }

  @Test
  void withoutCallAndReleaseAmxIsUnknownForTheCallsReason() {
    Profile profile =
        sapphireRapids(
            new CpuInput(
                CpuInput.Kind.TILE_PERMISSION,
                "arch_prctl",
                Reading.unknown(UnknownCause.FORBIDDEN, "native calls are not allowed")));
    assertEquals(
        UnknownCause.FORBIDDEN,
        profile
            .reading(CpuFacts.CPU_AMX)
            .fold(
                present -> UnknownCause.CRASHED,
                absent -> UnknownCause.CRASHED,
                unknown -> unknown.cause()));
  }

  @Test
  void aProcessorWithoutTilesHasNoAmx() {
    Profile profile =
        Machines.linux("x86_64", Machines.x86("GenuineIntel", 6, 60, "Core i5", Machines.V3));
    assertEquals("false", value(profile, CpuFacts.CPU_AMX));
  }

  @Test
  void macOsEnablesTheStateOfAvx512WhenItIsUsed() {
    String dump =
        "CPU 0:\n"
            + "0x00000000 0x00: eax=0x16 ebx=0x756e6547 ecx=0x6c65746e edx=0x49656e69\n"
            + "0x00000001 0x00: eax=0x50654 ebx=0x0 ecx=0x7ffefbff edx=0xbfebfbff\n"
            + "0x00000007 0x00: eax=0x0 ebx=0xd39ffffb ecx=0x0 edx=0x0\n"
            + "0x80000000 0x00: eax=0x80000001 ebx=0x0 ecx=0x0 edx=0x0\n"
            + "0x80000001 0x00: eax=0x0 ebx=0x0 ecx=0x121 edx=0x2c100800\n"
            + "XCR0 0x7\n";
    CpuInput input = CpuInput.of(CpuInput.Kind.CPUID, "dump", dump);
    assertEquals("4", value(Machines.profile("x86_64", "macos", input), CpuFacts.CPU_LEVEL));
    Profile windows = Machines.profile("x86_64", "windows", input);
    assertEquals("3", value(windows, CpuFacts.CPU_LEVEL));
    assertEquals("state", cause(windows, "avx512f"));
  }

  @Test
  void aTunableHidesFeaturesFromTheCLibraryOnly() {
    Profile profile =
        Machines.profile(
            "x86_64",
            "linux",
            CpuInput.of(
                CpuInput.Kind.CPUINFO,
                "/proc/cpuinfo",
                Machines.x86("GenuineIntel", 6, 60, "Core i5", Machines.V3)),
            CpuInput.of(CpuInput.Kind.TUNABLES, "GLIBC_TUNABLES", "glibc.cpu.hwcaps=-AVX2"));
    assertEquals("tunable", cause(profile, "avx2"));
    assertTrue(has(profile, "avx2"));
  }

  @Test
  void anX86ProcessOnArmWindowsRunsUnderPrism() {
    Profile profile =
        Machines.profile(
            "x86_64",
            "windows",
            CpuInput.of(
                CpuInput.Kind.PROCESSOR_REGISTRY,
                "registry",
                "VendorIdentifier: GenuineIntel\nIdentifier: Intel64 Family 6 Model 60 Stepping 3\n"),
            CpuInput.of(CpuInput.Kind.WINDOWS_MACHINES, "IsWow64Process2", "0x0 0xaa64"));
    assertEquals("Prism", value(profile, CpuFacts.CPU_EMULATION));
  }

  @Test
  void theMachineBetraysItsHypervisorWhereTheProcessorCannot() {
    CpuInput cpuinfo =
        CpuInput.of(
            CpuInput.Kind.CPUINFO, "/proc/cpuinfo", Machines.arm(0, "0x41", "0xd0c", "fp asimd"));
    assertEquals(
        "QEMU",
        value(
            Machines.profile(
                "aarch64",
                "linux",
                cpuinfo,
                CpuInput.of(CpuInput.Kind.MACHINE, "dmi", "product Standard PC\nvendor QEMU\n")),
            CpuFacts.CPU_HYPERVISOR));
    assertEquals(
        "unknown",
        value(
            Machines.profile(
                "aarch64",
                "linux",
                cpuinfo,
                CpuInput.of(CpuInput.Kind.MACHINE, "dmi", "vendor Ampere\n")),
            CpuFacts.CPU_HYPERVISOR));
  }

  @Test
  void aSixtyFourBitCoreUnderAThirtyTwoBitKernelHidesNothing() {
    Profile profile =
        Machines.linux(
            "armv7l", Machines.arm(0, "0x41", "0xd03", "half thumb fastmult vfp neon vfpv4"));
    assertEquals("Cortex-A53", value(profile, CpuFacts.CPU_SILICON));
    assertEquals("unknown", value(profile, CpuFacts.CPU_HIDDEN));
    assertTrue(profile.findings().isEmpty(), profile.findings().toString());
  }
}
