package io.envprobe.cli.machine;

import io.envprobe.cli.argument.UsageException;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Origin;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code --python} declares: a path names an interpreter that a probe then examines; a
 * version, as {@code 3.12}, {@code 3.13t} or {@code pypy3.10}, describes one that need not be
 * there.
 */
final class PythonChoice {
  private PythonChoice() {}

  static List<Fact<?>> parse(String value) throws UsageException {
    Evidence evidence = new Evidence("user", "--python", value);
    if (value.indexOf('/') >= 0 || value.indexOf('\\') >= 0) {
      return List.of(declared(PythonFacts.PYTHON_REQUESTED, absolute(value), evidence));
    }
    boolean pypy = value.startsWith("pypy");
    String rest =
        pypy ? value.substring(4) : value.startsWith("python") ? value.substring(6) : value;
    boolean freeThreaded = !pypy && rest.endsWith("t");
    String version = freeThreaded ? rest.substring(0, rest.length() - 1) : rest;
    if (!isVersion(version)) {
      throw new UsageException(
          "--python takes a version, as 3.12, 3.13t or pypy3.10, or the path of an interpreter, not '"
              + value
              + "'");
    }
    List<Fact<?>> facts = new ArrayList<>();
    facts.add(declared(PythonFacts.PYTHON_VERSION, version, evidence));
    facts.add(declared(PythonFacts.PYTHON_IMPLEMENTATION, pypy ? "pypy" : "cpython", evidence));
    facts.add(declared(PythonFacts.PYTHON_FREE_THREADED, freeThreaded, evidence));
    if (!pypy) {
      String[] parts = version.split("\\.", -1);
      String abi = "cp" + parts[0] + parts[1] + (freeThreaded ? "t" : "");
      facts.add(declared(PythonFacts.PYTHON_ABIS, List.of(abi), evidence));
    }
    return facts;
  }

  private static String absolute(String path) {
    return path.startsWith("~/") ? path : Path.of(path).toAbsolutePath().toString();
  }

  private static <T> Fact<T> declared(FactKey<T> key, T value, Evidence evidence) {
    return new Fact<>(key, Reading.present(value), Origin.DECLARED, List.of(evidence));
  }

  /** Two or three numbers, perhaps with a pre-release suffix after the last. */
  private static boolean isVersion(String text) {
    int dots = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (c == '.') {
        dots++;
      } else if (!digit && !(dots == 2 && "abrc".indexOf(c) >= 0)) {
        return false;
      }
    }
    boolean ends = text.startsWith(".") || text.endsWith(".") || text.contains("..");
    return !ends && (dots == 1 || dots == 2);
  }
}
