package io.envprobe.libs;

import static io.envprobe.fact.PythonFacts.PYTHON_INTERPRETERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Profile;
import io.envprobe.host.LiveHost;
import io.envprobe.probe.Profiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Asks every interpreter of the build machine about itself, and compares that with what its files
 * told. The probe starts none; this test does.
 */
class LivePythonTest {
  private static final String QUESTION =
      """
      import platform, sys, sysconfig
      v = lambda k: sysconfig.get_config_var(k)
      free = bool(v('Py_GIL_DISABLED'))
      debug = bool(v('Py_DEBUG'))
      n = 'cp%d%d' % sys.version_info[:2]
      if sys.version_info < (3, 8):
          u = 'u' if sys.version_info < (3, 3) and sys.maxunicode > 65535 else ''
          abis = [n + ('d' if debug else '') + ('m' if v('WITH_PYMALLOC') != 0 else '') + u]
      else:
          n += 't' if free else ''
          abis = ([n + 'd'] if debug else []) + [n]
      print('|'.join([platform.python_implementation().lower(), platform.python_version(),
          ','.join(abis), str(free).lower(), str(debug).lower()]))
      """;

  @Test
  void theFilesOfEveryInterpreterSayWhatItSaysItself() {
    Profile profile =
        new Profiler(new LibsProbes().probes())
            .profile(
                new LiveHost(Set.of()),
                Set.of(PYTHON_INTERPRETERS),
                Profile.EMPTY,
                Duration.ofSeconds(30));
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (FactRecord record : profile.reading(PYTHON_INTERPRETERS).asOptional().orElse(List.of())) {
      String path = record.text("path").orElseThrow();
      String program = path.replaceFirst("^~", System.getProperty("user.home"));
      String implementation = record.text("implementation").orElse("?");
      if (!implementation.equals("cpython")) {
        continue;
      }
      expected.add(path + ": " + ask(program));
      actual.add(
          path
              + ": "
              + String.join(
                  "|",
                  implementation,
                  record.text("version").orElse("?"),
                  String.join(",", record.texts("abis")),
                  String.valueOf(record.fields().get("free_threaded")),
                  String.valueOf(record.fields().get("debug"))));
    }
    assertEquals(expected, actual);
  }

  private static String ask(String program) {
    try {
      Process process =
          new ProcessBuilder(program, "-c", QUESTION)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor(20, TimeUnit.SECONDS) ? answer : "no answer in time";
    } catch (IOException e) {
      return "cannot be started: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
