package io.envprobe.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.host.internal.ConversationCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConversationCacheTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Transcript GOOD =
      Transcript.parse("did\tcuDriverGetVersion\t\t0\tversion=12040\nend\n");
  private static final Transcript REFUSED = Transcript.parse("did\tcuInit\t\t803\nend\n");
  private static final Transcript BROKEN = Transcript.parse("did\tcuInit\t\t0\n");

  @TempDir Path directory;
  private Path library = Path.of("");

  @BeforeEach
  void install() throws IOException {
    library = Files.writeString(directory.resolve("libcuda.so.1"), "a library");
    boot("first");
  }

  private void boot(String name) throws IOException {
    Path file = directory.resolve("proc/sys/kernel/random/boot_id");
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
  }

  private Request.Conversation conversation() {
    return new Request.Conversation(library.toString(), 9, List.of("cuInit(0)"));
  }

  private ConversationCache cache(Instant now, Map<String, String> variables) {
    return new ConversationCache(
        directory.resolve("cache/envprobe"),
        directory,
        Clock.fixed(now, ZoneOffset.UTC),
        variables);
  }

  private ConversationCache cache(Instant now) {
    return cache(now, Map.of("PATH", "/bin"));
  }

  @Test
  void whatWasKeptIsFoundForADay() {
    assertEquals(Optional.empty(), cache(NOW).find(conversation()));
    cache(NOW).keep(conversation(), GOOD);
    assertEquals(Optional.of(GOOD), cache(NOW.plusSeconds(3600)).find(conversation()));
    assertEquals(Optional.empty(), cache(NOW.plusSeconds(25 * 3600)).find(conversation()));
  }

  @Test
  void failuresAreForgottenAfterAMinute() {
    for (Transcript failure : List.of(REFUSED, BROKEN)) {
      cache(NOW).keep(conversation(), failure);
      assertTrue(cache(NOW.plusSeconds(30)).find(conversation()).isPresent(), failure.text());
      assertEquals(Optional.empty(), cache(NOW.plusSeconds(90)).find(conversation()));
    }
  }

  @Test
  void aClockThatWasSetBackInvalidates() {
    cache(NOW).keep(conversation(), GOOD);
    assertEquals(Optional.empty(), cache(NOW.minusSeconds(10)).find(conversation()));
  }

  @Test
  void anotherBootInvalidates() throws IOException {
    cache(NOW).keep(conversation(), GOOD);
    boot("second");
    assertEquals(Optional.empty(), cache(NOW).find(conversation()));
  }

  @Test
  void anotherDeviceInvalidates() throws IOException {
    cache(NOW).keep(conversation(), GOOD);
    Files.createDirectories(directory.resolve("dev/nvidia0"));
    assertEquals(Optional.empty(), cache(NOW).find(conversation()));
  }

  @Test
  void anotherDriverInvalidates() throws IOException {
    cache(NOW).keep(conversation(), GOOD);
    Path version = directory.resolve("sys/module/nvidia/version");
    Files.createDirectories(version.getParent());
    Files.writeString(version, "550.54.14");
    assertEquals(Optional.empty(), cache(NOW).find(conversation()));
  }

  @Test
  void aLibraryThatWasReplacedInvalidates() throws IOException {
    cache(NOW).keep(conversation(), GOOD);
    Files.setLastModifiedTime(library, FileTime.from(NOW));
    assertEquals(Optional.empty(), cache(NOW).find(conversation()));
  }

  @Test
  void variablesThatLibrariesReadInvalidateAndOthersDoNot() {
    cache(NOW).keep(conversation(), GOOD);
    Map<String, String> variables = new HashMap<>(Map.of("PATH", "/bin", "PWD", "/elsewhere"));
    assertTrue(cache(NOW, variables).find(conversation()).isPresent());
    variables.put("CUDA_VISIBLE_DEVICES", "1");
    assertEquals(Optional.empty(), cache(NOW, variables).find(conversation()));
  }

  @Test
  void otherQuestionsAreOtherEntries() {
    cache(NOW).keep(conversation(), GOOD);
    Request.Conversation other =
        new Request.Conversation(library.toString(), 9, List.of("cuInit(1)"));
    assertEquals(Optional.empty(), cache(NOW).find(other));
  }

  @Test
  void damagedEntriesCountAsNotKept() throws IOException {
    for (String text : List.of("", "x", "envprobe conversation 1\nnever\nend\n", "\n\n\n")) {
      cache(NOW).keep(conversation(), GOOD);
      try (Stream<Path> files = Files.list(directory.resolve("cache/envprobe"))) {
        for (Path file : files.toList()) {
          Files.writeString(file, text);
        }
      }
      assertEquals(Optional.empty(), cache(NOW).find(conversation()), text);
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenCostsNothing() throws IOException {
    Files.writeString(directory.resolve("cache"), "a file where the directory would be");
    cache(NOW).keep(conversation(), GOOD);
    assertEquals(Optional.empty(), cache(NOW).find(conversation()));
  }

  @Test
  void whatNobodyBelievesAnyMoreIsRemoved() throws IOException {
    cache(NOW).keep(conversation(), GOOD);
    Path archive = Files.createFile(directory.resolve("cache/envprobe/17.0.1.jsa"));
    Instant later = Instant.now().plusSeconds(25 * 3600);
    boot("second");
    cache(later).keep(conversation(), GOOD);
    try (Stream<Path> files = Files.list(directory.resolve("cache/envprobe"))) {
      assertEquals(2, files.count());
    }
    assertTrue(Files.exists(archive), "it is no conversation");
  }

  @Test
  void nobodyElseMayReadIt() throws IOException {
    cache(NOW).keep(conversation(), GOOD);
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(directory.resolve("cache/envprobe"))));
  }
}
