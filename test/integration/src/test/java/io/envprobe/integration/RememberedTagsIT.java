package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tags} from memory: always what a run without memory says. */
final class RememberedTagsIT {
  @TempDir private Path directory;

  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void emptyCache() {
    variables.put("XDG_CACHE_HOME", directory.resolve("cache").toString());
  }

  private List<Path> allKept() throws IOException {
    Path cache = directory.resolve("cache/envprobe");
    if (!Files.exists(cache)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(cache)) {
      return files.toList();
    }
  }

  private Path kept() throws IOException {
    assertEquals(1, allKept().size(), allKept().toString());
    return allKept().get(0);
  }

  private Jar.Result run(String... words) {
    return Jar.start(Jar.command(words), "", variables, directory);
  }

  /** What `tags` says, which must be what it says without a memory. */
  private String tags() {
    Jar.Result result = run("tags");
    assertEquals(run("tags", "--no-cache"), result);
    assertEquals(0, result.exit(), result.toString());
    return result.output();
  }

  @Test
  void theSameMachineGetsTheSameAnswerAndItIsKeptOnce() throws IOException {
    String first = tags();
    Object time = Files.getLastModifiedTime(kept());
    assertEquals(first, tags());
    assertEquals(time, Files.getLastModifiedTime(kept()), "it was thought about again");
  }

  @Test
  void aChangedVariableChangesTheAnswer() {
    String before = tags();
    variables.put("CONDA_OVERRIDE_GLIBC", "2.99");
    String after = tags();
    assertNotEquals(before, after);
    assertTrue(after.contains("__glibc=2.99=0"), after);
    variables.put("CONDA_OVERRIDE_GLIBC", "");
    assertEquals(before, tags());
  }

  @Test
  void aCacheThatTheLocaleCannotNameCostsNothing() {
    variables.put("LC_ALL", "C");
    variables.put("XDG_CACHE_HOME", directory.resolve("caché").toString());
    tags();
  }

  @Test
  void aDamagedMemoryIsNoAnswer() throws IOException {
    String before = tags();
    Path kept = kept();
    byte[] bytes = Files.readAllBytes(kept);
    for (int at : List.of(3, 30, bytes.length / 2, bytes.length - 20)) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 1;
      Files.write(kept, damaged);
      assertEquals(before, tags(), "byte " + at);
    }
  }

  @Test
  void withOtherJarsBesideItNothingIsRemembered() throws IOException {
    Path other = Files.createDirectory(directory.resolve("other"));
    List<String> command =
        List.of(Jar.java(), "-cp", Jar.FILE + ":" + other, "io.envprobe.cli.Main", "tags");
    assertEquals(0, Jar.start(command, "", variables, directory).exit());
    assertEquals(List.of(), allKept());
  }
}
