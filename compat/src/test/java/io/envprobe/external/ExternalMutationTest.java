package io.envprobe.external;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.requirement.RequirementException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged declarations of every format: {@code -Denvprobe.fuzz=N} tries N of them. */
class ExternalMutationTest {
  private static final int INPUTS = Integer.getInteger("envprobe.fuzz", 4_000);
  private static final String SYNTAX = "[]{}=\"'#,.:;@/<>\\\n\u0000 -_aA0\u00e9\ud83d";
  private static final List<String> SOURCES =
      List.of(
          "pyproject.toml", ExternalFormatsTest.PYPROJECT,
          "METADATA", ExternalFormatsTest.METADATA,
          "scan.json", ExternalFormatsTest.MESON,
          "hblas.cabal", ExternalFormatsTest.CABAL,
          "native.txt",
              "pkgconfig:blas >= 3.8\nlib:libblas.so.3\ndep:generic/a@>=1; os_name=='x'\n");

  @Test
  void aDamagedDeclarationIsReadOrRefusedAtAPlaceInIt() {
    Random random = new Random(11);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < INPUTS; i++) {
      int source = random.nextInt(SOURCES.size() / 2) * 2;
      String name = SOURCES.get(source);
      String text = damaged(SOURCES.get(source + 1), random);
      try {
        read += ExternalFormatsTest.read(name, text).dependencies().isEmpty() ? 0 : 1;
      } catch (RequirementException e) {
        refused++;
        assertTrue(e.span().offset() <= text.length(), name + ": " + e.render());
        assertTrue(!e.reason().isEmpty() && !e.render().isEmpty(), name);
      }
    }
    assertTrue(read > INPUTS / 10, "some are still read: " + read);
    assertTrue(refused > INPUTS / 10, "some are refused: " + refused);
  }

  private static String damaged(String sound, Random random) {
    StringBuilder text = new StringBuilder(sound);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && text.length() > 0; i++) {
      int at = random.nextInt(text.length());
      String syntax = String.valueOf(SYNTAX.charAt(random.nextInt(SYNTAX.length())));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
        case 1 -> text.insert(at, syntax.repeat(1 + random.nextInt(200)));
        case 2 -> text.setLength(at);
        default -> text.replace(at, at + 1, syntax);
      }
    }
    return text.toString();
  }
}
