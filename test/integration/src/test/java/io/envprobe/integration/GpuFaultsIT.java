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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of the program is told of a driver that misbehaves. */
final class GpuFaultsIT {
  @TempDir Path directory;

  private JsonObject told(Map<String, String> variables) {
    Jar.Result result =
        Jar.start(
            List.of(
                Jar.java(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Jar.FILE.toString(),
                "gpu",
                "--json",
                "--timeout",
                "20"),
            "",
            variables,
            directory);
    assertEquals(0, result.exit(), result.toString());
    assertEquals("", result.error());
    return JsonParser.parseString(result.output()).getAsJsonObject();
  }

  private JsonObject with(String... flags) throws IOException, InterruptedException {
    Path library = FakeLibrary.build("fakecuda", directory.resolve("libcuda.so.1"), flags);
    JsonObject told = told(Map.of("LD_LIBRARY_PATH", directory.toString()));
    Leftovers.assertNone(library);
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

  private static void assertOthersUnaffected(JsonObject sound, JsonObject told) {
    for (String key : List.of("opencl.usable", "opencl.version", "vulkan.usable", "rocm.usable")) {
      assertEquals(fact(sound, key), fact(told, key), key);
    }
  }

  @Test
  void aDriverThatCrashesHangsOrEndsIsUnusableAndCostsNothingElse()
      throws IOException, InterruptedException {
    JsonObject sound = with();
    assertEquals("present 12.4", fact(sound, "cuda.version"));
    for (String flag : List.of("-DSCENARIO=15", "-DSCENARIO=16", "-DSCENARIO=17")) {
      JsonObject told = with(flag);
      assertEquals("present 12.4", fact(told, "cuda.version"), flag);
      assertEquals("present false", fact(told, "cuda.usable"), flag);
      String rule = flag.endsWith("15") ? "cuda.hangs" : "cuda.crashes";
      assertTrue(rules(told).contains(rule), rules(told).toString());
      assertOthersUnaffected(sound, told);
    }
  }

  @Test
  void aDriverThatCannotBeOpenedIsNotAbsent() throws IOException, InterruptedException {
    for (String flag : List.of("-DSCENARIO=13", "-DSCENARIO=14")) {
      JsonObject told = with(flag);
      assertFalse(fact(told, "cuda.version").startsWith("absent"), flag);
      assertFalse(fact(told, "cuda.usable").equals("present true"), flag);
    }
  }

  @Test
  void aVersionThatCannotBeMeantIsUnknown() throws IOException, InterruptedException {
    assertEquals("unknown", fact(with("-DVERSION=999999"), "cuda.version"));
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
    FakeLibrary.build("fakecuda", directory.resolve("libcuda.so.1"));
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
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
    try (Stream<Path> files = Files.list(temporary)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
