package io.envprobe.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarkerFileFuzzTest {
  private static final String[] PIECES = {
    "[project]\n",
    "dependencies = [",
    "marker = ",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "\\u0041",
    "\\",
    "\n",
    "\r\n",
    "]",
    "{",
    "}",
    "#",
    ",",
    "Requires-Dist: ",
    "a>=1; ",
    "os_name == 'nt'",
    " and ",
    "(",
    "python_version < '3.9'",
    "\uD83D",
    "\uDE00",
    "\0",
    " --hash=x",
    "é",
    "extra == \\\"x\\\"",
    "="
  };

  @Test
  void everyPlaceLiesInTheFileWhateverTheFileHolds() {
    long seed = Long.getLong("envprobe.seed", System.nanoTime());
    Random random = new Random(seed);
    MarkerLint lint = new MarkerLint(MarkerDialect.PYPA, MarkerAlgebra.exact());
    int inputs = Integer.getInteger("envprobe.fuzz", 2000);
    int texts = 0;
    for (int i = 0; i < inputs; i++) {
      StringBuilder built = new StringBuilder();
      for (int pieces = random.nextInt(30); pieces >= 0; pieces--) {
        built.append(PIECES[random.nextInt(PIECES.length)]);
      }
      String file = built.toString();
      for (MarkerFile format : MarkerFile.values()) {
        for (LocatedText text : format.read(file)) {
          String told = "seed " + seed + ", " + format + " " + file;
          texts++;
          check(file, text, told);
          List<MarkerFinding> findings =
              text.kind() == LocatedText.Kind.MARKER
                  ? lint.expression(text.text())
                  : lint.requirement(text.text());
          for (MarkerFinding finding : findings) {
            assertTrue(
                finding.offset() >= 0
                    && finding.length() >= 0
                    && finding.offset() + finding.length() <= text.text().length(),
                told);
          }
        }
      }
    }
    assertTrue(texts > inputs / 10, texts + " texts in " + inputs + " files, seed " + seed);
  }

  /** Lines and columns, counted here by walking, lead to the offset again. */
  private static void check(String file, LocatedText text, String told) {
    int before = 0;
    for (int at = 0; at <= text.text().length(); at++) {
      int offset = text.fileOffset(at);
      assertTrue(offset >= before && offset <= file.length(), told);
      before = offset;
      int start = 0;
      for (int line = 1; line < text.line(at); line++) {
        start = file.indexOf('\n', start) + 1;
      }
      assertEquals(offset, start + text.column(at) - 1, told);
    }
  }
}
