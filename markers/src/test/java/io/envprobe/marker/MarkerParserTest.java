package io.envprobe.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.version.SyntaxException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkerParserTest {

  private static String error(String text, MarkerDialect dialect) {
    return assertThrows(SyntaxException.class, () -> CompiledMarker.parse(text, dialect)).render();
  }

  private static String error(String text) {
    return error(text, MarkerDialect.PYPA);
  }

  @Test
  void suggestsTheNameThatWasMeant() {
    assertEquals(
        """
        error: unknown name cuda_verison
          cuda_verison >= "12.4"
          ^^^^^^^^^^^^
        hint: did you mean cuda_version?
        """,
        error("cuda_verison >= \"12.4\""));
    assertEquals(
        """
        error: unknown name no_such_name
          no_such_name == "1"
          ^^^^^^^^^^^^
        hint: a text is written in quotes: "no_such_name"
        """,
        error("no_such_name == \"1\""));
  }

  @Test
  void refusesExtendedNamesWhereTheyAreNotAllowed() {
    assertEquals(
        """
        error: cuda_version is an extended name, which pypa does not have here
          os_name == "posix" and cuda_version >= "12"
                                 ^^^^^^^^^^^^
        hint: extended names need the mode pypa without strict
        """,
        error("os_name == \"posix\" and cuda_version >= \"12\"", MarkerDialect.STRICT));
    assertTrue(error("cuda_version >= '1'", MarkerDialect.UV).contains("which uv does not have"));
  }

  @Test
  void saysWhichOperatorToWrite() {
    assertEquals(
        """
        error: expected an operator
          os_name = "posix"
                  ^
        hint: write ==
        """,
        error("os_name = \"posix\""));
    assertTrue(error("os_name => 'a'").contains("hint: write >=\n"));
    assertTrue(error("os_name !== 'a'").contains("expected a name or a quoted text"));
    assertTrue(error("os_name is 'a'").contains("hint: write ==\n"));
    assertTrue(error("os_name notin 'a'").contains("hint: write not in\n"));
    assertTrue(error("os_name not 'a'").contains("expected in after not"));
    assertTrue(
        error("os_name === 'a'", MarkerDialect.UV).contains("error: uv has no operator ===\n"));
  }

  @Test
  void saysHowToJoinComparisons() {
    assertEquals(
        """
        error: expected and, or, or the end of the expression
          os_name == "a" && os_name == "b"
                         ^^
        hint: write and
        """,
        error("os_name == \"a\" && os_name == \"b\""));
    assertTrue(error("os_name == 'a' AND os_name == 'b'").contains("write and in lower case"));
    assertTrue(error("os_name == 'a' # why").contains("a comment cannot follow an expression"));
    assertTrue(error("not (os_name == 'a')").contains("there is no negation"));
  }

  @Test
  void pointsAtWhatIsNotClosed() {
    assertEquals(
        """
        error: a parenthesis that is not closed
          (os_name == "a"
          ^
        """,
        error("(os_name == \"a\""));
    assertEquals(
        """
        error: a closing parenthesis without an opening one
          os_name == "a")
                        ^
        """,
        error("os_name == \"a\")"));
    assertEquals(
        """
        error: a quoted text that is not closed
          os_name == "a
                     ^^
        """,
        error("os_name == \"a"));
    assertEquals(
        """
        error: the expression ends where a name or a quoted text belongs
          os_name ==
                    ^
        """,
        error("os_name =="));
    assertEquals(
        """
        error: expected an expression
         \s
          ^
        hint: an expression looks like os_name == "posix"
        """,
        error(""));
  }

  @Test
  void pointsAtWhatCannotStandThere() {
    assertTrue(error("python_version >= 3.8").contains("hint: write \"3.8\"\n"));
    assertTrue(error("os_name == “posix”").contains("hint: use plain quotes, \" or '\n"));
    assertTrue(error("os_name").contains("expected a comparison after os_name"));
    assertTrue(error("os_name == 'a' and or").contains("found the word or"));
    assertTrue(error("os_name == '\\x4'").contains("an escape that needs 2 hexadecimal digits"));
    assertTrue(error("os_name == '\\N{NOPE}'").contains("a character name that does not exist"));
    assertTrue(error("os_name == 'a\nb'").contains("a line break inside a quoted text"));
    assertTrue(error("os_name == 'a\u0000b'").contains("a NUL character inside a quoted text"));
    assertTrue(error("os_name == 'a\ud800b'").contains("half of a surrogate pair"));
    assertTrue(error("os_name\u00a0== 'a'").contains("expected an operator"));
  }

  @Test
  void limitsDepthAndLength() {
    String deep = error("(".repeat(1_000_000));
    assertTrue(deep.startsWith("error: more than 200 nested parentheses\n"), deep);
    assertTrue(deep.length() < 1000);
    String allowed = "(".repeat(200) + "os_name == 'a'" + ")".repeat(200);
    assertEquals("os_name == \"a\"", CompiledMarker.parse(allowed).marker().toString());
    assertTrue(error(" ".repeat(9_000_000)).contains("longer than 8388608 characters"));
  }

  @Test
  void readsAHundredThousandComparisons() {
    StringBuilder text = new StringBuilder("os_name == 'a'");
    for (int i = 1; i < 100_000; i++) {
      text.append(i % 3 == 0 ? " and " : " or ").append("os_name == 'a'");
    }
    CompiledMarker marker = CompiledMarker.parse(text.toString());
    assertEquals(Truth.TRUE, marker.evaluate(MarkerEnvironment.of(Map.of("os_name", "a"))));
    assertTrue(MarkerAlgebra.exact().isAlwaysTrue(marker) instanceof Decision.Fails);
  }

  @Test
  void printsWhatParsesBack() {
    String text = "\"it's\\\\ \\u0000\\ud800 \\\"\" == os_name";
    Marker marker =
        CompiledMarker.parse("'it\\'s\\\\ \\x00\\ud800 \"' == os_name".replace("\\'", "\\x27"))
            .marker();
    assertEquals(marker.toString(), CompiledMarker.parse(marker.toString()).marker().toString());
    assertTrue(marker.standardText().isEmpty(), text);
    assertEquals(
        "(os_name == \"a\" or os_name == 'b\"') and os_name == \"c\"",
        CompiledMarker.parse("((os.name=='a'or os_name=='b\"'))and(os_name=='c')")
            .marker()
            .toString());
  }
}
