package io.envprobe.libs.internal.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The small texts that installations of Python are told by. */
class PythonFilesTest {
  private static final String[] PIECES = {
    "python",
    "3",
    ".",
    "12",
    "t",
    "d",
    "pypy",
    "libpython",
    ".so",
    ".1.0",
    "99999999999999999",
    "home",
    " = ",
    "/usr/bin",
    "\n",
    "version_info",
    "version",
    "final",
    "rc",
    "a",
    "+",
    "'SOABI': ",
    "'",
    "cpython-312",
    ",",
    "#define PY_VERSION ",
    "\"",
    "manylinux1_compatible",
    "=",
    "True",
    "def manylinux_compatible(",
    ":",
    "return",
    " ",
    "#!",
    "exec ",
    "\0",
    "é",
    "-",
    "graalpy"
  };

  @Test
  void aNameTellsImplementationVersionAndFlags() {
    assertEquals(
        Optional.of(new InterpreterName("cpython", "3.13", "t")),
        InterpreterName.parse("python3.13t"));
    assertEquals(
        Optional.of(new InterpreterName("cpython", "3.7", "m")),
        InterpreterName.parse("libpython3.7m.so.1.0"));
    assertEquals(
        Optional.of(new InterpreterName("pypy", "3.10", "")),
        InterpreterName.parse("libpypy3.10-c.so"));
    assertEquals(
        Optional.of(new InterpreterName("cpython", "", "")), InterpreterName.parse("python3"));
    for (String other :
        List.of("python3-config", "python3.12-config", "pythonw", "perl", "python.")) {
      assertEquals(Optional.empty(), InterpreterName.parse(other), other);
    }
  }

  @Test
  void aFullVersionHasThreeNumbersAndPerhapsAPreRelease() {
    for (String sound : List.of("3.12.4", "2.7.18", "3.14.0a1", "3.13.0b4", "3.13.0rc2")) {
      assertEquals(Optional.of(sound), PythonVersion.parse(sound));
    }
    assertEquals(Optional.of("3.13.0+local"), PythonVersion.parse("3.13.0+"));
    assertEquals(Optional.of("3.13.0rc2"), PythonVersion.parseInfo("3.13.0.candidate.2"));
    for (String broken :
        List.of("", "3", "3.12", "3.12.", "3..1", "3.12.x", "3.12.4.1", "3.12.4a")) {
      assertEquals(Optional.empty(), PythonVersion.parse(broken), broken);
    }
  }

  @Test
  void noTextIsAnError() {
    Random random = new Random(20_260_101);
    int inputs = Integer.getInteger("envprobe.fuzz", 20_000);
    int names = 0;
    for (int i = 0; i < inputs; i++) {
      StringBuilder text = new StringBuilder(i % 2 == 0 ? "" : "python3.");
      for (int pieces = random.nextInt(12); pieces >= 0; pieces--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      String input = text.toString();
      Optional<InterpreterName> name = InterpreterName.parse(input);
      if (name.isPresent() && !name.get().minor().isEmpty()) {
        names++;
        List<String> tags = AbiTags.cpython(name.get().minor(), true, true, true, true);
        assertTrue(tags.get(0).startsWith("cp"), input);
      }
      PythonVersion.parse(input);
      PythonVersion.parseInfo(input);
      KeyValues.venv(input, "home");
      KeyValues.sysconfig(input, "SOABI");
      KeyValues.define(input, "PY_VERSION");
      AbiTags.ofSuffix(input);
      ManylinuxOverride.parse(input);
      Launchers.execTarget(input);
    }
    assertTrue(names > 0, "no input looked like a name");
  }
}
