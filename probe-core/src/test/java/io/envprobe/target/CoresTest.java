package io.envprobe.target;

import static io.envprobe.target.Machines.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kinds of cores, and designs that no table has. */
class CoresTest {
  private static List<FactRecord> clusters(Profile profile) {
    return profile.reading(CpuFacts.CPU_CLUSTERS).asOptional().orElseThrow();
  }

  @Test
  void eachKindOfAHybridProcessorHasItsOwnCore() {
    Profile profile =
        Machines.profile(
            "x86_64",
            "linux",
            CpuInput.of(
                CpuInput.Kind.CPUINFO,
                "/proc/cpuinfo",
                Machines.x86("GenuineIntel", 6, 197, "Core Ultra", Machines.V3)),
            CpuInput.of(
                CpuInput.Kind.HYBRID_LISTS,
                "/sys/devices/cpu_*/cpus",
                "performance 0-5\nefficiency 6-13\nlow-power 14-15\n"));
    assertEquals(3, clusters(profile).size());
    assertEquals("Lion Cove", clusters(profile).get(0).text("core").orElseThrow());
    assertEquals("Skymont", clusters(profile).get(1).text("core").orElseThrow());
    assertEquals(2L, clusters(profile).get(2).integer("cpus").orElseThrow());
  }

  @Test
  void capacityTellsTheFasterKindAndMakesNone() {
    String midr = "0x00000000410fd0b0\n";
    Profile profile =
        Machines.profile(
            "aarch64",
            "linux",
            CpuInput.of(
                CpuInput.Kind.IDENTIFICATION,
                "midr_el1",
                "0 0x00000000410fd050\n1 0x00000000410fd050\n2 " + midr + "3 " + midr),
            CpuInput.of(
                CpuInput.Kind.CAPACITIES, "cpu_capacity", "0 380\n1 380\n2 1000\n3 1024\n"));
    assertEquals(2, clusters(profile).size());
    assertEquals(380L, clusters(profile).get(0).integer("capacity").orElseThrow());
    assertEquals(1024L, clusters(profile).get(1).integer("capacity").orElseThrow());
    assertEquals("Cortex-A76", clusters(profile).get(1).text("name").orElseThrow());
  }

  @Test
  void capacitiesAreTheOnlyTraceOfKindsThatAnOldKernelLeavesOut() {
    Profile profile =
        Machines.profile(
            "aarch64",
            "linux",
            CpuInput.of(
                CpuInput.Kind.CPUINFO,
                "/proc/cpuinfo",
                Machines.arm(0, "0x41", "0xd03", "fp asimd")),
            CpuInput.of(CpuInput.Kind.CAPACITIES, "cpu_capacity", "0 446\n1 446\n2 1024\n"));
    assertTrue(
        profile.findings().stream()
            .anyMatch(
                finding -> finding.message().endsWith("1 of capacity 1024, 2 of capacity 446")),
        profile.findings().toString());
  }

  @Test
  void aFileThatNumbersNoProcessorCountsNoCores() {
    Profile profile =
        Machines.linux(
            "armv6l",
            "Processor\t: ARMv6-compatible processor rev 7 (v6l)\nFeatures\t: half thumb vfp\n"
                + "CPU implementer\t: 0x41\nCPU architecture: 7\nCPU variant\t: 0x0\n"
                + "CPU part\t: 0xb76\nCPU revision\t: 7\n");
    assertEquals("ARM1176", value(profile, CpuFacts.CPU_SILICON));
    assertEquals("unknown", value(profile, CpuFacts.CPU_CLUSTERS));
  }

  @Test
  void aPartOfTheFutureGetsTheOneBeforeIt() {
    Profile profile = Machines.linux("aarch64", Machines.arm(0, "0x41", "0xd9f", "fp asimd"));
    assertEquals("C1-Premium", value(profile, CpuFacts.CPU_SILICON));
    assertTrue(clusters(profile).get(0).isTrue("nearest"));
    assertEquals("unknown", value(profile, CpuFacts.CPU_AARCH64_CORE_LEVEL));
  }

  @Test
  void aFamilyOfTheFutureGetsTheOneBeforeIt() {
    Profile profile =
        Machines.linux("x86_64", Machines.x86("AuthenticAMD", 27, 0, "AMD", Machines.ZEN_4));
    assertEquals("Zen 5", value(profile, CpuFacts.CPU_SILICON));
    assertEquals("zen4", value(profile, CpuFacts.CPU_TARGET));
  }

  @Test
  void aModelOfTheFutureIsTheDeepestThatItHasAllFeaturesOf() {
    Profile profile =
        Machines.linux("x86_64", Machines.x86("AuthenticAMD", 25, 255, "AMD", Machines.ZEN_4));
    assertEquals("Zen 4", value(profile, CpuFacts.CPU_SILICON));
  }

  @Test
  void powerAndAppleKeepTheNamesThatTheirSystemsGive() {
    Profile power =
        Machines.linux("ppc64le", "processor\t: 0\ncpu\t\t: POWER12, altivec supported\n");
    assertEquals("POWER12", value(power, CpuFacts.CPU_SILICON));
    assertEquals("power11le", value(power, CpuFacts.CPU_TARGET));
    Profile apple =
        Machines.profile(
            "aarch64",
            "macos",
            CpuInput.of(
                CpuInput.Kind.SYSCTL, "sysctl", "machdep.cpu.brand_string: Apple M9 Max\n"));
    assertEquals("Apple M9", value(apple, CpuFacts.CPU_SILICON));
    assertTrue(
        apple.findings().stream().anyMatch(one -> one.rule().equals("cpu.unknown-model")),
        apple.findings().toString());
  }

  @Test
  void windowsOnArmTellsFeaturesByRegistersAndByAsking() {
    Profile profile =
        Machines.profile(
            "aarch64",
            "windows",
            CpuInput.of(CpuInput.Kind.IDENTIFICATION, "registry", "0 0x512f0011\n1 0x512f0011\n"),
            CpuInput.of(
                CpuInput.Kind.FEATURE_REGISTERS,
                "registry",
                "0 CP 4030 0x0221100110212120\n1 CP 4030 0x0221100110212120\n"
                    + "0 CP 4020 0x1101000010110000\n1 CP 4020 0x11010000f0ff0000\n"),
            CpuInput.of(
                CpuInput.Kind.PROCESSOR_REGISTRY,
                "registry",
                "Identifier: ARMv8 (64-bit) Family 8 Model 1 Revision 201\n"
                    + "ProcessorNameString: Snapdragon X Elite\nprocessors: 2\n"),
            CpuInput.of(CpuInput.Kind.WINDOWS_FEATURES, "asked", "29 1\n45 1\n"));
    List<String> features = profile.reading(CpuFacts.CPU_FEATURES).asOptional().orElseThrow();
    assertTrue(
        features.containsAll(List.of("aes", "pmull", "crc32", "atomics", "asimddp", "lrcpc", "fp")),
        features.toString());
    assertTrue(!features.contains("fphp") && !features.contains("sve"), features.toString());
    assertEquals("Snapdragon X Elite", value(profile, CpuFacts.CPU_BRAND));
    assertEquals("Oryon", value(profile, CpuFacts.CPU_SILICON));
    assertEquals(2L, clusters(profile).get(0).integer("cpus").orElseThrow());
  }

  @Test
  void windowsIdentifiesAnX86ProcessorWithoutItsInstruction() {
    Profile profile =
        Machines.profile(
            "x86_64",
            "windows",
            CpuInput.of(
                CpuInput.Kind.PROCESSOR_REGISTRY,
                "registry",
                "VendorIdentifier: AuthenticAMD\nIdentifier: AMD64 Family 25 Model 97 Stepping 2\n"
                    + "ProcessorNameString: AMD Ryzen 9 7950X\nprocessors: 32\n"));
    assertEquals("Zen 4", value(profile, CpuFacts.CPU_SILICON));
    assertEquals("AMD Ryzen 9 7950X", value(profile, CpuFacts.CPU_BRAND));
    assertEquals("unknown", value(profile, CpuFacts.CPU_FEATURES));
    assertEquals(32L, clusters(profile).get(0).integer("cpus").orElseThrow());
  }
}
