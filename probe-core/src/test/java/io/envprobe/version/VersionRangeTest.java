package io.envprobe.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VersionRangeTest {
  private static final String[] VERSIONS = {
    "0",
    "1.0",
    "1.0.1",
    "1.1",
    "2",
    "1.0a1",
    "1.0rc2",
    "1.0.dev1",
    "1.0.post1",
    "1.0a1.post2",
    "1.0.post1.dev3",
    "1.0+l",
    "1.0a1+l.2",
    "1!1",
    "99999999999999999999"
  };
  private static final String[] OPERATORS = {"==", "!=", "<", "<=", ">", ">="};

  /** Random specifiers against each other and against the versions around their bounds. */
  @Test
  void setOperationsAgreeWithMembership() {
    long seed = Long.getLong("envprobe.seed", 440);
    Random random = new Random(seed);
    int inputs = Integer.getInteger("envprobe.fuzz", 3000);
    for (int i = 0; i < inputs; i++) {
      VersionRange a = range(random);
      VersionRange b = range(random);
      String what = "seed " + seed + " input " + i + ": " + a + " and " + b;
      boolean subset = true;
      boolean disjoint = true;
      for (Pep440Version version : VersionRange.representatives(List.of(a, b))) {
        boolean inA = a.contains(version);
        boolean inB = b.contains(version);
        assertEquals(inA && inB, a.intersection(b).contains(version), what + " at " + version);
        assertEquals(inA || inB, a.union(b).contains(version), what + " at " + version);
        assertEquals(!inA, a.complement().contains(version), what + " at " + version);
        subset &= !inA || inB;
        disjoint &= !(inA && inB);
      }
      assertEquals(subset, a.isSubsetOf(b), what);
      assertEquals(disjoint, a.isDisjoint(b), what);
      assertEquals(a, a.complement().complement(), what);
      assertEquals(a.union(b), a.complement().intersection(b.complement()).complement(), what);
      assertEquals(a.isEmpty(), a.example().isEmpty(), what);
    }
  }

  private static VersionRange range(Random random) {
    List<String> specifiers = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String version = VERSIONS[random.nextInt(VERSIONS.length)];
      String operator = OPERATORS[random.nextInt(OPERATORS.length)];
      boolean local = version.contains("+") && !operator.endsWith("=");
      specifiers.add((local || version.contains("+") ? "==" : operator) + version);
    }
    return SpecifierSet.parse(String.join(",", specifiers)).range();
  }

  @Test
  void neighboursInTheOrderAreFound() {
    assertEquals(
        SpecifierSet.parse("<=1.0").range(), SpecifierSet.parse("<1.0.post0.dev0").range());
    assertTrue(SpecifierSet.parse("<0.dev0").range().isEmpty());
    assertEquals(VersionRange.ALL, SpecifierSet.parse(">=0.dev0").range());
  }
}
