package io.envprobe.libs;

import static io.envprobe.fact.PythonFacts.PYTHON_ABIS;
import static io.envprobe.fact.PythonFacts.PYTHON_IMPLEMENTATION;
import static io.envprobe.fact.PythonFacts.PYTHON_REQUESTED;
import static io.envprobe.fact.PythonFacts.PYTHON_VERSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Fact;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.host.HostPermission;
import io.envprobe.host.LiveHost;
import io.envprobe.probe.Profiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A launcher whose files do not tell which Python it runs, asked where the user allows that. */
class AskedPythonTest {
  @TempDir Path directory;

  /** A script that computes what it would run; this one only leaves a mark and answers. */
  private Path launcher(String... answers) throws IOException {
    StringBuilder script = new StringBuilder("#!/bin/sh\n: >\"$(dirname \"$0\")/ran\"\n");
    for (String answer : answers) {
      script.append("echo '").append(answer).append("'\n");
    }
    script.append("eval \"$SOMETHING\"\n");
    Path path = directory.resolve("python3");
    Files.writeString(path, script);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    return path;
  }

  private Profile profile(Path python, Set<HostPermission> permissions) {
    Profile asked = Profile.EMPTY.with(Fact.observed(PYTHON_REQUESTED, python.toString()));
    return new Profiler(new LibsProbes().probes())
        .profile(
            new LiveHost(permissions),
            Set.of(PYTHON_VERSION, PYTHON_ABIS, PYTHON_IMPLEMENTATION),
            asked,
            Duration.ofSeconds(30));
  }

  @Test
  void nothingIsRunUnlessTheUserAllowsIt() throws IOException {
    Path python = launcher("version=3.12.4", "end=1");
    assertTrue(profile(python, Set.of()).reading(PYTHON_VERSION).isUnknown());
    assertFalse(Files.exists(directory.resolve("ran")));
  }

  @Test
  void whatFilesLeaveOpenIsAskedWhereTheUserAllowsIt() throws IOException {
    Path python =
        launcher(
            "executable=",
            "implementation=cpython",
            "version=3.13.1",
            "suffix=.cpython-313t-x86_64-linux-gnu.so",
            "threads=1",
            "debug=0",
            "end=1");
    Profile profile = profile(python, Set.of(HostPermission.COMMANDS));
    assertEquals(Reading.present("3.13.1"), profile.reading(PYTHON_VERSION));
    assertEquals(Reading.present("cpython"), profile.reading(PYTHON_IMPLEMENTATION));
    assertEquals(Reading.present(List.of("cp313t")), profile.reading(PYTHON_ABIS));
    assertTrue(
        profile.fact(PYTHON_VERSION).evidence().stream()
            .anyMatch(evidence -> evidence.source().equals("command")));
  }

  @Test
  void anAnswerThatIsCutShortOrNoVersionIsNone() throws IOException {
    Set<HostPermission> allowed = Set.of(HostPermission.COMMANDS);
    Path cut = launcher("implementation=cpython", "version=3.13.1");
    assertTrue(profile(cut, allowed).reading(PYTHON_VERSION).isUnknown());
    Path nonsense = launcher("implementation=cpython", "version=seven", "end=1");
    assertTrue(profile(nonsense, allowed).reading(PYTHON_VERSION).isUnknown());
  }
}
