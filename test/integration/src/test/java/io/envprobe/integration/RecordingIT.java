package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordingIT {
  @TempDir private Path directory;

  private Path record() {
    Path file = directory.resolve("machine.zip");
    Jar.Result result = Jar.run("record", "--no-native", "--output", file.toString());
    assertEquals(0, result.exit(), result.toString());
    return file;
  }

  @Test
  void aReplayGivesTheIdenticalProfileByteForByte() {
    Path file = record();
    Jar.Result live = Jar.run("facts", "--json", "--no-native");
    Jar.Result replay = Jar.run("facts", "--json", "--no-native", "--replay", file.toString());
    assertEquals(0, replay.exit(), replay.toString());
    assertEquals(live.output(), replay.output());
  }

  @Test
  void aReplayOnAMachineWithOtherVariablesIsTheSameMachine() {
    Path file = record();
    Jar.Result here = Jar.run("facts", "--json", "--replay", file.toString());
    Jar.Result elsewhere =
        Jar.start(
            List.of(
                Jar.java(),
                "-Duser.home=/home/somebody",
                "-jar",
                Jar.FILE.toString(),
                "facts",
                "--json",
                "--replay",
                file.toString()),
            "",
            Map.of("PATH", "/nowhere", "HOME", "/home/somebody", "VIRTUAL_ENV", "/nowhere"),
            directory);
    assertEquals(here.output(), elsewhere.output());
  }
}
