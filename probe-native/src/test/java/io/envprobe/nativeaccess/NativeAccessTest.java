package io.envprobe.nativeaccess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.host.NativePort;
import io.envprobe.host.Outcome;
import io.envprobe.target.CpuExamination;
import io.envprobe.target.CpuInput;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class NativeAccessTest {
  private final NativePort port = new NativeAccess();

  private static boolean isLinuxOnX86() {
    return System.getProperty("os.name", "").equals("Linux")
        && System.getProperty("os.arch", "").equals("amd64");
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertTrue(
        ServiceLoader.load(NativePort.class).stream()
            .anyMatch(provider -> provider.type() == NativeAccess.class));
  }

  @Test
  void refusesWhatIsNotOnTheWhiteList() {
    assertEquals(
        "system is not among the native calls that are allowed",
        detail(port.call("system", List.of("true"))));
    assertEquals(
        "getauxval needs Linux and a number", detail(port.call("getauxval", List.of("x"))));
  }

  @Test
  void refusesCallsOfOtherSystems() {
    Assumptions.assumeTrue(isLinuxOnX86());
    assertEquals("IsWow64Process2 needs Windows", detail(port.call("IsWow64Process2", List.of())));
    assertEquals(
        "sysctlbyname needs macOS and a name",
        detail(port.call("sysctlbyname", List.of("hw.ncpu"))));
    assertEquals("hwprobe needs Linux on RISC-V", detail(port.call("hwprobe", List.of())));
  }

  @Test
  void theInstructionIdentifiesThisProcessorTwiceTheSame() {
    Assumptions.assumeTrue(isLinuxOnX86());
    Outcome<String> first = port.call("cpuid", List.of());
    Assumptions.assumeTrue(first.answer().isPresent(), () -> detail(first));
    assertEquals(first, port.call("cpuid", List.of()));
    CpuExamination examination =
        CpuExamination.of(
            "x86_64",
            "linux",
            List.of(CpuInput.of(CpuInput.Kind.CPUID, "CPUID", first.answer().orElseThrow())));
    long level =
        examination.identityFacts().stream()
            .filter(fact -> fact.key().equals(CpuFacts.CPU_LEVEL))
            .map(Fact::reading)
            .map(reading -> (Long) reading.asOptional().orElseThrow())
            .findFirst()
            .orElseThrow();
    assertTrue(level >= 1 && level <= 4, () -> first.toString());
  }

  @Test
  void theKernelTellsWhichStatesAProgramMayAskForAndNothingElse() {
    Assumptions.assumeTrue(isLinuxOnX86());
    String states = detail(port.call("arch_prctl", List.of("ARCH_GET_XCOMP_SUPP")));
    assertTrue(
        states.startsWith("0x") || states.startsWith("the kernel has no ARCH_GET_XCOMP_SUPP"),
        states);
    assertEquals(
        "arch_prctl needs Linux on x86 and a query of states",
        detail(port.call("arch_prctl", List.of("ARCH_REQ_XCOMP_PERM"))));
    assertEquals(
        "arch_prctl needs Linux on x86 and a query of states",
        detail(port.call("arch_prctl", List.of())));
  }

  private static String detail(Outcome<String> outcome) {
    return outcome.fold(answer -> answer.value(), failure -> failure.detail());
  }
}
