package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Native;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The child process starts from every shape that a program can have. */
final class ChildFromEveryShapeIT {
  private static final String PROGRAM =
      """
      package asks;

      import io.envprobe.host.*;
      import java.nio.file.*;
      import java.util.*;

      public class Main {
        public static void main(String[] words) throws Exception {
          Path library = Path.of(words[0]);
          var request =
              new Request.Conversation(
                  words[0],
                  Files.size(library),
                  List.of("cuDriverGetVersion(>version:int)"),
                  List.of(),
                  30_000);
          System.out.print(
              new LiveHost(Set.of(HostPermission.CONVERSATIONS))
                  .answer(request)
                  .<String>fold(it -> it.value().text(), it -> it.kind() + ": " + it.detail()));
        }
      }
      """;
  private static final String MODULES = "io.envprobe.nativeaccess";

  @TempDir Path directory;
  private Path library;
  private Path program;

  private static Path module(String name) {
    return Jar.ROOT.resolve(
        name + "/target/" + name + "-" + System.getProperty("envprobe.version") + ".jar");
  }

  private static String jars() {
    List<String> jars = new ArrayList<>();
    for (String name : List.of("probe-core", "probe-native")) {
      jars.add(module(name).toString());
    }
    String jna = Native.class.getProtectionDomain().getCodeSource().getLocation().toString();
    jars.add(Path.of(URI.create(jna)).toString());
    return String.join(File.pathSeparator, jars);
  }

  private static void tool(String name, String... words) {
    StringWriter out = new StringWriter();
    int exit =
        ToolProvider.findFirst(name)
            .orElseThrow()
            .run(new java.io.PrintWriter(out), new java.io.PrintWriter(out), words);
    assertEquals(0, exit, out.toString());
  }

  @BeforeEach
  void build() throws IOException, InterruptedException {
    library = FakeLibrary.build("fakecuda", directory.resolve("libcuda.so.1"));
    Path sources = Files.createDirectories(directory.resolve("sources/asks"));
    Files.writeString(sources.resolve("Main.java"), PROGRAM);
    Path descriptor = sources.resolveSibling("module-info.java");
    Files.writeString(descriptor, "module asks { requires io.envprobe.core; }\n");
    program = directory.resolve("asks");
    tool(
        "javac",
        "--release",
        "17",
        "-p",
        jars(),
        "-d",
        program.toString(),
        descriptor.toString(),
        sources.resolve("Main.java").toString());
  }

  private void assertAnswers(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(words));
    command.add(library.toString());
    Jar.Result result = Jar.start(command, "", Map.of(), directory);
    assertEquals(
        "did\topen\t\t0\ndid\tcuDriverGetVersion\t\t0\tversion=12040\nend\n",
        result.output(),
        result.toString());
    assertEquals("", result.error());
    Leftovers.assertNone(library);
  }

  @Test
  void fromTheClassPath() throws IOException {
    assertAnswers(Jar.java(), "-cp", jars() + File.pathSeparator + program, "asks.Main");
  }

  @Test
  void fromTheRunnableJar() throws IOException {
    assertAnswers(Jar.java(), "-cp", Jar.FILE + File.pathSeparator + program, "asks.Main");
  }

  @Test
  void fromTheModulePath() throws IOException {
    assertAnswers(
        Jar.java(),
        "-p",
        jars() + File.pathSeparator + program,
        "--add-modules",
        MODULES,
        "-m",
        "asks/asks.Main");
  }

  @Test
  void fromAnImage() throws IOException {
    Path image = directory.resolve("image");
    tool(
        "jlink",
        "-p",
        jars() + File.pathSeparator + program,
        "--add-modules",
        "asks,io.envprobe.nativeaccess",
        "--output",
        image.toString());
    assertTrue(Files.isExecutable(image.resolve("bin/java")));
    assertAnswers(image.resolve("bin/java").toString(), "-m", "asks/asks.Main");
  }
}
