package io.envprobe.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlternativeGroupTest {
  private static final String RUNTIME =
      "auto\n/usr/lib/libblas.so.3\n\n/usr/lib/blas/libblas.so.3\n10\n"
          + "/usr/lib/openblas/libblas.so.3\n100\n\n";

  @Test
  void readsModeLinkAndChoices() {
    AlternativeGroup group = AlternativeGroup.parse("libblas.so.3", RUNTIME).orElseThrow();
    assertFalse(group.manual());
    assertEquals("/usr/lib/libblas.so.3", group.link());
    assertEquals("libblas.so.3", group.linkName());
    assertEquals(2, group.choices().size());
    assertEquals("/usr/lib/openblas/libblas.so.3", group.best().orElseThrow().path());
  }

  @Test
  void passesOverTheNamesThatGoWithALink() {
    AlternativeGroup group =
        AlternativeGroup.parse(
                "libblas.so",
                "manual\n/usr/lib/libblas.so\nblas.pc\n/usr/lib/pkgconfig/blas.pc\nlibblas.a\n"
                    + "/usr/lib/libblas.a\n\n/a/libblas.so\n10\n/a/blas.pc\n/a/libblas.a\n"
                    + "/b/libblas.so\n75\n/b/blas.pc\n\n\n")
            .orElseThrow();
    assertTrue(group.manual());
    assertEquals(2, group.choices().size());
    assertEquals(75, group.best().orElseThrow().priority());
  }

  @Test
  void readsTheFamilyThatRedHatPutsBeforeAPriority() {
    AlternativeGroup group =
        AlternativeGroup.parse("libblas", "auto\n/usr/lib64/libblas.so.3\n\n/x/b\n@fam@ 30\n\n")
            .orElseThrow();
    assertEquals(30, group.choices().get(0).priority());
  }

  @Test
  void readsTheServiceThatRedHatPutsAfterAPriority() {
    String text = "manual\n/usr/lib64/libblas.so.3\n\n/x/b\n@fam@30 daemon\n/y/b\n40 daemon\n\n";
    AlternativeGroup group = AlternativeGroup.parse("libblas", text).orElseThrow();
    assertEquals(30, group.choices().get(0).priority());
    assertEquals("/y/b", group.best().orElseThrow().path());
  }

  @Test
  void refusesOtherTexts() {
    assertEquals(Optional.empty(), AlternativeGroup.parse("x", ""));
    assertEquals(Optional.empty(), AlternativeGroup.parse("x", "sometimes\n/a\n\n/b\n1\n"));
    assertEquals(Optional.empty(), AlternativeGroup.parse("x", "auto\n/a\n\n/b\nhigh\n"));
  }
}
