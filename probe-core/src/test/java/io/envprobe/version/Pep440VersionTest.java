package io.envprobe.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class Pep440VersionTest {

  @Test
  void normalizesAlternativeSpellings() {
    assertEquals("1.0a1", Pep440Version.parse("v1.0-ALPHA_1").normalized());
    assertEquals("1.0rc0", Pep440Version.parse("1.0preview").normalized());
    assertEquals("1.0.post1", Pep440Version.parse("1.0-1").normalized());
    assertEquals("1!2.dev0+a.7", Pep440Version.parse("\u00a001!02dev+A_07\n").normalized());
  }

  @Test
  void ordersTheExampleOfTheSpecification() {
    List<String> ascending =
        List.of(
            "1.dev0",
            "1.0.dev456",
            "1.0a1",
            "1.0a2.dev456",
            "1.0a12.dev456",
            "1.0a12",
            "1.0b1.dev456",
            "1.0b2",
            "1.0b2.post345.dev456",
            "1.0b2.post345",
            "1.0rc1.dev456",
            "1.0rc1",
            "1.0",
            "1.0+abc.5",
            "1.0+abc.7",
            "1.0+5",
            "1.0.post456.dev34",
            "1.0.post456",
            "1.0.15",
            "1.1.dev1",
            "1!0.1");
    for (int i = 0; i < ascending.size(); i++) {
      for (int j = 0; j < ascending.size(); j++) {
        int order =
            Pep440Version.parse(ascending.get(i)).compareTo(Pep440Version.parse(ascending.get(j)));
        assertEquals(
            Integer.compare(i, j),
            Integer.signum(order),
            ascending.get(i) + " " + ascending.get(j));
      }
    }
  }

  @Test
  void comparesNumbersOfAnySize() {
    Pep440Version small = Pep440Version.parse("1.99999999999999999999");
    Pep440Version large = Pep440Version.parse("1.100000000000000000000");
    assertTrue(small.compareTo(large) < 0);
    assertEquals(small, Pep440Version.parse("1.0099999999999999999999.0"));
    assertEquals(small.hashCode(), Pep440Version.parse("1.0099999999999999999999.0").hashCode());
    assertNotEquals(small, large);
  }

  @Test
  void refusesAVersionWithTwoEpochsAtTheirPlace() {
    SyntaxException error = assertThrows(SyntaxException.class, () -> Pep440Version.parse("1!2!3"));
    assertEquals(3, error.offset());
    assertEquals("unexpected text after the version", error.reason());
    assertEquals(
        """
        error: unexpected text after the version
          1!2!3
             ^^
        hint: a version looks like 1.2.3, 2.0rc1 or 1.0.post1+label
        """,
        error.render());
  }

  @Test
  void refusesDigitsThatAreNotAscii() {
    assertTrue(Pep440Version.tryParse("\u0661.0").isEmpty());
    assertTrue(Pep440Version.tryParse("1.0+\u212a").isEmpty());
    assertTrue(Pep440Version.tryParse("").isEmpty());
    assertTrue(Pep440Version.tryParse("1.0\u0000").isEmpty());
  }

  @Test
  void takesAVersionApartForDisplay() {
    assertEquals(
        "{epoch=1, release=[2, 0], pre=[rc, 3], post=4, dev=5, local=a.1, public=1!2.0rc3.post4.dev5,"
            + " base=1!2.0, canonical=1!2rc3.post4.dev5+a.1, prerelease=true, postrelease=true, devrelease=true}",
        Pep440Version.parse("1!2.0rc3.post4.dev5+a.1").parts().toString());
  }

  @Test
  void readsAMegabyteOfDigitsQuickly() {
    String digits = "9".repeat(1_000_000);
    assertEquals(digits, Pep440Version.parse(digits).normalized());
    String parts = "1234567890123456789012.".repeat(40_000) + "1";
    assertEquals(40_001, Pep440Version.parse(parts).release().size());
  }

  @Test
  void isNotComparedWithAVersionOfAnotherScheme() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Pep440Version.parse("1").compareTo(CondaVersion.parse("1")));
    assertEquals(
        "cannot compare a version of scheme pep440 with one of scheme conda", error.getMessage());
  }
}
