package io.envprobe.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SchemesTest {

  private static void assertAscending(VersionScheme scheme, String... versions) {
    for (int i = 0; i < versions.length; i++) {
      for (int j = 0; j < versions.length; j++) {
        assertEquals(
            Integer.compare(i, j),
            Integer.signum(scheme.compare(versions[i], versions[j])),
            versions[i] + " and " + versions[j]);
      }
    }
  }

  @Test
  void lenientOrdersByNumbersThenText() {
    assertAscending(
        VersionSchemes.LENIENT,
        "5.4",
        "6.8.0",
        "6.8.0-31-generic",
        "6.8.0-rc1",
        "6.8.1",
        "6.10",
        "550.54.15",
        "550.144.03",
        "18446744073709551616");
    assertEquals(0, VersionSchemes.LENIENT.compare("12.8", "v12.08.0"));
  }

  @Test
  void lenientConstantWithoutTextSaysNothingAboutText() {
    assertTrue(VersionSchemes.LENIENT.satisfies("6.8.0-31-generic", "==6.8"));
    assertFalse(VersionSchemes.LENIENT.satisfies("6.8.0-31-generic", ">6.8"));
    assertFalse(VersionSchemes.LENIENT.satisfies("6.8.0-31-generic", "==6.8.0-30-generic"));
    assertTrue(VersionSchemes.LENIENT.satisfies("12.8", ">=12.4, <13"));
    assertTrue(VersionSchemes.LENIENT.satisfies("12.8", "==12.*"));
    assertTrue(VersionSchemes.LENIENT.satisfies("2.39.9000", "~=2.28"));
    assertFalse(VersionSchemes.LENIENT.satisfies("unknown", "!=1"));
  }

  @Test
  void sonamesKnowNoZeros() {
    assertAscending(VersionSchemes.SONAME, "libz.so.1", "libz.so.1.0", "libz.so.1.2.13", "2");
    assertEquals(0, VersionSchemes.SONAME.compare("libstdc++.so.6.0.30", "libstdc++.6.0.30.dylib"));
    assertThrows(SyntaxException.class, () -> VersionSchemes.SONAME.parse("libz.so"));
  }

  @Test
  void debianOrdersAsItsManualSays() {
    assertAscending(
        VersionSchemes.DEBIAN,
        "1.0~~",
        "1.0~~a",
        "1.0~",
        "1.0",
        "1.0-1",
        "1.0a",
        "1.0+b1",
        "1.0.1",
        "1.2",
        "1.10",
        "2.36-9+deb12u4",
        "2.36-9+deb12u10",
        "1:0.1");
    assertEquals(0, VersionSchemes.DEBIAN.compare("1.0", "0:1.00-0"));
    assertTrue(VersionSchemes.DEBIAN.satisfies("2.36-9+deb12u4", ">= 2.36, << 2.37"));
    SyntaxException error =
        assertThrows(SyntaxException.class, () -> VersionSchemes.DEBIAN.parse("a1.0"));
    assertEquals("the version does not begin with a digit", error.reason());
  }

  @Test
  void rpmOrdersAsRpmvercmp() {
    assertAscending(
        VersionSchemes.RPM,
        "1.0~rc1",
        "1.0",
        "1.0-1",
        "1.0^git1",
        "1.0a",
        "1.0.1",
        "1.05",
        "1.10",
        "2.34-100.el9",
        "1:0.1");
    assertEquals(0, VersionSchemes.RPM.compare("1.0", "1_0"));
    assertTrue(VersionSchemes.RPM.satisfies("2.34-100.el9", "==2.34"));
    assertFalse(VersionSchemes.RPM.satisfies("2.34-100.el9", "==2.34-99.el9"));
  }

  @Test
  void condaOrdersAndMatches() {
    assertAscending(
        VersionSchemes.CONDA,
        "1.0.1_",
        "1.0.1a",
        "1.0.1rc1",
        "1.0.1",
        "1.0.1post.a",
        "1.0.2",
        "1.2+abc",
        "1!0.1");
    assertTrue(VersionSchemes.CONDA.satisfies("1.7.1", "1.7.*|>=2"));
    assertTrue(VersionSchemes.CONDA.satisfies("1.7", "(>=1.5,<1.6)|1.7"));
    assertFalse(VersionSchemes.CONDA.satisfies("1.7", "^1\\.[0-6]$"));
    assertTrue(CondaVersionSpec.parse("==1.7").isExact());
    assertThrows(SyntaxException.class, () -> CondaVersionSpec.parse("~1"));
    assertThrows(SyntaxException.class, () -> CondaVersionSpec.parse("(".repeat(100_000) + "1"));
  }

  @Test
  void aPatternThatBacktracksWithoutEndIsStopped() {
    CondaVersionSpec spec = CondaVersionSpec.parse("^(.*)(.*)(.*)(.*)(.*)(.*)\\1x$");
    assertThrows(SyntaxException.class, () -> spec.contains("a".repeat(60).concat("c")));
  }

  @Test
  void schemesAreFoundByName() {
    assertEquals(
        List.of("pep440", "lenient", "conda", "debian", "rpm", "soname"),
        VersionSchemes.all().stream().map(VersionScheme::name).toList());
    assertTrue(VersionSchemes.named("semver").isEmpty());
  }

  /** Whatever comes in, a scheme answers or refuses in the documented way. */
  @Test
  void refusesRandomTextsAsDocumented() {
    long seed = Long.getLong("envprobe.seed", 11);
    Random random = new Random(seed);
    String alphabet = "0123456789..--_+!~^*,|<>=()$ vabcdeprost\u0000\ud800\u00a0\n:/";
    int inputs = Integer.getInteger("envprobe.fuzz", 20_000);
    int accepted = 0;
    for (int i = 0; i < inputs; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      for (VersionScheme scheme : VersionSchemes.all()) {
        try {
          Version version = scheme.parse(text.toString());
          assertEquals(version, scheme.parse(version.normalized()), "seed " + seed + " " + text);
          accepted++;
        } catch (SyntaxException e) {
          assertTrue(e.offset() + e.length() <= text.length(), "seed " + seed + " " + text);
        }
        try {
          scheme.constraint(text.toString()).contains("1.0");
        } catch (SyntaxException e) {
          assertFalse(e.render().isEmpty());
        }
      }
    }
    assertTrue(accepted > 0);
  }
}
