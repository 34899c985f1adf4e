package io.envprobe.tag.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.version.SyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PythonNamesTest {
  @Test
  void aWheelWithACompressedSet() {
    WheelFileName wheel = WheelFileName.parse("Foo.Bar-1.0-2b-py2.py3-none-any.whl");
    assertEquals("foo-bar", wheel.name());
    assertEquals(new BuildNumber("2", "b"), wheel.build().orElseThrow());
    assertEquals(List.of("py2-none-any", "py3-none-any"), wheel.tags().expand());
  }

  @Test
  void aVariantLabelIsReadOnlyWhereItIsAskedFor() {
    String name = "numpy-2.3.2-1-cp313-cp313t-musllinux_1_2_x86_64-x86_64_v3.whl";
    assertThrows(SyntaxException.class, () -> WheelFileName.parse(name));
    WheelFileName wheel = WheelFileName.parseVariant(name);
    assertEquals(Optional.of("x86_64_v3"), wheel.label());
    assertEquals(Optional.of(new BuildNumber("1", "")), wheel.build());
  }

  @Test
  void theErrorPointsAtThePartThatIsWrong() {
    SyntaxException version =
        assertThrows(SyntaxException.class, () -> WheelFileName.parse("foo-x-py3-none-any.whl"));
    assertEquals(4, version.offset());
    SyntaxException tag =
        assertThrows(SyntaxException.class, () -> WheelFileName.parse("foo-1-py3--any.whl"));
    assertEquals(10, tag.offset());
  }

  @Test
  void buildNumbersOrderByTheirNumberFirst() {
    assertTrue(BuildNumber.parse("9z").compareTo(BuildNumber.parse("10")) < 0);
    assertTrue(BuildNumber.parse("1_1").compareTo(BuildNumber.parse("1a")) < 0);
    assertEquals(0, BuildNumber.parse("007").compareTo(BuildNumber.parse("7")));
  }

  @Test
  void whatUsersWriteForAnInterpreter() {
    assertEquals(List.of("cp312"), PythonInterpreter.parse("3.12").orElseThrow().abis());
    assertEquals(List.of("cp313t"), PythonInterpreter.parse("3.13t").orElseThrow().abis());
    assertEquals(
        List.of("cp311d", "cp311"), PythonInterpreter.parse("cp311d").orElseThrow().abis());
    assertEquals(List.of("cp27mu"), PythonInterpreter.parse("2.7").orElseThrow().abis());
    assertEquals("pp310", PythonInterpreter.parse("pypy3.10").orElseThrow().tag());
    assertEquals(Optional.empty(), PythonInterpreter.parse("three"));
    assertEquals(Optional.empty(), PythonInterpreter.parse("3.12x"));
    assertEquals(Optional.empty(), PythonInterpreter.parse("3..12"));
  }

  @Test
  void rankingPrefersTheEarliestTagAndKeepsEqualsInOrder() {
    WheelRanking ranking = WheelRanking.of(List.of("py3-none-a", "py3-none-b", "py2-none-a"));
    assertEquals(
        List.of("x-1-py2.py3-none-a.whl", "y-1-PY3-none-c.b.whl", "z-1-py3-none-b.whl"),
        ranking.select(
            List.of(
                "y-1-PY3-none-c.b.whl",
                "z-1-py3-none-b.whl",
                "no-wheel.zip",
                "x-1-py2.py3-none-a.whl",
                "w-1-py2-none-b.whl")));
    assertEquals(-1, ranking.rank("-.whl"));
  }

  @Test
  void anyTextIsAFileNameOrASyntaxError() {
    Random random = new Random(42);
    String letters = "ab1.-_+!é ٣\n";
    long inputs = Long.getLong("envprobe.fuzz", 20_000);
    for (long i = 0; i < inputs; i++) {
      StringBuilder text = new StringBuilder("a-1-");
      text.setLength(random.nextInt(5));
      for (int n = random.nextInt(24); n > 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      String name = text.append(random.nextInt(4) == 0 ? ".zip" : ".whl").toString();
      if (name.endsWith(".zip")) {
        assertParsesOrRefuses(() -> SdistFileName.parse(name).name(), name);
      } else {
        assertParsesOrRefuses(() -> WheelFileName.parseVariant(name).name(), name);
      }
      WheelRanking.of(List.of("a-b-1")).rank(name);
      PythonInterpreter.parse(name);
    }
  }

  private static void assertParsesOrRefuses(
      java.util.function.Supplier<String> parse, String name) {
    try {
      assertTrue(!parse.get().isEmpty(), name);
    } catch (SyntaxException e) {
      assertTrue(e.offset() <= name.length(), name);
    }
  }
}
