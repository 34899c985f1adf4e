package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
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

  @Test
  void aRecordingNamesNoHostAndNoUser() throws IOException {
    Path home = Files.createDirectories(directory.resolve("home/zoe-the-user"));
    Path venv = Files.createDirectories(home.resolve("venv"));
    Files.writeString(
        venv.resolve("pyvenv.cfg"), "home = " + home + "/python/bin\nversion = 3.12.1\n");
    Path file = directory.resolve("private.zip");
    Jar.Result result =
        Jar.start(
            List.of(
                Jar.java(),
                "-Duser.home=" + home,
                "-jar",
                Jar.FILE.toString(),
                "record",
                "--no-native",
                "-o",
                file.toString()),
            "",
            Map.of(
                "HOME",
                home.toString(),
                "VIRTUAL_ENV",
                home + "/venv",
                "PATH",
                home + "/bin:/usr/bin:/bin"),
            directory);
    assertEquals(0, result.exit(), result.toString());
    String hostName = InetAddress.getLocalHost().getHostName();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertTrue(zip.size() > 10);
      zip.stream()
          .forEach(
              entry -> {
                try {
                  String content =
                      new String(
                          zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                  assertFalse(content.contains("zoe-the-user"), entry.getName());
                  if (hostName.length() > 5 && !hostName.equals("localhost")) {
                    assertFalse(content.contains(hostName), entry.getName());
                  }
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
    }
  }
}
