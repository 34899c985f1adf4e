package io.envprobe.tag.nfd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.marker.Truth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NfdRuleTest {
  private static final NfdFeatures NODE =
      new NfdFeatures(
          Map.of("cpu.cpuid", Set.of("AVX2")),
          Map.of("kernel.version", Map.of("full", "6.1.0-28-amd64", "major", "6")),
          Map.of(
              "pci.device",
              List.of(
                  Map.of("vendor", "10de", "class", "0302"),
                  Map.of("vendor", "15b3", "class", "0200"))),
          Map.of("usb.device", "nothing looks for USB devices"));

  private static NfdExpression expression(String operator, String... values) {
    return new NfdExpression(operator, List.of(values), "");
  }

  private static Truth rule(String feature, Map<String, NfdExpression> expressions)
      throws NfdRuleException {
    return new NfdRule(
            "rule",
            List.of(new NfdRule.Term(feature, Optional.of(expressions), Optional.empty())),
            List.of())
        .test(NODE);
  }

  @Test
  void aFlagExistsAndHasNoValue() throws NfdRuleException {
    assertEquals(Truth.TRUE, rule("CPU.cpuid", Map.of("AVX2", expression("Exists"))));
    assertEquals(Truth.FALSE, rule("cpu.cpuid", Map.of("AVX2", expression("In", "true"))));
  }

  @Test
  void aMissingKeyMeetsNoNotIn() throws NfdRuleException {
    assertEquals(Truth.FALSE, rule("kernel.version", Map.of("minor", expression("NotIn", "1"))));
    assertEquals(Truth.TRUE, rule("kernel.version", Map.of("minor", expression("DoesNotExist"))));
  }

  @Test
  void allExpressionsMeanOneAndTheSameDevice() throws NfdRuleException {
    assertEquals(
        Truth.FALSE,
        rule(
            "pci.device",
            Map.of("vendor", expression("In", "10de"), "class", expression("In", "0200"))));
    assertEquals(
        Truth.TRUE,
        rule(
            "pci.device",
            Map.of("vendor", expression("In", "10de"), "class", expression("InRegexp", "^03"))));
  }

  @Test
  void aFeatureThatIsNotKnownIsUnknownAndOneThatIsNotThereIsFalse() throws NfdRuleException {
    assertEquals(Truth.UNKNOWN, rule("usb.device", Map.of("class", expression("DoesNotExist"))));
    assertEquals(Truth.FALSE, rule("memory.swap", Map.of("total", expression("DoesNotExist"))));
  }

  @Test
  void versionsOfKernelsWithUnderscoresAreErrorsAndNotFalse() throws NfdRuleException {
    NfdExpression newer = new NfdExpression("Ge", List.of("5.10"), "version");
    assertTrue(newer.test(new NfdExpression.Found.Value("6.1.0-28-amd64")));
    assertFalse(newer.test(new NfdExpression.Found.Value("4.18")));
    assertThrows(
        NfdRuleException.class,
        () -> newer.test(new NfdExpression.Found.Value("5.14.0-427.el9.x86_64")));
    assertThrows(
        NfdRuleException.class, () -> newer.test(new NfdExpression.Found.Value("5.10.102.1")));
  }

  @Test
  void boundsTheWrongWayRoundAndUnknownOperatorsAreErrors() {
    NfdExpression.Found five = new NfdExpression.Found.Value("5");
    assertThrows(NfdRuleException.class, () -> expression("GtLt", "9", "1").test(five));
    assertThrows(NfdRuleException.class, () -> expression("Between", "1", "9").test(five));
  }

  @Test
  void aPatternThatBacktracksWithoutEndIsGivenUp() throws NfdRuleException {
    NfdExpression.Found longText = new NfdExpression.Found.Value("a".repeat(60));
    boolean found;
    try {
      found = expression("InRegexp", "(a|aa)+b").test(longText);
    } catch (NfdRuleException e) {
      found = !String.valueOf(e.getMessage()).contains("takes too long");
    }
    assertFalse(found);
  }
}
