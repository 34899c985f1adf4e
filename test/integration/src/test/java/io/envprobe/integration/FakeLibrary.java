package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Compiles a vendor's library that misbehaves; without a C compiler the tests say so and stop. */
final class FakeLibrary {
  private FakeLibrary() {}

  /** Builds {@code src/test/c/NAME.c} with these definitions as that file. */
  static Path build(String name, Path library, String... flags)
      throws IOException, InterruptedException {
    Path compiler = Path.of("/usr/bin/cc");
    if (!Files.isExecutable(compiler)) {
      System.err.println("SKIPPED: no C compiler, so no library can misbehave");
    }
    Assumptions.assumeTrue(Files.isExecutable(compiler), "there is no C compiler");
    Files.createDirectories(library.getParent());
    List<String> words = new ArrayList<>();
    words.addAll(List.of(compiler.toString(), "-shared", "-fPIC", "-O1", "-Wall", "-Werror"));
    words.addAll(List.of(flags));
    words.addAll(List.of("-o", library.toString()));
    words.addAll(
        List.of(
            Jar.ROOT.resolve("test/integration/src/test/c/" + name + ".c").toString(),
            "-lpthread"));
    Process process = new ProcessBuilder(words).inheritIO().start();
    process.waitFor(60, TimeUnit.SECONDS);
    assertEquals(0, process.exitValue(), "compiling " + name);
    return library;
  }
}
