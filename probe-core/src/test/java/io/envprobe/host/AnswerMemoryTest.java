package io.envprobe.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.host.internal.CacheDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnswerMemoryTest {
  private static final byte[] ANSWER =
      "python  linux_x86_64 …\n\ngo  amd64\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path directory;

  private final Host machine = new LiveHost(Set.of());

  private AnswerMemory memory(String program) {
    return new AnswerMemory(new CacheDirectory(directory.resolve("cache")), "tags.answer", program);
  }

  private String notes() throws IOException {
    Files.writeString(directory.resolve("file"), "one");
    Witness witness = new Witness(machine);
    witness.answer(new Request.Content(directory.resolve("file").toString(), 100));
    return witness.notes().orElseThrow();
  }

  @Test
  void anAnswerIsGivenAgainAsLongAsTheMachineIsTheSame() throws IOException {
    assertEquals(Optional.empty(), memory("1").recall(machine));
    memory("1").keep(notes(), ANSWER);
    assertArrayEquals(ANSWER, memory("1").recall(machine).orElseThrow());
    Files.writeString(directory.resolve("file"), "two");
    assertEquals(Optional.empty(), memory("1").recall(machine));
    Files.writeString(directory.resolve("file"), "one");
    assertArrayEquals(ANSWER, memory("1").recall(machine).orElseThrow());
  }

  @Test
  void anotherProgramKnowsNothingOfIt() throws IOException {
    memory("1").keep(notes(), ANSWER);
    assertEquals(Optional.empty(), memory("2").recall(machine));
    assertEquals(Optional.empty(), memory("").recall(machine));
  }

  @Test
  void onlyThisUserCanReadIt() throws IOException {
    memory("1").keep(notes(), ANSWER);
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("cache"))));
  }

  @Test
  void aFileThatIsCutOffAnywhereIsNoOtherAnswer() throws IOException {
    memory("1").keep(notes(), ANSWER);
    Path file = directory.resolve("cache/tags.answer");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertEquals(Optional.empty(), memory("1").recall(machine), "cut at " + length);
    }
  }

  @Test
  void whereNothingCanBeWrittenNothingIsKept() throws IOException {
    Files.writeString(directory.resolve("cache"), "a file in the way");
    memory("1").keep(notes(), ANSWER);
    assertEquals(Optional.empty(), memory("1").recall(machine));
    assertTrue(Files.isRegularFile(directory.resolve("cache")));
  }

  @Test
  void whereItCannotBePutInPlaceNothingIsLeftBehind() throws IOException {
    Path place = Files.createDirectories(directory.resolve("cache/tags.answer/in the way"));
    memory("1").keep(notes(), ANSWER);
    try (Stream<Path> files = Files.list(directory.resolve("cache"))) {
      assertEquals(List.of(place.getParent()), files.toList());
    }
  }
}
