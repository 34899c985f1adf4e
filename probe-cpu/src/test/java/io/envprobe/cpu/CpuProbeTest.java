package io.envprobe.cpu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.probe.ProbeProvider;
import io.envprobe.probe.ProbeSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class CpuProbeTest {
  private static final String BASELINE = "fpu cx8 cmov mmx fxsr sse sse2 syscall lm ";
  private static final String LEVEL_2 = BASELINE + "pni ssse3 cx16 sse4_1 sse4_2 popcnt lahf_lm ";
  private static final String LEVEL_3 = LEVEL_2 + "abm avx avx2 bmi1 bmi2 f16c fma movbe xsave ";

  private static Profile probe(String architecture, Host host) {
    ProbeSession session =
        new ProbeSession(
            host,
            new Profile(
                List.of(
                    Fact.observed(CpuFacts.CPU_ARCH, architecture),
                    Fact.observed(OsFacts.OS_NAME, "linux")),
                List.of(),
                Map.of()));
    new CpuProbe().probe(session);
    return new Profile(session.facts(), session.findings(), Map.of());
  }

  private static Host cpuinfo(String text) {
    return new HostOfFiles().with("/proc/cpuinfo", text.getBytes(UTF_8));
  }

  private static String processor(int number, String flags) {
    return "processor\t: "
        + number
        + "\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 60\n"
        + "model name\t: Intel(R) Core(TM) i5-4670\nstepping\t: 3\nflags\t\t: "
        + flags
        + "\n\n";
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertTrue(
        ServiceLoader.load(ProbeProvider.class).stream()
            .anyMatch(provider -> provider.type() == CpuProbes.class));
  }

  @Test
  void readsAHaswell() {
    Profile profile = probe("x86_64", cpuinfo(processor(0, LEVEL_3) + processor(1, LEVEL_3)));
    assertEquals(Reading.present("GenuineIntel"), profile.reading(CpuFacts.CPU_VENDOR));
    assertEquals(Reading.present("Intel(R) Core(TM) i5-4670"), profile.reading(CpuFacts.CPU_BRAND));
    assertEquals(Reading.present(6L), profile.reading(CpuFacts.CPU_FAMILY));
    assertEquals(Reading.present(60L), profile.reading(CpuFacts.CPU_MODEL));
    assertEquals(Reading.present(3L), profile.reading(CpuFacts.CPU_STEPPING));
    assertEquals(Reading.present(3L), profile.reading(CpuFacts.CPU_LEVEL));
  }

  @Test
  void offersOnlyWhatEveryProcessorHas() {
    Profile profile = probe("x86_64", cpuinfo(processor(0, LEVEL_3) + processor(1, LEVEL_2)));
    assertEquals(Reading.present(2L), profile.reading(CpuFacts.CPU_LEVEL));
    assertTrue(
        profile.reading(CpuFacts.CPU_FEATURES).asOptional().orElseThrow().stream()
            .noneMatch("avx2"::equals));
  }

  @Test
  void aRunningSixtyFourBitMachineHasTheBaselineWhateverItsFileOmits() {
    Profile profile = probe("x86_64", cpuinfo(processor(0, "fpu sse sse2 cx8")));
    assertEquals(Reading.present(1L), profile.reading(CpuFacts.CPU_LEVEL));
  }

  @Test
  void armHasNoLevelAndNoFamilyAndItsFeaturesComeFromBothFiles() {
    ByteBuffer vector = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    vector.putLong(16).putLong(0b11 | 1L << 31).putLong(26).putLong(1L << 14).putLong(0).putLong(0);
    Host host =
        new HostOfFiles()
            .with(
                "/proc/cpuinfo",
                "processor\t: 0\nFeatures\t: fp asimd crc32\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c\n"
                    .getBytes(UTF_8))
            .with("/proc/self/auxv", vector.array());
    Profile profile = probe("aarch64", host);
    assertTrue(profile.reading(CpuFacts.CPU_LEVEL).isAbsent());
    assertTrue(profile.reading(CpuFacts.CPU_FAMILY).isAbsent());
    assertEquals(Reading.present("ARM"), profile.reading(CpuFacts.CPU_VENDOR));
    assertEquals(
        Reading.present(List.of("asimd", "bf16", "crc32", "fp", "pacg")),
        profile.reading(CpuFacts.CPU_FEATURES));
  }

  @Test
  void ppcFeaturesComeFromABigEndianVector() {
    ByteBuffer vector = ByteBuffer.allocate(48).order(ByteOrder.BIG_ENDIAN);
    vector.putLong(16).putLong(1L << 28).putLong(26).putLong(1L << 23).putLong(0).putLong(0);
    Profile profile = probe("ppc64", new HostOfFiles().with("/proc/self/auxv", vector.array()));
    assertEquals(
        Reading.present(List.of("altivec", "arch_3_00")), profile.reading(CpuFacts.CPU_FEATURES));
  }

  @Test
  void aDeniedFileMakesEveryFactUnknownForThatReason() {
    Host host =
        new HostOfFiles()
            .failing("/proc/cpuinfo", FailureKind.DENIED)
            .failing("/proc/self/auxv", FailureKind.DENIED);
    Profile profile = probe("x86_64", host);
    for (var key : new CpuProbe().provides()) {
      assertEquals(
          UnknownCause.DENIED,
          profile.reading(key).fold(p -> null, a -> null, unknown -> unknown.cause()),
          key.name());
    }
  }

  @Test
  void anImageSaysNothingAboutTheProcessor() {
    Host host =
        new HostOfFiles()
            .failing("/proc/cpuinfo", FailureKind.NOT_PROBED)
            .failing("/proc/self/auxv", FailureKind.NOT_PROBED);
    assertEquals(
        Reading.unknown(UnknownCause.NOT_PROBED, "/proc/cpuinfo fails"),
        probe("x86_64", host).reading(CpuFacts.CPU_LEVEL));
  }

  @Test
  void aFileThatLeakedThroughAnEmulatorIsNotBelieved() {
    Profile profile = probe("aarch64", cpuinfo(processor(0, LEVEL_3)));
    assertTrue(profile.reading(CpuFacts.CPU_FEATURES).isUnknown());
    assertTrue(profile.reading(CpuFacts.CPU_VENDOR).isUnknown());
  }
}
