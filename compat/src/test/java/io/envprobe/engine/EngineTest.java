package io.envprobe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Baseline;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.FactDemand;
import io.envprobe.requirement.MarkerDemand;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.SymbolVersionDemand;
import io.envprobe.requirement.WheelTagDemand;
import io.envprobe.tag.python.CompressedTags;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final Span HERE = Span.of("test");

  private static Condition marker(String text) {
    return MarkerDemand.condition(CompiledMarker.parse(text), HERE);
  }

  private static Verdict check(Condition condition) {
    return Engine.check(Requirement.of("test", "test", condition), Machines.debian12());
  }

  private static Verdict wheel(String tags, Profile profile) {
    Condition condition = Condition.of(new WheelTagDemand(CompressedTags.parse(tags)), HERE);
    return Engine.check(Requirement.of("test", "test", condition), Platform.of(profile));
  }

  @Test
  void aWheelForAnotherSystemIsOutWhateverTheInterpreterIs() {
    Profile unknownPython = Baseline.named("debian-12:x86_64").orElseThrow();
    for (String platform : List.of("musllinux_1_2_x86_64", "manylinux_2_39_x86_64", "win_amd64")) {
      Verdict verdict = wheel("cp311-cp311-" + platform, unknownPython);
      assertEquals(Compatibility.INCOMPATIBLE, verdict.compatibility(), platform);
      String reason = verdict.reasons().get(0).answer().reason();
      assertFalse(reason.contains("interpreter"), reason);
    }
    Verdict open = wheel("cp311-cp311-manylinux_2_17_x86_64", unknownPython);
    assertEquals(Compatibility.UNDETERMINED, open.compatibility());
  }

  @Test
  void namesEveryFailingConditionAndNoOther() {
    Verdict verdict =
        check(
            marker("glibc_version >= \"2.38\" and os_id == \"debian\" and x86_64_level >= \"4\""));
    assertEquals(Compatibility.INCOMPATIBLE, verdict.compatibility());
    assertEquals(
        List.of("glibc_version >= \"2.38\"", "x86_64_level >= \"4\""),
        verdict.reasons().stream().map(Verdict.Reason::condition).toList());
  }

  @Test
  void namesTheDistributionsThatHaveWhatIsMissing() {
    String remedy = check(marker("glibc_version >= \"2.38\"")).reasons().get(0).answer().remedy();
    assertTrue(remedy.contains("Debian 13"), remedy);
    assertTrue(remedy.contains("Fedora 39"), remedy);
    assertFalse(remedy.contains("Debian 12"), remedy);
  }

  @Test
  void isUndeterminedAndNamesTheMissingFactWhereOnlyThatCouldSave() {
    Verdict verdict = check(marker("cuda_version >= \"12\" or glibc_version >= \"2.38\""));
    assertEquals(Compatibility.UNDETERMINED, verdict.compatibility());
    assertEquals(1, verdict.reasons().size());
    assertTrue(verdict.reasons().get(0).answer().remedy().contains("--set cuda.version="));
  }

  @Test
  void falseAndUnknownIsIncompatible() {
    assertEquals(
        Compatibility.INCOMPATIBLE,
        check(marker("cuda_version >= \"12\" and glibc_version >= \"2.38\"")).compatibility());
  }

  @Test
  void whatMustNotHoldIsAReasonWhereItHolds() {
    Verdict verdict = check(Condition.not(marker("os_id == \"debian\""), HERE));
    assertEquals(Compatibility.INCOMPATIBLE, verdict.compatibility());
    assertTrue(verdict.reasons().get(0).negated());
  }

  @Test
  void theQuickAnswerIsThatOfTheExplanation() {
    for (String text :
        List.of(
            "os_id == \"debian\"",
            "os_id == \"fedora\"",
            "cuda_version > \"1\"",
            "os_id == \"fedora\" or (cuda_version > \"1\" and cpu_arch == \"x86_64\")")) {
      Condition condition = marker(text);
      assertEquals(
          Compatibility.of(condition.test(Platform.of(Machines.debian12()))),
          check(condition).compatibility(),
          text);
    }
  }

  @Test
  void aConditionPointsToItsPlaceInTheText() {
    String text = "os_id == \"debian\" and cpu_arch == \"s390x\"";
    Span span = check(marker(text)).reasons().get(0).span();
    assertEquals(
        "cpu_arch == \"s390x\"", text.substring(span.offset(), span.offset() + span.length()));
  }

  @Test
  void comparesFactsByTheirTypes() {
    assertEquals(Truth.TRUE, fact(CpuFacts.CPU_LEVEL, FactDemand.Operator.AT_LEAST, "3"));
    assertEquals(Truth.FALSE, fact(CpuFacts.CPU_LEVEL, FactDemand.Operator.EQUAL, "three"));
    assertEquals(Truth.TRUE, fact(LibraryFacts.LIBC_VERSION, FactDemand.Operator.GREATER, "2.9"));
    assertEquals(Truth.UNKNOWN, fact(CpuFacts.CPU_VENDOR, FactDemand.Operator.EQUAL, "Intel"));
  }

  private static Truth fact(
      io.envprobe.fact.FactKey<?> key, FactDemand.Operator operator, String value) {
    return new FactDemand(key, operator, value).test(Platform.of(Machines.debian12()));
  }

  @Test
  void aSymbolVersionIsComparedWithTheHighestOneKnownOfAMachineThatIsNotAtHand() {
    Profile profile = Machines.debian12();
    assertEquals(Truth.TRUE, version("GLIBC_2.36", profile));
    assertEquals(Truth.FALSE, version("GLIBC_2.38", profile));
    assertEquals(Truth.UNKNOWN, version("GLIBC_PRIVATE", profile));
  }

  private static Truth version(String name, Profile profile) {
    return new SymbolVersionDemand("libc.so.6", name, List.of("f"), Optional.of("x86_64"), "a.so")
        .test(Platform.of(profile));
  }
}
