package io.envprobe.tag.matchspec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.version.SyntaxException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CondaMatchSpecTest {
  private static boolean matches(String spec, String name, String version, String build) {
    return CondaMatchSpec.parse(spec).matches(CondaRecord.of(name, version, build, 0));
  }

  @Test
  void aVersionAfterASpaceIsExactAndOneAfterAnEqualsSignIsAPrefix() {
    assertFalse(matches("__cuda 12", "__cuda", "12.4", "0"));
    assertTrue(matches("__cuda=12", "__cuda", "12.4", "0"));
    assertTrue(matches("__cuda >=12", "__cuda", "12.4", "0"));
    assertFalse(matches("__cuda=12=0", "__cuda", "12.4", "0"));
  }

  @Test
  void aBuildStringIsComparedAsItStandsAsAPatternOrAsARegularExpression() {
    assertFalse(matches("__archspec * x86_64_v3", "__archspec", "1", "skylake"));
    assertTrue(matches("pytorch=2.4=*cuda*", "pytorch", "2.4", "cuda118_py311"));
    assertTrue(
        matches(
            "__archspec[version='1.*',build='^(haswell|skylake)$']", "__archspec", "1", "skylake"));
  }

  @Test
  void bracketsOverrideWhatStandsOutsideButNotTheName() {
    CondaMatchSpec spec = CondaMatchSpec.parse("conda-forge/linux-64::a=1.2[name=b,version='>2']");
    assertEquals("a", spec.name());
    assertEquals(">2", spec.fields().get("version"));
    assertEquals("linux-64", spec.fields().get("subdir"));
    assertEquals("conda-forge/linux-64::a[version='>2']", spec.canonical());
  }

  @Test
  void aFieldThatARecordDoesNotStateIsNotMet() {
    CondaMatchSpec spec = CondaMatchSpec.parse("a[license=MIT]");
    assertFalse(spec.matches(CondaRecord.of("a", "1", "0", 0)));
    assertTrue(spec.matches(new CondaRecord("a", "1", "0", 0, Map.of("license", "mit"))));
  }

  @Test
  void namesWithOtherCharactersAreRefusedWithTheirPlace() {
    SyntaxException error =
        assertThrows(SyntaxException.class, () -> CondaMatchSpec.parse("num&py >1"));
    assertTrue(error.reason().contains("a package name has"), error.getMessage());
    assertThrows(SyntaxException.class, () -> CondaMatchSpec.parse(""));
    assertThrows(SyntaxException.class, () -> CondaMatchSpec.parse("a".repeat(10_000)));
  }

  @Test
  void noTextBreaksTheReaderAndEveryAcceptedOnePrintsToItself() {
    Random random = new Random(20);
    String alphabet = "ab1.*=<>!~,|[]()'\" :/_-#@^$";
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("a");
      for (int j = random.nextInt(14); j > 0; j--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      CondaMatchSpec spec;
      try {
        spec = CondaMatchSpec.parse(text.toString());
      } catch (SyntaxException e) {
        continue;
      }
      accepted++;
      spec.matches(CondaRecord.of("a", "1", "b", 0));
      assertFalse(spec.canonical().isEmpty());
    }
    assertTrue(accepted > 500, accepted + " of 20000 were accepted");
  }
}
