package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Native;
import io.envprobe.gpu.internal.vendor.VendorCalls;
import io.envprobe.host.FailureKind;
import io.envprobe.host.LiveHost;
import io.envprobe.host.Outcome;
import io.envprobe.host.Transcript;
import io.envprobe.nativeaccess.NativeAccess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where and how the child process starts, and what is said where it does not. */
final class ChildStartIT {
  @TempDir Path directory;

  private Path library;

  @BeforeEach
  void buildALibrary() throws IOException, InterruptedException {
    library = FakeLibrary.build("fakecuda", directory.resolve("libcuda.so.1"));
  }

  /**
   * Another Java machine that holds a conversation and prints how it ended; words that begin with a
   * hyphen are its options, others calls.
   */
  private Jar.Result elsewhere(Map<String, String> variables, String... words) {
    return elsewhere(Jar.java(), variables, words);
  }

  private Jar.Result elsewhere(String java, Map<String, String> variables, String... words) {
    List<String> command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1"));
    command.addAll(Stream.of(words).filter(it -> it.startsWith("-")).toList());
    command.addAll(List.of("-cp", classPath()));
    command.addAll(List.of("io.envprobe.integration.Talk", library.toString()));
    command.addAll(Stream.of(words).filter(it -> !it.startsWith("-")).toList());
    Jar.Result result = Jar.start(command, "", variables, directory);
    assertEquals(0, result.exit(), result.toString());
    return result;
  }

  /** Where the classes are that the other Java machine needs. */
  private static String classPath() {
    return Stream.of(
            Talk.class, LiveHost.class, NativeAccess.class, VendorCalls.class, Native.class)
        .map(
            it ->
                Path.of(
                    URI.create(it.getProtectionDomain().getCodeSource().getLocation().toString())))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void assertHeard(Jar.Result result) {
    assertTrue(result.output().contains("name=Fake GPU 0"), result.toString());
    assertTrue(result.output().endsWith("end\n\n"), result.toString());
  }

  private static void assertUnsupported(String why, Jar.Result result) {
    assertTrue(result.output().startsWith("UNSUPPORTED: " + why), result.toString());
  }

  @Test
  void startsWithoutAWordOnTheUsersStandardError() {
    Jar.Result result = elsewhere(Map.of(), "--enable-native-access=ALL-UNNAMED");
    assertHeard(result);
    assertEquals("", result.error());
  }

  @Test
  void optionsInVariablesDoNotReachTheChild() {
    for (String name : List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS")) {
      Jar.Result result =
          elsewhere(Map.of(name, "-Dharmless=true"), "getenv(\"" + name + "\") -> options:text");
      assertTrue(result.output().contains("options!null"), result.toString());
    }
  }

  @Test
  void secretsInVariablesDoNotReachTheChildAndOthersDo() {
    Jar.Result result =
        elsewhere(
            Map.of("DEPLOY_TOKEN", "planted", "FAKE_DEVICES", "planted"),
            "getenv(\"DEPLOY_TOKEN\") -> secret:text",
            "getenv(\"FAKE_DEVICES\") -> plain:text");
    assertTrue(result.output().contains("secret!null"), result.toString());
    assertTrue(result.output().contains("plain=planted"), result.toString());
  }

  @Test
  void debugOptionsOfTheParentDoNotReachTheChild() {
    assertHeard(elsewhere(Map.of(), "-Xlog:disable", "-Djna.library.path=/none", "-ea"));
  }

  @Test
  void saysThatThereIsNoTemporaryDirectory() {
    assertUnsupported(
        "no child process", elsewhere(Map.of(), "-Djava.io.tmpdir=" + directory.resolve("none")));
    assertUnsupported("no child process", elsewhere(Map.of(), "-Djava.io.tmpdir=/proc"));
  }

  @Test
  void saysThatNothingCanBeLoadedFromTheTemporaryDirectory() throws IOException {
    Path forbidding = Files.createDirectory(directory.resolve("noexec"));
    List<String> mount =
        List.of(
            "/usr/bin/unshare",
            "-Urm",
            "/bin/sh",
            "-c",
            "mount -t tmpfs -o noexec tmpfs \"$0\" && exec \"$@\"",
            forbidding.toString());
    List<String> trial = new ArrayList<>(mount);
    trial.add("/bin/true");
    boolean able =
        Files.isExecutable(Path.of(mount.get(0)))
            && Jar.start(trial, "", Map.of(), directory).exit() == 0;
    if (!able) {
      System.err.println("SKIPPED: no directory can be mounted here that forbids to execute");
    }
    Assumptions.assumeTrue(able, "no namespaces of mounts");
    List<String> command = new ArrayList<>(mount);
    command.addAll(List.of(Jar.java(), "-XX:TieredStopAtLevel=1"));
    command.add("-Djava.io.tmpdir=" + forbidding);
    command.addAll(List.of("-cp", classPath(), "io.envprobe.integration.Talk"));
    command.add(library.toString());
    assertUnsupported(
        "native calls do not work in a child process", Jar.start(command, "", Map.of(), directory));
  }

  @Test
  void saysThatTheProgramOfJavaDoesNotStart() throws IOException {
    Path program = directory.resolve("home/bin/java");
    Files.createDirectories(program.getParent());
    String home = System.getProperty("java.home");
    System.setProperty("java.home", directory.resolve("home").toString());
    try {
      assertFailure("has no program");
      Files.createDirectory(program);
      assertFailure("no child process");
      Files.delete(program);
      Files.writeString(program, "#!/bin/sh\necho cannot create a thread: limit reached\nexit 1\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      assertFailure("limit reached");
    } finally {
      System.setProperty("java.home", home);
    }
    Leftovers.assertNone(library);
  }

  private void assertFailure(String words) throws IOException {
    Outcome.Failure<Transcript> failure =
        Talk.failure(Talk.with(library, VendorCalls.CUDA.calls(), Talk.PATIENT));
    assertTrue(failure.detail().contains(words), failure.toString());
    assertFalse(failure.kind() == FailureKind.NOT_FOUND, "absence needs a proof");
  }

  @Test
  void twoProcessesAskAtOnce() throws ExecutionException, InterruptedException, IOException {
    CompletableFuture<Jar.Result> other = CompletableFuture.supplyAsync(() -> elsewhere(Map.of()));
    assertHeard(elsewhere(Map.of()));
    assertHeard(other.get());
    Leftovers.assertNone(library);
  }

  @Test
  void theLibraryIsFoundByItsPathAloneNotByTheVariable() throws IOException, InterruptedException {
    Path decoys = directory.resolve("decoy");
    FakeLibrary.build("fakecuda", decoys.resolve("libcuda.so.1"), "-DVERSION=11000");
    Jar.Result result = elsewhere(Map.of("LD_LIBRARY_PATH", decoys.toString()));
    assertTrue(result.output().contains("version=12040"), result.toString());
  }

  @Test
  void aParentThatIsKilledLeavesNothingBehind() throws IOException, InterruptedException {
    Path hanging =
        FakeLibrary.build("fakecuda", directory.resolve("hang/libcuda.so.1"), "-DSCENARIO=15");
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    Process parent =
        new ProcessBuilder(
                Jar.java(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                classPath(),
                "io.envprobe.integration.Talk",
                hanging.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out").toFile())
            .start();
    long end = System.nanoTime() + 30_000_000_000L;
    while (answers(temporary) == 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000L);
    }
    assertEquals(1, answers(temporary));
    parent.destroyForcibly().waitFor();
    Leftovers.assertNone(hanging);
    while (answers(temporary) > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000L);
    }
    assertEquals(0, answers(temporary));
  }

  private static long answers(Path temporary) throws IOException {
    try (Stream<Path> entries = Files.list(temporary)) {
      return entries.filter(it -> Files.exists(it.resolve("answer"))).count();
    }
  }

  @Test
  void worksWithEveryJavaThatIsInstalled() throws IOException {
    Path machines = Path.of("/usr/lib/jvm");
    Assumptions.assumeTrue(Files.isDirectory(machines));
    try (Stream<Path> homes = Files.list(machines)) {
      for (Path home : homes.filter(Files::isDirectory).toList()) {
        Path java = home.resolve("bin/java");
        if (Files.isExecutable(java)) {
          Jar.Result result =
              elsewhere(java.toString(), Map.of(), "--enable-native-access=ALL-UNNAMED");
          assertHeard(result);
          assertEquals("", result.error(), home.toString());
        }
      }
    }
  }
}
