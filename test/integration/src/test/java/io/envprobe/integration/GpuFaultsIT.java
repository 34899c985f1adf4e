package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of the program is told of a driver that misbehaves. */
final class GpuFaultsIT {
  @TempDir Path directory;

  /** The answer of a run that may leave no file behind, in a directory for temporary ones. */
  private JsonObject told(Map<String, String> variables) throws IOException {
    return run(variables, "--no-cache");
  }

  private JsonObject run(Map<String, String> variables, String... options) throws IOException {
    Path temporary = Files.createDirectories(directory.resolve("temporary"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Jar.java(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                Jar.FILE.toString(),
                "gpu",
                "--json",
                "--timeout",
                "20"));
    command.addAll(List.of(options));
    Jar.Result result = Jar.start(command, "", variables, directory);
    assertEquals(0, result.exit(), result.toString());
    assertEquals("", result.error());
    assertEmpty(temporary);
    return JsonParser.parseString(result.output()).getAsJsonObject();
  }

  private static void assertEmpty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(), files.toList());
    }
  }

  /** A machine with an Intel device in good health beside a CUDA driver of these flags. */
  private JsonObject with(String... flags) throws IOException, InterruptedException {
    Path library = FakeLibrary.build("fakecuda", directory.resolve("libcuda.so.1"), flags);
    Path other = directory.resolve("libze_loader.so.1");
    if (!Files.exists(other)) {
      FakeLibrary.build("fakeze", other);
    }
    JsonObject told = told(Map.of("LD_LIBRARY_PATH", directory.toString()));
    Leftovers.assertNone(library);
    Leftovers.assertNone(other);
    return told;
  }

  private static String fact(JsonObject told, String key) {
    JsonObject fact = told.getAsJsonObject("facts").getAsJsonObject(key);
    JsonElement value = fact.get("value");
    return fact.get("state").getAsString() + (value == null ? "" : " " + value.getAsString());
  }

  private static List<String> rules(JsonObject told) {
    return told.getAsJsonArray("findings").asList().stream()
        .map(it -> it.getAsJsonObject().get("rule").getAsString())
        .toList();
  }

  /** Where the machine of the test has no kernel driver, that makes the library unusable too. */
  private static void assertNotUsable(JsonObject told, String flag) {
    String usable = fact(told, "cuda.usable");
    assertTrue(List.of("present false", "unknown").contains(usable), flag + ": " + usable);
  }

  private static void assertOthersUnaffected(JsonObject sound, JsonObject told) {
    assertEquals("present true", fact(told, "levelzero.usable"));
    assertEquals("present 1.6", fact(told, "levelzero.version"));
    for (String key :
        List.of(
            "opencl.usable", "opencl.version", "vulkan.usable", "vulkan.version", "rocm.usable")) {
      assertEquals(fact(sound, key), fact(told, key), key);
    }
  }

  @Test
  void aDriverThatCrashesHangsOrFloodsIsNotUsableAndCostsNothingElse()
      throws IOException, InterruptedException {
    JsonObject sound = with();
    assertEquals("present 12.4", fact(sound, "cuda.version"));
    // It hangs, segfaults, aborts, floods standard output, and leaves a daemon before it segfaults.
    for (int scenario : List.of(15, 16, 17, 19, 104)) {
      String flag = "-DSCENARIO=" + scenario;
      JsonObject told = with(flag);
      assertEquals("present 12.4", fact(told, "cuda.version"), flag);
      assertNotUsable(told, flag);
      boolean ends = scenario != 15 && scenario != 19;
      String rule = ends ? "cuda.crashes" : "cuda.hangs";
      assertTrue(rules(told).contains(rule), rules(told).toString());
      assertOthersUnaffected(sound, told);
    }
  }

  @Test
  void aDriverThatLacksAFunctionIsBrokenAndItsVersionStays()
      throws IOException, InterruptedException {
    JsonObject told = with("-DSCENARIO=12");
    assertEquals("present 12.4", fact(told, "cuda.version"));
    assertEquals("present false", fact(told, "cuda.usable"));
    String findings = told.getAsJsonArray("findings").toString();
    assertTrue(findings.contains("has no cuDeviceGetCount"), findings);
    assertTrue(findings.contains("broken-library"), findings);
  }

  @Test
  void aDriverThatCannotBeOpenedIsNotAbsent() throws IOException, InterruptedException {
    JsonObject sound = with();
    for (String flag : List.of("-DSCENARIO=13", "-DSCENARIO=14")) {
      JsonObject told = with(flag);
      assertEquals("unknown", fact(told, "cuda.version"), flag);
      assertNotUsable(told, flag);
      String rule = flag.endsWith("13") ? "cuda.hangs" : "cuda.crashes";
      assertTrue(rules(told).contains(rule), rules(told).toString());
      assertOthersUnaffected(sound, told);
    }
  }

  @Test
  void aDriverThatOnlyMisbehavesIsUsable() throws IOException, InterruptedException {
    JsonObject sound = with();
    assertEquals("present true", fact(sound, "cuda.usable"));
    // It prints, closes standard output, leaves a process that holds it, threads, and daemons.
    for (int scenario : List.of(18, 20, 21, 22, 101, 103)) {
      JsonObject told = with("-DSCENARIO=" + scenario);
      assertEquals("present true", fact(told, "cuda.usable"), "scenario " + scenario);
      assertEquals("present 12.4", fact(told, "cuda.version"), "scenario " + scenario);
      assertOthersUnaffected(sound, told);
    }
  }

  @Test
  void whatADriverRefusesWithIsToldWithTheRemedy() throws IOException, InterruptedException {
    for (String code :
        List.of("101 CUDA_ERROR_INVALID_DEVICE", "803 CUDA_ERROR_SYSTEM_DRIVER_MISMATCH")) {
      JsonObject told = with("-DINIT=" + code.substring(0, 3));
      assertEquals("present 12.4", fact(told, "cuda.version"), code);
      assertEquals("present false", fact(told, "cuda.usable"), code);
      JsonObject finding = told.getAsJsonArray("findings").get(0).getAsJsonObject();
      assertTrue(finding.get("message").getAsString().contains(code), finding.toString());
      assertFalse(finding.get("remedy").getAsString().isEmpty(), code);
    }
  }

  @Test
  void anAnswerWithoutAValueOrASenselessOneIsUnknown() throws IOException, InterruptedException {
    for (String flag :
        List.of("-DSCENARIO=23", "-DVERSION=0", "-DVERSION=-7", "-DVERSION=999999")) {
      assertEquals("unknown", fact(with(flag), "cuda.version"), flag);
    }
  }

  @Test
  void aKeptAnswerIsBelievedUnlessItIsOfTheFutureOrTheLibraryChanged()
      throws IOException, InterruptedException {
    Path library = FakeLibrary.build("fakecuda", directory.resolve("libcuda.so.1"));
    Map<String, String> variables =
        Map.of(
            "LD_LIBRARY_PATH", directory.toString(),
            "XDG_CACHE_HOME", directory.resolve("cache").toString());
    assertEquals("present 12.4", fact(told(variables), "cuda.version"));
    assertFalse(Files.exists(directory.resolve("cache")), "--no-cache keeps nothing");
    run(variables);
    int changed = 0;
    for (Path kept : kept()) {
      String text = Files.readString(kept);
      if (text.contains("version=12040")) {
        changed++;
        Files.writeString(kept, text.replace("version=12040", "version=11080"));
      }
    }
    assertEquals(1, changed);
    assertEquals("present 11.8", fact(run(variables), "cuda.version"));
    for (Path kept : kept()) {
      List<String> lines = new ArrayList<>(Files.readAllLines(kept));
      lines.set(1, String.valueOf(Long.parseLong(lines.get(1)) + 100_000));
      Files.write(kept, lines);
    }
    assertEquals("present 12.4", fact(run(variables), "cuda.version"));
    FakeLibrary.build("fakecuda", library, "-DVERSION=12060");
    assertEquals("present 12.6", fact(run(variables), "cuda.version"));
    Leftovers.assertNone(library);
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("cache/envprobe"))) {
      return files.toList();
    }
  }

  @Test
  void whereNoFurtherThreadOrProcessMayBeStartedNothingIsAbsentAndNothingBreaks()
      throws IOException, InterruptedException {
    List<Path> tools = List.of(Path.of("/usr/bin/prlimit"), Path.of("/usr/bin/setpriv"));
    boolean able =
        tools.stream().allMatch(Files::isExecutable)
            && System.getProperty("user.name", "").equals("root");
    if (!able) {
      System.err.println("SKIPPED: only root with prlimit and setpriv can limit another user");
    }
    Assumptions.assumeTrue(able, "no other user to limit");
    FakeLibrary.build("fakecuda", directory.resolve("libcuda.so.1"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path jar = Files.copy(Jar.FILE, directory.resolve("probe.jar"));
    int heard = 0;
    for (int limit = 14; limit <= 38; limit += 4) {
      List<String> command = new ArrayList<>();
      command.addAll(List.of("/usr/bin/prlimit", "--nproc=" + limit, "/usr/bin/setpriv"));
      command.addAll(List.of("--reuid=65533", "--regid=65533", "--clear-groups"));
      command.addAll(List.of(Jar.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
      command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-Xlog:disable", "-jar"));
      command.addAll(List.of(jar.toString(), "facts", "cuda.version", "--json", "--no-cache"));
      Jar.Result result =
          Jar.start(command, "", Map.of("LD_LIBRARY_PATH", directory.toString()), directory);
      if (result.output().startsWith("{")) { // Otherwise Java itself does not start.
        heard++;
        assertEquals(0, result.exit(), result.toString());
        JsonObject told = JsonParser.parseString(result.output()).getAsJsonObject();
        assertFalse(fact(told, "cuda.version").equals("absent"), result.toString());
        assertFalse(result.output().contains("did not end in time"), result.toString());
      }
      assertEmpty(temporary);
    }
    assertTrue(heard > 2, heard + " of the limits let Java start");
  }

  @Test
  void runsNoProgramOfTheDriverThatLiesOnThePath() throws IOException {
    Path marker = directory.resolve("was-run");
    for (String name : List.of("nvidia-smi", "rocminfo", "rocm_agent_enumerator", "clinfo")) {
      Path program = directory.resolve(name);
      Files.writeString(program, "#!/bin/sh\ntouch " + marker + "\nwhile :; do :; done\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    told(Map.of("PATH", directory + ":/usr/bin:/bin"));
    assertFalse(Files.exists(marker));
  }

  @Test
  void withoutNativeCallsNoProcessIsStarted() throws IOException, InterruptedException {
    Path mark = directory.resolve("was-opened");
    FakeLibrary.build("fakecuda", directory.resolve("libcuda.so.1"), "-DMARK=\"" + mark + "\"");
    told(Map.of("LD_LIBRARY_PATH", directory.toString()));
    assertTrue(Files.deleteIfExists(mark), "the library tells that it was opened");
    Path temporary = directory.resolve("temporary");
    Jar.Result result =
        Jar.start(
            List.of(
                Jar.java(),
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                Jar.FILE.toString(),
                "gpu",
                "--json",
                "--no-native"),
            "",
            Map.of("LD_LIBRARY_PATH", directory.toString()),
            directory);
    JsonObject told = JsonParser.parseString(result.output()).getAsJsonObject();
    assertEquals("unknown", fact(told, "cuda.version"));
    assertFalse(Files.exists(mark));
    assertEmpty(temporary);
  }
}
