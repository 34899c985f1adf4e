package io.envprobe.target;

import static io.envprobe.target.Machines.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuExaminationTest {
  private static String messages(Profile profile) {
    return String.join("\n", profile.findings().stream().map(Finding::message).toList());
  }

  @Test
  void aZen4WhoseHypervisorHidesTwoBitsIsStillZen4AndArchspecSaysOtherwise() {
    String flags = Machines.ZEN_4.replace(" pku", "").replace(" flush_l1d", "") + " hypervisor";
    Profile profile =
        Machines.linux("x86_64", Machines.x86("AuthenticAMD", 25, 17, "AMD EPYC", flags));
    assertEquals("Zen 4", value(profile, CpuFacts.CPU_SILICON));
    assertEquals("zen4", value(profile, CpuFacts.CPU_TARGET));
    assertEquals("x86_64_v4", value(profile, CpuFacts.CPU_ARCHSPEC_COMPAT));
    assertEquals("4", value(profile, CpuFacts.CPU_LEVEL));
    List<FactRecord> hidden = profile.reading(CpuFacts.CPU_HIDDEN).asOptional().orElseThrow();
    assertEquals(
        List.of("flush_l1d", "pku"),
        hidden.stream().map(one -> one.text("feature").orElseThrow()).toList());
    assertEquals("hypervisor", hidden.get(0).text("cause").orElseThrow());
    assertEquals(
        "the silicon is Zen 4 (zen4), archspec answers x86_64_v4: it misses flush_l1d pku",
        messages(profile));
  }

  @Test
  void aZen4WithoutAvx512IsNoZen4TargetButAZen3One() {
    String flags = Machines.ZEN_3 + " hypervisor";
    Profile profile =
        Machines.linux("x86_64", Machines.x86("AuthenticAMD", 25, 17, "AMD EPYC", flags));
    assertEquals("Zen 4", value(profile, CpuFacts.CPU_SILICON));
    assertEquals("zen3", value(profile, CpuFacts.CPU_TARGET));
  }

  @Test
  void aHigherLevelBeatsALongerLineOfAncestors() {
    String flags = Machines.ZEN_4.replace(" gfni", "");
    Profile profile =
        Machines.linux("x86_64", Machines.x86("AuthenticAMD", 25, 17, "AMD EPYC", flags));
    assertEquals("x86_64_v4", value(profile, CpuFacts.CPU_TARGET));
  }

  @Test
  void aModelOfTheFutureGetsTheNearestDesignOfItsFamilyAndSaysSo() {
    Profile profile =
        Machines.linux("x86_64", Machines.x86("AuthenticAMD", 26, 240, "AMD", Machines.ZEN_4));
    assertEquals("Zen 5", value(profile, CpuFacts.CPU_SILICON));
    assertTrue(messages(profile).contains("no table has this model"), messages(profile));
    assertEquals("zen4", value(profile, CpuFacts.CPU_TARGET));
  }

  @Test
  void anInventedProcessorHasNoSilicon() {
    Profile profile =
        Machines.linux(
            "x86_64",
            Machines.x86(
                "GenuineIntel", 15, 6, "Common KVM processor", Machines.V1 + " pni hypervisor"));
    assertEquals("unknown", value(profile, CpuFacts.CPU_SILICON));
    assertEquals("x86_64", value(profile, CpuFacts.CPU_TARGET));
    assertEquals("1", value(profile, CpuFacts.CPU_LEVEL));
    assertEquals("unknown", value(profile, CpuFacts.CPU_HYPERVISOR));
  }

  @Test
  void aThirtyTwoBitKernelHasLevelZero() {
    Profile profile =
        Machines.linux("i686", Machines.x86("GenuineIntel", 6, 58, "Core i5", Machines.V2));
    assertEquals("0", value(profile, CpuFacts.CPU_LEVEL));
    assertEquals("i686", value(profile, CpuFacts.CPU_ARCHSPEC_COMPAT));
  }

  @Test
  void aProcessorWithoutTheHypervisorBitHasNoHypervisor() {
    Profile profile =
        Machines.linux("x86_64", Machines.x86("GenuineIntel", 6, 60, "Core i5", Machines.V3));
    assertEquals("absent", value(profile, CpuFacts.CPU_HYPERVISOR));
    assertEquals("absent", value(profile, CpuFacts.CPU_EMULATION));
  }

  @Test
  void rosettaCallsItselfVirtualApple() {
    Profile profile =
        Machines.linux("x86_64", Machines.x86("VirtualApple", 6, 44, "VirtualApple", Machines.V2));
    assertEquals("Rosetta", value(profile, CpuFacts.CPU_EMULATION));
    assertEquals("unknown", value(profile, CpuFacts.CPU_SILICON));
  }

  @Test
  void aFileOfAnotherArchitectureMeansAnEmulator() {
    Profile profile =
        Machines.linux("aarch64", Machines.x86("GenuineIntel", 6, 60, "Core i5", Machines.V3));
    assertEquals("qemu-user", value(profile, CpuFacts.CPU_EMULATION));
    assertEquals("unknown", value(profile, CpuFacts.CPU_SILICON));
    assertTrue(messages(profile).contains("an emulator let it through"));
  }

  @Test
  void bigAndLittleCoresAreTwoClustersAndShareOneTarget() {
    String little = "fp asimd aes crc32 atomics fphp asimdhp asimdrdm lrcpc dcpop asimddp";
    Profile profile =
        Machines.linux(
            "aarch64",
            Machines.arm(0, "0x41", "0xd05", little)
                + Machines.arm(1, "0x41", "0xd05", little)
                + Machines.arm(2, "0x41", "0xd0b", little + " ssbs"));
    assertEquals("Cortex-A55 and Cortex-A76", value(profile, CpuFacts.CPU_SILICON));
    List<FactRecord> clusters = profile.reading(CpuFacts.CPU_CLUSTERS).asOptional().orElseThrow();
    assertEquals(
        List.of(2L, 1L), clusters.stream().map(one -> one.integer("cpus").orElseThrow()).toList());
    assertEquals("8.2", value(profile, CpuFacts.CPU_AARCH64_LEVEL));
    assertEquals("8.2", value(profile, CpuFacts.CPU_AARCH64_CORE_LEVEL));
    assertEquals("armv8.2a", value(profile, CpuFacts.CPU_TARGET));
    assertTrue(messages(profile).contains("only some processors have ssbs"), messages(profile));
  }

  @Test
  void aServerCoreWhosePointerAuthenticationIsHiddenHasTwoLevels() {
    String features =
        "fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm jscvt fcma"
            + " lrcpc dcpop sha3 sm3 sm4 asimddp sha512 sve asimdfhm dit uscat ilrcpc flagm ssbs";
    Profile profile = Machines.linux("aarch64", Machines.arm(0, "0x41", "0xd40", features));
    assertEquals("Neoverse-V1", value(profile, CpuFacts.CPU_SILICON));
    assertEquals("8.2", value(profile, CpuFacts.CPU_AARCH64_LEVEL));
    assertEquals("8.4", value(profile, CpuFacts.CPU_AARCH64_CORE_LEVEL));
  }

  @Test
  void otherArchitecturesAreNamedByTheirOwnWords() {
    assertEquals(
        "power10le",
        value(
            Machines.linux("ppc64le", "processor\t: 0\ncpu\t\t: POWER10, altivec supported\n"),
            CpuFacts.CPU_TARGET));
    Profile mainframe =
        Machines.linux(
            "s390x",
            "vendor_id       : IBM/S390\nfeatures\t: esan3 zarch stfle msa ldisp eimm dfp edat"
                + " etf3eh highgprs te vx vxd vxe gs vxe2 vxp sort dflt vxp2 nnpa\n"
                + "processor 0: version = 00,  identification = 0123,  machine = 3931\n");
    assertEquals("z16", value(mainframe, CpuFacts.CPU_SILICON));
    assertEquals("z16", value(mainframe, CpuFacts.CPU_TARGET));
    assertEquals("[z16, z15, z14, z13]", value(mainframe, CpuFacts.CPU_HWCAPS));
    assertEquals("s390x", value(mainframe, CpuFacts.CPU_ARCHSPEC_COMPAT));
    Profile loongson =
        Machines.linux(
            "loongarch64",
            "system type\t: generic\n\nprocessor\t: 0\nCPU Family\t: Loongson-64bit\n"
                + "Model Name\t: Loongson-3A5000\n"
                + "Features\t: cpucfg lam ual fpu lsx lasx crc32 complex crypto lvz\n");
    assertEquals("LA464", value(loongson, CpuFacts.CPU_SILICON));
    assertEquals("la464", value(loongson, CpuFacts.CPU_TARGET));
  }

  @Test
  void noRiscvProfileIsClaimedOutright() {
    Profile profile =
        Machines.linux(
            "riscv64",
            "processor\t: 0\nhart\t\t: 0\nisa\t\t: rv64imafdcv_zicbom_zicboz_zicntr_zicond_zicsr"
                + "_zifencei_zihintpause_zihpm_zfh_zfhmin_zca_zcd_zba_zbb_zbc_zbs_zkt_zicbop\n"
                + "mmu\t\t: sv39\nuarch\t\t: spacemit,x60\n");
    assertEquals("SpacemiT X60", value(profile, CpuFacts.CPU_SILICON));
    assertEquals("x60", value(profile, CpuFacts.CPU_TARGET));
    List<FactRecord> profiles =
        profile.reading(CpuFacts.CPU_RISCV_PROFILES).asOptional().orElseThrow();
    assertTrue(profiles.get(1).isTrue("possible"));
    assertTrue(profiles.get(1).texts("unobservable").contains("zic64b"));
    assertTrue(profiles.get(2).texts("missing").contains("zvbb"));
  }

  @Test
  void anAppleProcessorIsKnownFromSysctl() {
    Profile profile =
        Machines.profile(
            "aarch64",
            "macos",
            CpuInput.of(
                CpuInput.Kind.SYSCTL,
                "sysctl",
                "machdep.cpu.brand_string: Apple M5 Pro\nhw.perflevel0.logicalcpu: 8\n"
                    + "hw.perflevel1.logicalcpu: 4\nhw.optional.arm.FEAT_LSE: 1\n"
                    + "hw.optional.arm.FEAT_SME2: 0\n"));
    assertEquals("Apple M5", value(profile, CpuFacts.CPU_SILICON));
    assertEquals("m4", value(profile, CpuFacts.CPU_ARCHSPEC_COMPAT));
    assertEquals("[asimd, atomics, fp]", value(profile, CpuFacts.CPU_FEATURES));
    assertEquals(2, profile.reading(CpuFacts.CPU_CLUSTERS).asOptional().orElseThrow().size());
  }

  @Test
  void anIntelMacMayUseAvx512AlthoughItsStateIsEnabledLazily() {
    Profile profile =
        Machines.profile(
            "x86_64",
            "macos",
            CpuInput.of(
                CpuInput.Kind.SYSCTL,
                "sysctl",
                "machdep.cpu.brand_string: Intel(R) Xeon(R) W-2140B CPU\n"
                    + "machdep.cpu.vendor: GenuineIntel\nmachdep.cpu.family: 6\n"
                    + "machdep.cpu.model: 85\nmachdep.cpu.stepping: 4\n"
                    + "machdep.cpu.features: FPU CX8 CMOV MMX FXSR SSE SSE2 SSE3 SSSE3 CX16 SSE4.1"
                    + " SSE4.2 POPCNT XSAVE OSXSAVE AVX1.0 F16C FMA MOVBE\n"
                    + "machdep.cpu.leaf7_features: BMI1 AVX2 BMI2\n"
                    + "machdep.cpu.extfeatures: SYSCALL LAHF LZCNT EM64T\n"
                    + "hw.optional.avx512f: 1\nhw.optional.avx512bw: 1\nhw.optional.avx512cd: 1\n"
                    + "hw.optional.avx512dq: 1\nhw.optional.avx512vl: 1\n"));
    assertEquals("4", value(profile, CpuFacts.CPU_LEVEL));
    assertEquals("Skylake", value(profile, CpuFacts.CPU_SILICON));
    assertEquals("absent", value(profile, CpuFacts.CPU_EMULATION));
  }

  @Test
  void coresThatAreSwitchedOffAreCountedFromTheirRegisters() {
    Profile profile =
        Machines.profile(
            "aarch64",
            "linux",
            CpuInput.of(
                CpuInput.Kind.CPUINFO,
                "/proc/cpuinfo",
                Machines.arm(0, "0x41", "0xd03", "fp asimd crc32")),
            CpuInput.of(
                CpuInput.Kind.IDENTIFICATION,
                "midr_el1",
                "0 0x00000000410fd034\n1 0x00000000410fd034\n2 0x00000000410fd092\n"));
    assertEquals("Cortex-A53 and Cortex-A73", value(profile, CpuFacts.CPU_SILICON));
  }

  @Test
  void anEmptyTextLeavesEverythingUnknown() {
    Profile profile = Machines.linux("", "");
    assertEquals("unknown", value(profile, CpuFacts.CPU_ARCH));
    assertEquals("unknown", value(profile, CpuFacts.CPU_LEVEL));
    assertEquals("unknown", value(profile, CpuFacts.CPU_SILICON));
    assertEquals("unknown", value(profile, CpuFacts.CPU_TARGET));
  }

  @Test
  void tunablesTakeDirectoriesFromTheLoaderAndNothingFromPrograms() {
    Profile profile =
        Machines.profile(
            "x86_64",
            "linux",
            CpuInput.of(
                CpuInput.Kind.CPUINFO,
                "/proc/cpuinfo",
                Machines.x86("GenuineIntel", 6, 60, "Core i5", Machines.V3)),
            CpuInput.of(
                CpuInput.Kind.TUNABLES,
                "GLIBC_TUNABLES",
                "glibc.malloc.check=1:glibc.cpu.hwcaps=-AVX2_Usable,-LZCNT"));
    assertEquals("[x86-64-v2]", value(profile, CpuFacts.CPU_HWCAPS));
    assertEquals("3", value(profile, CpuFacts.CPU_LEVEL));
    assertTrue(messages(profile).contains("GLIBC_TUNABLES hides abm avx2"), messages(profile));
  }

  @Test
  void aPeerWhoseRuleLeavesFeaturesOutIsNamed() {
    Profile profile =
        Machines.linux(
            "x86_64",
            Machines.x86("GenuineIntel", 6, 60, "Core i5", Machines.V3.replace(" bmi1", "")));
    assertTrue(
        messages(profile)
            .contains(
                "CPU does not support x86-64-v3') says x86-64-v3 because its rule leaves out bmi1"),
        messages(profile));
  }
}
