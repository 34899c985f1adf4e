package io.envprobe.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WitnessTest {
  @TempDir private Path directory;

  private final Host machine = new LiveHost(Set.of());

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  /** Asks one request of each kind. */
  private String notes() {
    Witness witness = new Witness(machine);
    for (Request<?> request :
        List.of(
            new Request.Content(path("file"), 100),
            new Request.Content(path("missing"), 100),
            new Request.Range(path("library"), 2, 3),
            new Request.Status(path("library")),
            new Request.Listing(directory.toString(), 10),
            new Request.Link(path("link")),
            new Request.RealPath(path("link")),
            new Request.Access(path("file")),
            new Request.Variable("PATH"),
            new Request.Property("os.name"))) {
      witness.answer(request);
    }
    return witness.notes().orElseThrow();
  }

  private String installed() throws IOException {
    Files.writeString(directory.resolve("file"), "one");
    Files.writeString(directory.resolve("library"), "0123456789");
    Files.createSymbolicLink(directory.resolve("link"), Path.of("library"));
    return notes();
  }

  private void assertTellsOf(Change change) throws IOException {
    String notes = installed();
    assertTrue(Witness.agrees(notes, machine), notes);
    change.make();
    assertFalse(Witness.agrees(notes, machine), notes);
  }

  /** What happens to a machine. */
  private interface Change {
    void make() throws IOException;
  }

  @Test
  void anotherContentOfTheSameLength() throws IOException {
    assertTellsOf(() -> Files.writeString(directory.resolve("file"), "two"));
  }

  @Test
  void aFileThatWasNotThere() throws IOException {
    assertTellsOf(() -> Files.writeString(directory.resolve("missing"), ""));
  }

  @Test
  void anotherByteInARange() throws IOException {
    assertTellsOf(() -> Files.writeString(directory.resolve("library"), "0123x56789"));
  }

  @Test
  void aByteBesidesTheRangesIsNotAskedFor() throws IOException {
    String notes = installed();
    Files.writeString(directory.resolve("library"), "012345678x");
    assertTrue(Witness.agrees(notes, machine), notes);
  }

  @Test
  void anotherSize() throws IOException {
    assertTellsOf(() -> Files.writeString(directory.resolve("library"), "0123456789+"));
  }

  @Test
  void oneMoreNameInADirectory() throws IOException {
    assertTellsOf(() -> Files.createFile(directory.resolve("more")));
  }

  @Test
  void aLinkThatLeadsElsewhere() throws IOException {
    assertTellsOf(
        () -> {
          Files.delete(directory.resolve("link"));
          Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
        });
  }

  @Test
  void aFileThatIsGone() throws IOException {
    assertTellsOf(() -> Files.delete(directory.resolve("file")));
  }

  /** A machine of these answers. */
  private static Host of(Map<String, Outcome<?>> outcomes) {
    return new Host() {
      @Override
      @SuppressWarnings("unchecked")
      public <T> Outcome<T> answer(Request<T> request) {
        return (Outcome<T>)
            outcomes.getOrDefault(request.key(), Outcome.failed(FailureKind.NOT_FOUND, ""));
      }
    };
  }

  private static String notes(Host host, Request<?> request) {
    Witness witness = new Witness(host);
    witness.answer(request);
    return witness.notes().orElse("none");
  }

  private static Host processors(String text) {
    return of(
        Map.of(
            "content 99 /proc/cpuinfo",
            Outcome.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
  }

  @Test
  void theClocksOfProcessorsDoNotCountAndAllElseOfThemDoes() {
    String two =
        "processor\t: 0\ncpu MHz\t\t: 2445.4\nmodel\t: 1\n\nprocessor\t: 1\ncpu MHz\t\t: 800\nmodel\t: 1\n";
    String notes = notes(processors(two), new Request.Content("/proc/cpuinfo", 99));
    assertTrue(
        Witness.agrees(
            notes, processors(two.replace("2445.4", "801").replace(": 800", ": 3100.25"))));
    assertFalse(Witness.agrees(notes, processors(two.replace("model\t: 1", "model\t: 2"))));
    assertFalse(Witness.agrees(notes, processors(two + "\nprocessor\t: 2\n")));
  }

  @Test
  void whatIsNotAskedAgainWithoutNeedLeavesNoNotes() {
    Host host = of(Map.of());
    assertEquals("none", notes(host, new Request.NativeCall("cpuid", List.of())));
    assertEquals("none", notes(host, new Request.Command(List.of("true"))));
    assertEquals("none", notes(host, new Request.Conversation("/lib/x", 1, List.of())));
    Host slow = of(Map.of("status /dead", Outcome.failed(FailureKind.TIMEOUT, "no answer")));
    assertEquals("none", notes(slow, new Request.Status("/dead")));
  }

  @Test
  void aRequestThatTookLongLeavesNoNotes() {
    Witness impatient = new Witness(machine, -1);
    impatient.answer(new Request.Property("os.name"));
    assertEquals(Optional.empty(), impatient.notes());
    Witness patient = new Witness(machine, Long.MAX_VALUE);
    patient.answer(new Request.Property("os.name"));
    assertTrue(patient.notes().isPresent());
  }

  @Test
  void aConversationThatTheCallerDoesNotAllowIsNoObstacle() {
    Witness witness = new Witness(machine);
    witness.answer(new Request.Property("os.name"));
    witness.answer(new Request.Conversation("/lib/x", 1, List.of()));
    assertTrue(Witness.agrees(witness.notes().orElseThrow(), machine));
  }

  @Test
  void offsetsOfLargeFilesAreCompared() {
    String notes = notes(of(Map.of()), new Request.Range("/large", 5_000_000_000L, 16));
    assertTrue(Witness.agrees(notes, of(Map.of())), notes);
  }

  @Test
  void oneRequestWithTwoAnswersLeavesNoNotes() throws IOException {
    Witness witness = new Witness(machine);
    Request<byte[]> request = new Request.Content(path("file"), 100);
    witness.answer(request);
    Files.writeString(directory.resolve("file"), "in between");
    witness.answer(request);
    assertEquals(Optional.empty(), witness.notes());
  }

  @Test
  void aRequestThatIsStillOpenLeavesNoNotes() {
    Map<String, Optional<String>> seen = new HashMap<>();
    Witness[] witness = new Witness[1];
    witness[0] =
        new Witness(
            new Host() {
              @Override
              public <T> Outcome<T> answer(Request<T> request) {
                seen.put("meanwhile", witness[0].notes());
                return Outcome.failed(FailureKind.NOT_FOUND, "");
              }
            });
    witness[0].answer(new Request.Status("/x"));
    assertEquals(Optional.empty(), seen.get("meanwhile"));
    assertTrue(witness[0].notes().isPresent());
  }

  @Test
  void damagedNotesAgreeWithNothingAndBreakNothing() throws IOException {
    String notes = installed();
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder damaged = new StringBuilder(notes);
      int at = random.nextInt(notes.length());
      char other = (char) (random.nextInt(3) == 0 ? '0' + random.nextInt(10) : random.nextInt(127));
      if (other == damaged.charAt(at)) {
        continue;
      }
      damaged.setCharAt(at, other);
      assertFalse(Witness.agrees(damaged.toString(), of(Map.of())), damaged.toString());
    }
    assertFalse(Witness.agrees("", machine), "no notes at all");
    assertFalse(Witness.agrees(notes.substring(0, notes.length() - 1), machine), "a part");
  }
}
