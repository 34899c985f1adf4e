package io.envprobe.cli.machine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.Finding;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which machines would be found the same by another run. */
final class MachineTest {
  private static boolean isThoughtThrough(List<Fact<?>> facts, List<Finding> findings) {
    return Machine.of(new Profile(facts, findings, Map.of()), Profile.EMPTY).isThoughtThrough();
  }

  private static List<Fact<?>> unknown(UnknownCause cause) {
    return List.of(Fact.unknown(OsFacts.OS_NAME, cause, "", Evidence.rule("test", "")));
  }

  private static List<Finding> finding(String rule) {
    return List.of(new Finding(rule, Severity.WARNING, "", "", List.of(), ""));
  }

  @Test
  void oneWithoutATimeOutOrABrokenProbe() {
    assertTrue(isThoughtThrough(List.of(), List.of()));
    assertTrue(isThoughtThrough(unknown(UnknownCause.UNSUPPORTED), finding("cpu.hidden")));
  }

  @Test
  void notOneOfWhichAProbeDidNotEndByItself() {
    assertFalse(isThoughtThrough(List.of(), finding("probe.timeout")));
    assertFalse(isThoughtThrough(List.of(), finding("probe.broken")));
    assertFalse(isThoughtThrough(unknown(UnknownCause.TIMEOUT), List.of()));
    assertFalse(isThoughtThrough(unknown(UnknownCause.CRASHED), List.of()));
  }
}
