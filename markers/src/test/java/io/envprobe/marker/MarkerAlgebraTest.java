package io.envprobe.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarkerAlgebraTest {
  private static final MarkerAlgebra EXACT = MarkerAlgebra.exact();

  private static CompiledMarker marker(String text) {
    return CompiledMarker.parse(text);
  }

  private static String simplified(String text) {
    return EXACT
        .simplify(marker(text))
        .marker()
        .map(CompiledMarker::text)
        .orElse("always or never");
  }

  @Test
  void preReleasesLieBetweenLessAndAtLeast() {
    CompiledMarker both = marker("python_full_version < '3.13' or python_full_version >= '3.13'");
    Decision.Fails fails = assertInstanceOf(Decision.Fails.class, EXACT.isAlwaysTrue(both));
    assertEquals(
        "python_version = \"3.13\", python_full_version = \"3.13.0a0\"",
        fails.witness().toString());
    assertTrue(EXACT.finalReleasesOnly().isAlwaysTrue(both).holds());
  }

  @Test
  void absentIsAPointOfEveryExtendedName() {
    CompiledMarker both = marker("cuda_version < '12' or cuda_version >= '12'");
    Decision.Fails fails = assertInstanceOf(Decision.Fails.class, EXACT.isAlwaysTrue(both));
    assertEquals("cuda_version absent", fails.witness().toString());
    assertTrue(
        EXACT
            .isAlwaysTrue(
                marker("cuda_version < '12' or cuda_version >= '12' or cuda_version == ''"))
            .holds());
    assertTrue(EXACT.isNeverTrue(marker("cpu_features == '' and 'avx2' in cpu_features")).holds());
    assertTrue(
        EXACT.implies(marker("'avx2' in cpu_features"), marker("cpu_features != ''")).holds());
  }

  @Test
  void theOrderOfTargetsIsPartOfTheAlgebra() {
    MarkerDialect dialect =
        MarkerDialect.PYPA.withTargets(EvaluationTest.ascending("x86_64", "haswell", "skylake"));
    CompiledMarker skylake = CompiledMarker.parse("cpu_microarchitecture >= 'skylake'", dialect);
    CompiledMarker haswell = CompiledMarker.parse("cpu_microarchitecture >= 'haswell'", dialect);
    assertTrue(EXACT.implies(skylake, haswell).holds());
    assertEquals(
        "cpu_microarchitecture = \"haswell\"",
        assertInstanceOf(Decision.Fails.class, EXACT.implies(haswell, skylake))
            .witness()
            .toString());
  }

  @Test
  void worldKnowledgeCanBeSwitchedOn() {
    CompiledMarker windows = marker("sys_platform == 'win32'");
    CompiledMarker nt = marker("os_name == 'nt'");
    assertTrue(!EXACT.implies(windows, nt).holds());
    assertTrue(EXACT.withWorldKnowledge().implies(windows, nt).holds());
    assertTrue(
        EXACT
            .withWorldKnowledge()
            .isDisjoint(marker("glibc_version >= '2'"), marker("musl_version >= '1'"))
            .holds());
    assertTrue(
        !EXACT
            .withWorldKnowledge()
            .isDisjoint(marker("os_name == 'nt'"), marker("sys_platform == 'cli'"))
            .holds(),
        "IronPython");
    assertTrue(
        !EXACT
            .withWorldKnowledge()
            .isDisjoint(marker("cpu_arch == 'i686'"), marker("x86_64_level == '0'"))
            .holds(),
        "a 32-bit machine has level 0");
  }

  @Test
  void simplifiesWithoutChangingTheMeaning() {
    assertEquals(
        "python_version >= \"3.9\"",
        simplified("python_version >= '3.8' and python_version >= '3.9'"));
    assertEquals(
        "os_name == \"a\"", simplified("os_name == 'a' or os_name == 'a' and extra == 'b'"));
    assertEquals(
        "cuda_version <= \"12\"", simplified("cuda_version < '12' or cuda_version == '12'"));
    assertEquals(Truth.TRUE, EXACT.simplify(marker("extra == 'a' or extra != 'a'")).truth());
    assertEquals(Truth.FALSE, EXACT.simplify(marker("extra == 'a' and extra == 'b'")).truth());
  }

  @Test
  void restrictsToAnAssumption() {
    assertEquals(
        "os_name == \"nt\"",
        EXACT
            .restrict(
                marker("os_name == 'nt' and python_version >= '3.8'"),
                marker("python_version >= '3.10'"))
            .marker()
            .orElseThrow()
            .text());
    assertEquals(
        Truth.TRUE,
        EXACT
            .restrict(marker("python_version >= '3.8'"), marker("python_version >= '3.10'"))
            .truth());
  }

  @Test
  void doesNotDecideWhatIsTooLarge() {
    StringBuilder text = new StringBuilder("'f0' in cpu_features");
    for (int i = 1; i < 40; i++) {
      text.append(i % 2 == 0 ? " or " : " and ").append("'f" + (i * 17 % 40) + "' in cpu_features");
    }
    assertEquals(
        new Decision.Undecided("too large to decide"),
        EXACT.withLimit(10).isAlwaysTrue(marker(text.toString())));
    assertEquals(
        new Decision.Undecided("the comparison os_name ~= \"x\" has no answer"),
        EXACT.isAlwaysTrue(marker("os_name ~= 'x'")));
  }

  /** Evaluation and algebra of random expressions, at random places and at every witness. */
  @Test
  void algebraAgreesWithEvaluation() {
    long seed = Long.getLong("envprobe.seed", 3);
    Random random = new Random(seed);
    RandomMarkers markers = new RandomMarkers(random);
    int inputs = Integer.getInteger("envprobe.fuzz", 400);
    for (int i = 0; i < inputs; i++) {
      String text = markers.marker(3);
      String what = "seed " + seed + " input " + i + ": " + text;
      CompiledMarker a = marker(text);
      CompiledMarker b = marker(markers.marker(2));
      CompiledMarker printed = marker(a.marker().toString());
      assertTrue(EXACT.isEquivalent(a, printed).holds(), what + " printed " + printed);
      MarkerAlgebra.Simplified simple = EXACT.simplify(a);
      MarkerAlgebra.Simplified given = EXACT.restrict(a, b);
      Decision implies = EXACT.implies(a, b);
      Decision disjoint = EXACT.isDisjoint(a, b);
      Decision always = EXACT.isAlwaysTrue(a);
      Decision never = EXACT.isNeverTrue(a);
      for (int n = 0; n < 8; n++) {
        MarkerEnvironment environment = markers.environment();
        boolean left = a.evaluate(environment) == Truth.TRUE;
        boolean right = b.evaluate(environment) == Truth.TRUE;
        assertEquals(left, value(simple, environment), what + " simplified " + simple);
        if (right) {
          assertEquals(left, value(given, environment), what + " given " + b + " is " + given);
        }
        assertTrue(!implies.holds() || !left || right, what + " implies " + b);
        assertTrue(!disjoint.holds() || !(left && right), what + " disjoint " + b);
        assertTrue(!always.holds() || left, what + " always");
        assertTrue(!never.holds() || !left, what + " never");
      }
      for (Decision decision : List.of(implies, disjoint, always, never)) {
        assertTrue(!(decision instanceof Decision.Undecided), what + " " + decision + " " + b);
      }
      simple
          .marker()
          .ifPresent(shorter -> assertTrue(EXACT.isEquivalent(a, shorter).holds(), what));
    }
  }

  private static boolean value(MarkerAlgebra.Simplified simplified, MarkerEnvironment environment) {
    return simplified
        .marker()
        .map(marker -> marker.evaluate(environment) == Truth.TRUE)
        .orElse(simplified.truth() == Truth.TRUE);
  }
}
