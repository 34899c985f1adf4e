package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the distribution and of the image, in the places where launchers break. */
final class LauncherIT {
  private static final Path DIST = Jar.ROOT.resolve("cli/target/dist");
  private static final Path IMAGE = Jar.ROOT.resolve("cli/target/image");

  @TempDir private Path directory;

  private Path unpacked(Path from, String name) throws IOException {
    Path to = directory.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return to.resolve("bin/probe");
  }

  private Jar.Result run(Path launcher, Map<String, String> variables, String... words) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    return Jar.start(command, "", variables, directory);
  }

  private static Map<String, String> java(Path home, Path cache) {
    return Map.of("JAVA_HOME", home.toString(), "XDG_CACHE_HOME", cache.toString());
  }

  private static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  private static List<Path> archives(Path cache) throws IOException {
    if (!Files.exists(cache.resolve("envprobe"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(cache.resolve("envprobe"))) {
      return files.filter(file -> !file.toString().endsWith(".answer")).sorted().toList();
    }
  }

  @Test
  void noCacheKeepsTheLauncherFromLayingAnythingToo() throws IOException {
    Path launcher = unpacked(DIST, "dist");
    Files.delete(launcher.resolveSibling("../lib/probe.archive"));
    Path cache = directory.resolve("cache");
    assertEquals(0, run(launcher, java(javaHome(), cache), "tags", "--no-cache").exit());
    assertTrue(Files.notExists(cache), "the cache is there");
  }

  @Test
  void aHeapOrACollectorThatTheUserStatesIsNoObstacle() throws IOException {
    Map<String, String> here = new HashMap<>(java(javaHome(), directory.resolve("cache")));
    for (String options : List.of("-Xmx12m", "-XX:+UseSerialGC", "-XX:+UseParallelGC -Xmx64m")) {
      here.put("JAVA_TOOL_OPTIONS", options);
      Jar.Result result = run(DIST.resolve("bin/probe"), here, "tags", "--no-cache");
      assertEquals(0, result.exit(), result.toString());
    }
  }

  /** A Java machine of another release: its own release file before the same machine. */
  private Path otherJava() throws IOException {
    Path home = directory.resolve("other java");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nexec '" + Jar.java() + "' \"$@\"\n");
    assertTrue(java.toFile().setExecutable(true));
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Another\"\nJAVA_VERSION=\"" + Runtime.version().feature() + ".0.99\"\n");
    return home;
  }

  @Test
  void theFirstRunLaysAnArchiveAndTheNextTakesIt() throws IOException {
    Path launcher = unpacked(DIST, "a place with spaces");
    Files.delete(launcher.resolveSibling("../lib/probe.archive"));
    Path cache = directory.resolve("a cache with spaces");
    Map<String, String> here = java(javaHome(), cache);
    Jar.Result first = run(launcher, here, "tags", "go");
    assertEquals(0, first.exit(), first.toString());
    assertEquals("", first.error());
    assertEquals(1, archives(cache).size(), "the cache holds " + archives(cache));
    Object made = Files.getLastModifiedTime(archives(cache).get(0));
    assertEquals(first, run(launcher, here, "tags", "go"));
    assertEquals(made, Files.getLastModifiedTime(archives(cache).get(0)));
  }

  @Test
  void anotherJavaMachineGetsAnArchiveOfItsOwn() throws IOException {
    Path launcher = unpacked(DIST, "dist");
    Files.delete(launcher.resolveSibling("../lib/probe.archive"));
    Path cache = directory.resolve("cache");
    Jar.Result one = run(launcher, java(javaHome(), cache), "tags", "go");
    assertEquals(one, run(launcher, java(otherJava(), cache), "tags", "go"));
    assertEquals(2, archives(cache).size(), "the cache holds " + archives(cache));
  }

  @Test
  void theArchiveThatShipsIsTakenOnlyByTheMachineThatMadeIt() throws IOException {
    Path cache = directory.resolve("cache");
    Path launcher = DIST.resolve("bin/probe");
    assertEquals(0, run(launcher, java(javaHome(), cache), "--version").exit());
    assertEquals(List.of(), archives(cache));
    assertEquals(0, run(launcher, java(otherJava(), cache), "--version").exit());
    assertEquals(1, archives(cache).size());
  }

  @Test
  void aCacheThatCannotBeWrittenCostsNothingButTime() throws IOException {
    Path launcher = unpacked(DIST, "dist");
    Files.delete(launcher.resolveSibling("../lib/probe.archive"));
    Path file = Files.writeString(directory.resolve("file"), "");
    for (Map<String, String> home :
        List.of(
            java(javaHome(), file),
            Map.of("JAVA_HOME", javaHome().toString(), "XDG_CACHE_HOME", "", "HOME", "/dev/null"),
            Map.of("JAVA_HOME", javaHome().toString(), "XDG_CACHE_HOME", "", "HOME", ""))) {
      Jar.Result result = run(launcher, home, "eval", "libc_name == \"none\"");
      assertEquals(Jar.run("eval", "libc_name == \"none\""), result);
    }
  }

  @Test
  void theFirstRunKeepsTheExitCodeAndWordsOfTheCommand() throws IOException {
    Path launcher = unpacked(DIST, "dist");
    Files.delete(launcher.resolveSibling("../lib/probe.archive"));
    Map<String, String> here = java(javaHome(), directory.resolve("cache"));
    Jar.Result result = run(launcher, here, "eval", "libc_name == \"a 'b' $c\"");
    assertEquals(1, result.exit(), result.toString());
  }

  @Test
  void aLinkLeadsToTheLauncher() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("probe"), DIST.resolve("bin/probe"));
    assertEquals(0, run(link, java(javaHome(), directory.resolve("cache")), "--version").exit());
  }

  /** Only these tools on the path: what every system has, and no Java. */
  private Map<String, String> withoutJava() throws IOException {
    Path tools = Files.createDirectories(directory.resolve("bin"));
    for (String tool : List.of("readlink", "mkdir", "mv", "rm", "sh")) {
      for (String place : List.of("/usr/bin/", "/bin/")) {
        if (Files.exists(Path.of(place + tool)) && !Files.exists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), Path.of(place + tool));
        }
      }
    }
    String cache = directory.resolve("cache").toString();
    return Map.of("PATH", tools.toString(), "JAVA_HOME", "", "XDG_CACHE_HOME", cache);
  }

  @Test
  void withoutJavaItSaysInOneLineWhatToInstall() throws IOException {
    Jar.Result result = run(DIST.resolve("bin/probe"), withoutJava(), "tags");
    assertEquals(2, result.exit());
    assertEquals("", result.output());
    assertTrue(result.error().startsWith("probe: Java 17 or newer is needed"), result.error());
    assertEquals(1, result.error().lines().count(), result.error());
  }

  @Test
  void theImageNeedsNoJavaAndAnswersTheSame() throws IOException {
    Path launcher = unpacked(IMAGE, "an image");
    Map<String, String> bare = withoutJava();
    for (int run = 1; run <= 2; run++) {
      Jar.Result result = run(launcher, bare, "tags", "python");
      assertEquals(0, result.exit(), result.toString());
      assertEquals("", result.error());
      assertEquals(Jar.run("tags", "python").output(), result.output(), "run " + run);
    }
    assertEquals(0, run(launcher, bare, "cpu").exit());
  }

  @Test
  void theDebianPackageUnpacksToAWorkingProgram() {
    Path root = directory.resolve("root");
    String deb = Jar.ROOT.resolve("cli/target/envprobe.deb").toString();
    Jar.Result unpacked =
        Jar.start(List.of("dpkg-deb", "--extract", deb, root.toString()), "", Map.of(), directory);
    assertEquals(0, unpacked.exit(), unpacked.toString());
    Jar.Result result =
        run(
            root.resolve("usr/bin/probe"),
            java(javaHome(), directory.resolve("cache")),
            "tags",
            "debian");
    assertEquals(Jar.run("tags", "debian").output(), result.output());
    assertTrue(Files.exists(root.resolve("usr/share/man/man1/probe.1")));
    assertTrue(Files.exists(root.resolve("usr/share/doc/envprobe/copyright")));
  }

  @Test
  void theImageIsAtMostSixtyMegabytesToDownload() throws IOException {
    try (Stream<Path> files = Files.list(Jar.ROOT.resolve("cli/target"))) {
      Path image =
          files.filter(f -> f.toString().endsWith("-image.tar.gz")).findFirst().orElseThrow();
      assertTrue(Files.size(image) <= 60_000_000, "it has " + Files.size(image) + " bytes");
    }
  }
}
