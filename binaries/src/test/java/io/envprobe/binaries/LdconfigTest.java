package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Compares this machine's own loader cache with what {@code ldconfig -p} lists. */
class LdconfigTest {
  private static final Path CACHE = Path.of("/etc/ld.so.cache");
  private static final Path LDCONFIG = Path.of("/sbin/ldconfig");

  @Test
  void listsWhatLdconfigLists() throws IOException {
    boolean there = Files.isReadable(CACHE) && Files.isExecutable(LDCONFIG);
    if (!there) {
      System.err.println("LDCONFIG OR ITS CACHE NOT FOUND: nothing was compared");
    }
    Assumptions.assumeTrue(there, "no ldconfig or no cache");
    Process process = new ProcessBuilder(LDCONFIG.toString(), "-p").start();
    List<String> expected =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("\t"))
            .map(line -> line.strip().replaceFirst(" \\(.*\\) => ", " => "))
            .toList();
    LdCache cache = LdCache.open(Files.readAllBytes(CACHE)).content().orElseThrow();
    assertEquals(
        expected,
        cache.entries().stream()
            .map(entry -> entry.name().orElse("?") + " => " + entry.path().orElse("?"))
            .toList());
    assertEquals(
        expected.stream()
            .map(line -> parent(line.substring(line.indexOf('/'))))
            .distinct()
            .toList(),
        List.copyOf(cache.directories(-1)));
    String first = expected.get(0);
    assertEquals(
        first.substring(first.indexOf('/')),
        cache.named(first.substring(0, first.indexOf(' '))).get(0).path().orElseThrow());
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }
}
