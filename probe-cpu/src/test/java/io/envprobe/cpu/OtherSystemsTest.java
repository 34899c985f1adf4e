package io.envprobe.cpu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Systems whose answers are recorded, because the build does not run on them. */
class OtherSystemsTest {
  private static Profile probe(String system, String architecture, Host host) {
    Profile needed =
        new Profile(
            List.of(
                Fact.observed(CpuFacts.CPU_ARCH, architecture),
                Fact.observed(OsFacts.OS_NAME, system)),
            List.of(),
            Map.of());
    List<Fact<?>> facts = new ArrayList<>();
    for (Probe probe : new CpuProbes().probes()) {
      ProbeSession session = new ProbeSession(host, needed);
      probe.probe(session);
      facts.addAll(session.facts());
    }
    return new Profile(facts, List.of(), Map.of());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void aMacAnswersBySysctl() {
    Host host =
        new HostOfFiles()
            .with("sysctlbyname machdep.cpu.brand_string", bytes("Apple M2"))
            .with("sysctlbyname hw.perflevel0.logicalcpu", bytes("4"))
            .with("sysctlbyname hw.perflevel1.logicalcpu", bytes("4"))
            .with("sysctlbyname hw.optional.arm.FEAT_BF16", bytes("1"));
    Profile profile = probe("macos", "aarch64", host);
    assertEquals(Reading.present("Apple M2"), profile.reading(CpuFacts.CPU_SILICON));
    assertEquals(Reading.present("m2"), profile.reading(CpuFacts.CPU_ARCHSPEC_COMPAT));
    assertTrue(profile.reading(CpuFacts.CPU_FEATURES).asOptional().orElseThrow().contains("bf16"));
  }

  @Test
  void aProcessUnderRosettaIsTold() {
    Host host =
        new HostOfFiles()
            .with("sysctlbyname machdep.cpu.brand_string", bytes("VirtualApple @ 2.50GHz"))
            .with("sysctlbyname sysctl.proc_translated", bytes("1"));
    assertEquals(
        Reading.present("Rosetta"), probe("macos", "x86_64", host).reading(CpuFacts.CPU_EMULATION));
  }

  @Test
  void withoutPermissionForCallsAMacIsUnknownForThatReason() {
    Host host =
        new HostOfFiles().failing("sysctlbyname machdep.cpu.brand_string", FailureKind.FORBIDDEN);
    Reading<String> vendor = probe("macos", "aarch64", host).reading(CpuFacts.CPU_VENDOR);
    assertEquals(
        UnknownCause.FORBIDDEN,
        vendor.fold(
            present -> UnknownCause.CRASHED,
            absent -> UnknownCause.CRASHED,
            unknown -> unknown.cause()));
  }

  @Test
  void windowsOnArmKeepsTheRegistersInItsRegistry() {
    Host host =
        new HostOfFiles()
            .with("processor-registry 0 CP 4000", bytes("0x512f0011"))
            .with("processor-registry 1 CP 4000", bytes("0x512f0011"));
    Profile profile = probe("windows", "aarch64", host);
    assertEquals(Reading.present("Oryon"), profile.reading(CpuFacts.CPU_SILICON));
    assertEquals(Reading.present("Qualcomm"), profile.reading(CpuFacts.CPU_VENDOR));
    FactRecord cluster = profile.reading(CpuFacts.CPU_CLUSTERS).asOptional().orElseThrow().get(0);
    assertEquals(2L, cluster.integer("cpus").orElseThrow());
  }

  @Test
  void windowsOnX86IsAskedByTheInstruction() {
    Host host =
        new HostOfFiles()
            .with(
                "native cpuid ",
                bytes(
                    "CPU 0:\n"
                        + "0x00000000 0x00: eax=0x1 ebx=0x756e6547 ecx=0x6c65746e edx=0x49656e69\n"
                        + "0x00000001 0x00: eax=0x306a9 ebx=0x0 ecx=0x7fbae3bf edx=0xbfebfbff\n"
                        + "0x80000000 0x00: eax=0x80000001 ebx=0x0 ecx=0x0 edx=0x0\n"
                        + "0x80000001 0x00: eax=0x0 ebx=0x0 ecx=0x1 edx=0x28100800\n"
                        + "XCR0 0x7\n"));
    Profile profile = probe("windows", "x86_64", host);
    assertEquals(Reading.present("Ivy Bridge"), profile.reading(CpuFacts.CPU_SILICON));
    assertEquals(Reading.present(2L), profile.reading(CpuFacts.CPU_LEVEL));
    assertTrue(profile.reading(CpuFacts.CPU_HYPERVISOR).isAbsent());
  }

  @Test
  void aRiscvKernelKnowsMoreThanItsFile() {
    Host host =
        new HostOfFiles()
            .with("/proc/cpuinfo", bytes("processor\t: 0\nisa\t\t: rv64imafdc\n"))
            .with("native hwprobe ", bytes("3 0x1\n4 0x3b\n"));
    List<FactRecord> profiles =
        probe("linux", "riscv64", host)
            .reading(CpuFacts.CPU_RISCV_PROFILES)
            .asOptional()
            .orElseThrow();
    assertTrue(profiles.get(0).isTrue("possible"));
    assertTrue(profiles.get(1).texts("missing").stream().noneMatch("zba"::equals));
    assertTrue(profiles.get(1).texts("missing").contains("zicbom"));
  }

  @Test
  void aHybridProcessorHasTwoClustersOnLinuxToo() {
    Host host =
        new HostOfFiles()
            .with(
                "/proc/cpuinfo",
                bytes(
                    "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\n"
                        + "model\t\t: 151\nstepping\t: 2\nflags\t\t: fpu lm sse2\n"))
            .with("/sys/devices/cpu_core/cpus", bytes("0-15\n"))
            .with("/sys/devices/cpu_atom/cpus", bytes("16-23\n"));
    Profile profile = probe("linux", "x86_64", host);
    assertEquals(Reading.present("Alder Lake"), profile.reading(CpuFacts.CPU_SILICON));
    assertEquals(
        List.of(16L, 8L),
        profile.reading(CpuFacts.CPU_CLUSTERS).asOptional().orElseThrow().stream()
            .map(cluster -> cluster.integer("cpus").orElseThrow())
            .toList());
  }

  @Test
  void theInstructionIsNotExecutedWhereTheFilesSayEnough() {
    Host host =
        new HostOfFiles()
            .with(
                "/proc/cpuinfo",
                bytes(
                    "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\n"
                        + "model\t\t: 60\nstepping\t: 2\nflags\t\t: fpu lm sse2\n"))
            .failing("native cpuid ", FailureKind.CRASHED);
    Profile profile = probe("linux", "x86_64", host);
    assertTrue(profile.reading(CpuFacts.CPU_HYPERVISOR).isAbsent());
    assertTrue(profile.reading(CpuFacts.CPU_AVX10).isAbsent());
  }

  @Test
  void aHypervisorThatMayNotBeAskedForIsUnknownForThatReason() {
    Host host =
        new HostOfFiles()
            .with(
                "/proc/cpuinfo",
                bytes(
                    "processor\t: 0\nvendor_id\t: AuthenticAMD\ncpu family\t: 25\n"
                        + "model\t\t: 17\nstepping\t: 1\nflags\t\t: fpu lm hypervisor sse2\n"))
            .failing("native cpuid ", FailureKind.FORBIDDEN);
    assertEquals(
        Reading.unknown(
            UnknownCause.FORBIDDEN,
            "there is a hypervisor; only the CPUID instruction names it, and native cpuid  fails"),
        probe("linux", "x86_64", host).reading(CpuFacts.CPU_HYPERVISOR));
  }

  @Test
  void windowsOnArmTellsFeaturesAndTheMakersName() {
    Host host =
        new HostOfFiles()
            .with("processor-registry 0 CP 4000", bytes("0x512f0011"))
            .with("processor-registry 0 CP 4030", bytes("0x221100110212120"))
            .with("processor-registry 0 ProcessorNameString", bytes("Snapdragon X"))
            .with("processor-registry 0 Identifier", bytes("ARMv8 (64-bit) Family 8"))
            .with("IsProcessorFeaturePresent 45", bytes("1"))
            .with("IsProcessorFeaturePresent", bytes("0"));
    Profile profile = probe("windows", "aarch64", host);
    assertEquals(Reading.present("Snapdragon X"), profile.reading(CpuFacts.CPU_BRAND));
    assertTrue(
        profile.reading(CpuFacts.CPU_FEATURES).asOptional().orElseThrow().contains("atomics"));
  }

  @Test
  void anX86ProcessOnArmWindowsRunsUnderPrism() {
    Host host =
        new HostOfFiles()
            .with("processor-registry 0 VendorIdentifier", bytes("GenuineIntel"))
            .with("processor-registry 0 Identifier", bytes("Intel64 Family 6 Model 60 Stepping 3"))
            .failing("native cpuid ", FailureKind.DENIED)
            .with("native IsWow64Process2 ", bytes("0x0 0xaa64"));
    Profile profile = probe("windows", "x86_64", host);
    assertEquals(Reading.present("Prism"), profile.reading(CpuFacts.CPU_EMULATION));
    assertEquals(
        UnknownCause.DENIED,
        profile
            .reading(CpuFacts.CPU_FEATURES)
            .fold(
                present -> UnknownCause.CRASHED,
                absent -> UnknownCause.CRASHED,
                unknown -> unknown.cause()));
  }

  @Test
  void theKernelIsAskedForTilesOnlyWhereItListsThem() {
    Host host =
        new HostOfFiles()
            .with(
                "/proc/cpuinfo",
                bytes(
                    "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\n"
                        + "model\t\t: 143\nstepping\t: 8\nflags\t\t: fpu lm sse2 xfd amx_tile\n"))
            .with("native arch_prctl ARCH_GET_XCOMP_SUPP", bytes("0x0"));
    assertEquals(Reading.present(false), probe("linux", "x86_64", host).reading(CpuFacts.CPU_AMX));
  }

  @Test
  void aVirtualArmMachineIsToldByItsFirmware() {
    Host host =
        new HostOfFiles()
            .with(
                "/proc/cpuinfo",
                bytes(
                    "processor\t: 0\nFeatures\t: fp asimd\nCPU implementer\t: 0x41\n"
                        + "CPU architecture: 8\nCPU part\t: 0xd0c\n"))
            .with("/sys/class/dmi/id/sys_vendor", bytes("QEMU\n"));
    assertEquals(
        Reading.present("QEMU"), probe("linux", "aarch64", host).reading(CpuFacts.CPU_HYPERVISOR));
  }

  @Test
  void directoriesOfTheLoaderFollowFromFactsAlone() {
    ProbeSession session =
        new ProbeSession(
            new HostOfFiles(),
            new Profile(
                List.of(
                    Fact.observed(OsFacts.OS_NAME, "linux"),
                    Fact.observed(CpuFacts.CPU_ARCH, "x86_64"),
                    Fact.observed(
                        CpuFacts.CPU_FEATURES,
                        List.of("pni", "ssse3", "cx16", "sse4_1", "sse4_2", "popcnt", "lahf_lm")),
                    Fact.observed(LibraryFacts.LIBC_NAME, "glibc"),
                    Fact.observed(LibraryFacts.LIBC_VERSION, "2.36")),
                List.of(),
                Map.of()));
    new LoaderDirectoriesProbe().probe(session);
    assertEquals(Reading.present(List.of("x86-64-v2")), session.facts().get(0).reading());
  }
}
