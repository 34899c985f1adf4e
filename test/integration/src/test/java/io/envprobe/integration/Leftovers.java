package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What a conversation may not leave behind: processes that hold its library, and directories. */
final class Leftovers {
  private Leftovers() {}

  static void assertNone(Path library) throws IOException {
    String path = library.toRealPath().toString();
    // What was killed takes a moment to go.
    long end = System.nanoTime() + 5_000_000_000L;
    while (!processes(path).isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(50_000_000L);
    }
    assertEquals(List.of(), processes(path), "processes left behind");
    assertEquals(List.of(), directories(), "directories left behind");
  }

  private static List<String> processes(String library) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.filter(it -> isNumber(it.getFileName().toString())).toList()) {
        try {
          if (Files.readString(process.resolve("maps")).contains(library)) {
            found.add(process + " " + Files.readString(process.resolve("cmdline")));
          }
        } catch (IOException e) {
          assertFalse(process.endsWith("self"), e.toString()); // Others ended while we looked.
        }
      }
    }
    return found;
  }

  private static boolean isNumber(String name) {
    return name.chars().allMatch(Character::isDigit);
  }

  /** Private directories of this process; those of others at work beside us do not count. */
  private static List<Path> directories() throws IOException {
    String self = String.valueOf(ProcessHandle.current().pid());
    List<Path> found = new ArrayList<>();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> entries = Files.list(temporary)) {
      for (Path entry :
          entries.filter(it -> it.getFileName().toString().startsWith("envprobe-")).toList()) {
        Path request = entry.resolve("request");
        if (Files.exists(request) && Files.readString(request).startsWith(self + "\n")) {
          found.add(entry);
        }
      }
    }
    return found;
  }
}
