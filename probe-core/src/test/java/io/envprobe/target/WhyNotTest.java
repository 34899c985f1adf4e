package io.envprobe.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhyNotTest {
  private static final Profile MILAN_WITHOUT_PKU =
      Machines.linux(
          "x86_64",
          Machines.x86(
              "AuthenticAMD",
              25,
              1,
              "AMD EPYC 7763",
              Machines.ZEN_3.replace(" pku", "") + " hypervisor"));

  @Test
  void aBitThatNoCompilerUsesDoesNotStopATarget() {
    WhyNot answer = WhyNot.of(MILAN_WITHOUT_PKU, "zen3");
    assertEquals(WhyNot.Status.RUNS, answer.status());
    assertEquals(
        "code for zen3 runs here; missing, but not made by compilers: pku", answer.message());
  }

  @Test
  void whatIsMissingComesWithCauseAndRemedy() {
    WhyNot answer = WhyNot.of(MILAN_WITHOUT_PKU, "x86-64-v4");
    assertEquals(WhyNot.Status.MISSING, answer.status());
    assertEquals(
        List.of("avx512bw", "avx512cd", "avx512dq", "avx512f", "avx512vl"),
        answer.missing().stream().map(WhyNot.Missing::feature).toList());
    assertEquals("this processor does not have it", answer.missing().get(0).reason());
    assertTrue(answer.missing().get(0).remedy().contains("newer processor"));
  }

  @Test
  void aHiddenFeatureIsBlamedOnTheHypervisor() {
    Profile noAes =
        Machines.linux(
            "x86_64",
            Machines.x86(
                "AuthenticAMD",
                25,
                1,
                "AMD EPYC 7763",
                Machines.ZEN_3.replace(" vaes", "") + " hypervisor"));
    WhyNot answer = WhyNot.of(noAes, "zen3");
    assertEquals(WhyNot.Status.MISSING, answer.status());
    assertEquals(
        "code for zen3 does not run here: missing vaes (the hypervisor does not pass it on)",
        answer.message());
  }

  @Test
  void anotherArchitectureAndAnUnknownNameAreToldApart() {
    assertEquals(
        "neoverse_n1 is of architecture aarch64, this machine is x86_64",
        WhyNot.of(MILAN_WITHOUT_PKU, "neoverse_n1").message());
    assertEquals(
        "there is no target zem3; did you mean zen3?",
        WhyNot.of(MILAN_WITHOUT_PKU, "zem3").message());
  }

  @Test
  void withoutFeaturesNothingIsDetermined() {
    assertEquals(
        WhyNot.Status.UNDETERMINED, WhyNot.of(Machines.linux("x86_64", ""), "x86_64_v3").status());
  }

  @Test
  void aDesignWithoutFeaturesInTheTableIsRelatedOrNot() {
    Profile power9 =
        Machines.linux("ppc64le", "processor\t: 0\ncpu\t\t: POWER9, altivec supported\n");
    assertEquals(WhyNot.Status.RUNS, WhyNot.of(power9, "power8le").status());
    assertEquals(WhyNot.Status.UNRELATED, WhyNot.of(power9, "power10le").status());
  }

  @Test
  void thePageShowsTheFirstMissingFeatureOfTheNextLevel() {
    CpuPage page = CpuPage.of(MILAN_WITHOUT_PKU);
    assertEquals("AMD EPYC 7763", page.name());
    assertEquals("Zen 3", page.silicon());
    assertEquals("zen3", page.target());
    assertEquals("x86_64_v4", page.ladder().get(3).name());
    assertEquals("avx512bw", page.ladder().get(3).missing().get(0));
    assertTrue(page.ladder().get(2).isReached());
    assertEquals("-march=znver3 -mtune=znver3", page.tuning().get("gcc"));
    assertEquals("zen2", page.archspec());
  }
}
