package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the common commands load, start and leave behind: nothing that they do not need. */
final class StartUpIT {
  @TempDir private Path directory;

  private static final List<String> HEAVY =
      List.of(
          "com.sun.jna.",
          "oshi.",
          "org.jocl.",
          "picocli.",
          "java.util.regex.Pattern$BnM",
          "java.lang.ProcessImpl",
          "java.lang.ProcessBuilder ",
          "java.net.Socket",
          "java.net.InetAddress",
          "sun.nio.ch.SocketChannelImpl",
          "java.net.http.",
          "javax.net.",
          "com.google.gson.Gson ",
          "java.lang.runtime.ObjectMethods ");

  /**
   * Classes of envprobe that a command may load, of which each costs a fraction of a millisecond: a
   * little more than it does. Who needs more looks for what needs not be loaded first.
   */
  private static final Map<String, Integer> OWN_CLASSES =
      Map.of("tags", 350, "tags from memory", 60, "tags python", 225, "eval", 240, "--version", 25);

  /** What the jar holds side by side and uncompressed, in the order of its first use. */
  private static final Path PIECE = Jar.ROOT.resolve("cli/src/main/start/classes.txt");

  private static final List<List<String>> COMMON =
      List.of(
          List.of("--version"),
          List.of("tags"),
          List.of("tags"), // From memory.
          List.of("tags", "python"),
          List.of("eval", "glibc_version < \"1\" and \"sse2\" not in cpu_features"),
          List.of("facts", "--no-native", "--no-cache"));

  private String classes(String... words) throws IOException {
    return classes(List.of("-jar", Jar.FILE.toString()), List.of(words));
  }

  private String classes(List<String> program, List<String> words) throws IOException {
    Path log = directory.resolve("classes.log");
    List<String> command =
        new ArrayList<>(List.of(Jar.java(), "-Xlog:class+load=info:file=" + log));
    command.addAll(program);
    command.addAll(words);
    Map<String, String> cache = Map.of("XDG_CACHE_HOME", directory.resolve("cache").toString());
    Jar.Result result = Jar.start(command, "", cache, directory);
    assertTrue(result.exit() < 2, result.toString());
    String classes = Files.readString(log);
    assertTrue(classes.contains("io.envprobe.cli.Main"), "the log is not a log of this program");
    return classes;
  }

  private Set<String> own(List<String> words) throws IOException {
    Set<String> own = new LinkedHashSet<>();
    for (String line :
        classes(List.of("-cp", Jar.FILE.toString(), "io.envprobe.cli.Main"), words)
            .lines()
            .toList()) {
      int name = line.indexOf("] io.envprobe.") + 2;
      if (name > 1 && !line.contains("$$Lambda")) {
        own.add(line.substring(name, line.indexOf(' ', name)));
      }
    }
    return own;
  }

  @Test
  void theJarHoldsTheClassesOfACommonStartSideBySide() throws IOException {
    Set<String> loaded = new LinkedHashSet<>();
    for (List<String> words : COMMON) {
      loaded.addAll(own(words));
    }
    Path bare = Files.createDirectory(directory.resolve("bare"));
    loaded.addAll(own(List.of("facts", "--no-native", "--sysroot", bare.toString())));
    if (Boolean.getBoolean("envprobe.update")) {
      Files.write(PIECE, loaded);
    }
    Set<String> piece = new LinkedHashSet<>();
    try (ZipFile jar = new ZipFile(Jar.FILE.toFile());
        ZipInputStream start =
            new ZipInputStream(jar.getInputStream(jar.getEntry("io/envprobe/cli/start.jar")))) {
      for (ZipEntry entry = start.getNextEntry(); entry != null; entry = start.getNextEntry()) {
        piece.add(entry.getName().replace('/', '.').replace(".class", ""));
      }
    }
    Set<String> gone = new LinkedHashSet<>(Files.readAllLines(PIECE));
    gone.removeAll(piece);
    assertEquals(Set.of(), gone, "run with -Denvprobe.update=true: classes.txt names what is gone");
    loaded.removeAll(piece);
    // Another machine needs some others.
    assertTrue(
        loaded.size() <= piece.size() / 20,
        "run with -Denvprobe.update=true and build again: not in classes.txt: " + loaded);
  }

  private void assertLean(String command, String... words) throws IOException {
    String classes = classes(words);
    for (String heavy : HEAVY) {
      assertFalse(classes.contains("] " + heavy), heavy + " is loaded by " + List.of(words));
    }
    List<String> own = classes.lines().filter(line -> line.contains("] io.envprobe.")).toList();
    List<String> lambdas = own.stream().filter(line -> line.contains("$$Lambda")).toList();
    assertEquals(List.of(), lambdas, "the first lambda costs more than all the probing");
    int most = OWN_CLASSES.getOrDefault(command, 0);
    assertTrue(own.size() <= most, List.of(words) + " loads " + own.size() + " of " + most);
  }

  @Test
  void tagsAndEvalLoadNoNativeAccessNoNetworkNoProcessesAndNoLambdas() throws IOException {
    assertLean("tags", "tags");
    assertLean("tags from memory", "tags");
    assertLean("tags python", "tags", "python");
    assertLean("eval", "eval", "glibc_version >= \"1\" or libc_name != \"glibc\"");
    assertLean("eval", "eval", "cpu_features == \"\" or cpu_arch != \"none\"");
    assertLean("--version", "--version");
  }

  @Test
  void theCountOfClassesWouldShowACommandThatLoadsMuch() throws IOException {
    long own =
        classes("facts", "--no-native")
            .lines()
            .filter(line -> line.contains("] io.envprobe."))
            .count();
    assertTrue(own > OWN_CLASSES.getOrDefault("tags", 0), "facts loads " + own);
  }

  @Test
  void nothingIsWrittenButTheLastTagsAndWhatVendorsLibrariesAnswered() throws IOException {
    Path home = Files.createDirectory(directory.resolve("home"));
    Path work = Files.createDirectory(directory.resolve("work"));
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    List<Path> before = List.of(directory, home, temporary, work);
    runs(home, work, temporary, "tags", "--no-cache");
    runs(home, work, temporary, "tags", "go");
    runs(home, work, temporary, "facts", "--no-cache");
    runs(home, work, temporary, "markers", "--no-native");
    assertEquals(before, left(), "something was left behind");
    runs(home, work, temporary, "tags");
    runs(home, work, temporary, "facts");
    Path cache = home.resolve(".cache");
    assertEquals(
        before,
        left().stream().filter(path -> !path.startsWith(cache)).toList(),
        "something was left behind outside of the cache");
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.sorted().toList();
    }
  }

  private static void runs(Path home, Path work, Path temporary, String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Jar.java(),
                "-XX:-UsePerfData",
                "-Duser.home=" + home,
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                Jar.FILE.toString()));
    command.addAll(List.of(words));
    Jar.Result result =
        Jar.start(
            command, "", Map.of("HOME", home.toString(), "TMPDIR", temporary.toString()), work);
    assertEquals(0, result.exit(), result.toString());
  }

  @Test
  void withoutAJdkTheLauncherSaysInOneLineWhatToInstall() throws IOException {
    Path checkout = Files.createDirectory(directory.resolve("checkout"));
    Files.copy(Jar.ROOT.resolve("probe"), checkout.resolve("probe"));
    Path tools = Files.createDirectory(directory.resolve("bin"));
    for (String tool : List.of("dirname", "find", "head", "sed")) {
      for (String place : List.of("/usr/bin/", "/bin/")) {
        if (Files.exists(Path.of(place + tool)) && !Files.exists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), Path.of(place + tool));
        }
      }
    }
    Jar.Result result =
        Jar.start(
            List.of("/bin/sh", checkout.resolve("probe").toString(), "tags"),
            "",
            Map.of("PATH", tools.toString(), "JAVA_HOME", ""),
            directory);
    assertEquals(2, result.exit());
    assertEquals("", result.output());
    assertEquals(1, result.error().lines().count(), result.error());
    assertTrue(result.error().contains("a JDK, 17 or newer, is needed"), result.error());
  }
}
