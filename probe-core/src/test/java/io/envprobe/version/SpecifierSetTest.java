package io.envprobe.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.version.SpecifierSet.PreReleases;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecifierSetTest {

  private static boolean contains(String set, String version) {
    return SpecifierSet.parse(set).contains(version);
  }

  @Test
  void lessThanAVersionExcludesItsPreReleases() {
    assertFalse(contains("<3.13", "3.13.0rc1"));
    assertFalse(contains(">=3.13", "3.13.0rc1"));
    assertTrue(contains("<3.13.0rc2", "3.13.0rc1"));
  }

  @Test
  void greaterThanAVersionExcludesItsPostReleasesAndLocals() {
    assertFalse(contains(">1.0", "1.0.post1"));
    assertFalse(contains(">1.0", "1.0+local"));
    assertTrue(contains(">1.0.post0", "1.0.post1"));
    assertTrue(contains(">1.0", "1.0.0.0.1.dev0"));
  }

  @Test
  void equalityIgnoresTheLocalLabelThatTheSpecifierLacks() {
    assertTrue(contains("==1.0", "1+cu12"));
    assertFalse(contains("==1.0+cu11", "1+cu12"));
    assertTrue(contains("===1.0-cu", "1.0-CU"));
  }

  @Test
  void aVersionThatDoesNotParseSatisfiesOnlyTextEquality() {
    assertFalse(contains("!=1.0", "6.8.0-31-generic"));
    assertTrue(contains("===6.8.0-31-generic", "6.8.0-31-generic"));
  }

  @Test
  void filterTakesPreReleasesOnlyWhereNothingElseFits() {
    SpecifierSet set = SpecifierSet.parse(">=1");
    assertEquals(List.of("1.0"), set.filter(List.of("1.1a1", "1.0", "0.9"), PreReleases.DEFAULT));
    assertEquals(List.of("1.1a1"), set.filter(List.of("1.1a1", "0.9"), PreReleases.DEFAULT));
    assertEquals(
        List.of("1.1a1", "1.0"),
        SpecifierSet.parse(">=1.0a1").filter(List.of("1.1a1", "1.0"), PreReleases.DEFAULT));
  }

  @Test
  void relatesSetsExactly() {
    assertTrue(SpecifierSet.parse(">1.0a1,<1.0a2.dev0").isUnsatisfiable());
    assertFalse(SpecifierSet.parse(">1.0a1,<1.0a2").isUnsatisfiable());
    assertTrue(SpecifierSet.parse("~=1.4.2").isSubsetOf(SpecifierSet.parse("==1.4.*")));
    assertTrue(SpecifierSet.parse("<1").isDisjoint(SpecifierSet.parse("==1.0rc1")));
    assertTrue(SpecifierSet.parse("===a,===b").isUnsatisfiable());
  }

  @Test
  void tellsWhichItemIsWrongAndWhere() {
    SyntaxException error =
        assertThrows(SyntaxException.class, () -> SpecifierSet.parse(">=1.0, ~=2"));
    assertEquals(
        """
        error: ~= needs at least two parts in the release segment, as in ~=1.0
          >=1.0, ~=2
                   ^
        """,
        error.render());
    error = assertThrows(SyntaxException.class, () -> SpecifierSet.parse("1.0"));
    assertEquals("expected a version specifier", error.reason());
    error = assertThrows(SyntaxException.class, () -> SpecifierSet.parse(">=1.*"));
    assertEquals(".* can only be used with == and !=", error.reason());
    error = assertThrows(SyntaxException.class, () -> SpecifierSet.parse("==1a1.*"));
    assertEquals(
        ".* cannot follow a pre-release, post-release, development or local segment",
        error.reason());
    error = assertThrows(SyntaxException.class, () -> SpecifierSet.parse("<1+x"));
    assertEquals("a local version label can only be used with == and !=", error.reason());
  }

  @Test
  void readsTenThousandSpecifiers() {
    SpecifierSet set = SpecifierSet.parse("!=1.1,!=1.2,!=2.*,".repeat(10_000));
    assertFalse(set.contains("1.2"));
    assertTrue(set.contains("1.3"));
    assertEquals("!=1.1,!=1.2,!=2.*", set.normalized());
  }
}
