package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other programs embed the modules; nothing but those modules is on their paths here. */
final class EmbeddingIT {
  private static final String ROOTS = "io.envprobe.cpu,io.envprobe.libs";

  @TempDir private Path directory;

  private static Path jar(String place, String module) {
    return Jar.ROOT.resolve(
        place + "/target/" + module + "-" + System.getProperty("envprobe.version") + ".jar");
  }

  private static List<Path> jars() {
    List<Path> jars = new ArrayList<>();
    for (String module :
        List.of(
            "probe-core", "binaries", "probe-cpu", "probe-libs", "markers", "compat", "samples")) {
      jars.add(jar(module, module));
    }
    return jars;
  }

  private static String path(List<Path> jars, Path... more) {
    List<String> path = new ArrayList<>();
    jars.forEach(jar -> path.add(jar.toString()));
    Stream.of(more).forEach(jar -> path.add(jar.toString()));
    return String.join(File.pathSeparator, path);
  }

  private static Jar.Result java(String... arguments) {
    return javaOf(Jar.java(), arguments);
  }

  private static Jar.Result javaOf(String java, String... arguments) {
    List<String> command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(arguments));
    Jar.Result result = Jar.start(command, "", Map.of(), Jar.ROOT);
    assertEquals(0, result.exit(), command + "\n" + result);
    assertEquals("", result.error(), command.toString());
    return result;
  }

  /** This Java machine, and every other that is installed where Linux keeps them. */
  private static List<String> machines() throws IOException {
    List<String> machines = new ArrayList<>(List.of(Jar.java()));
    Path installed = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(installed)) {
      try (Stream<Path> homes = Files.list(installed)) {
        homes
            .sorted()
            .filter(home -> !Files.isSymbolicLink(home))
            .map(home -> home.resolve("bin/java"))
            .filter(Files::isExecutable)
            .filter(java -> !java.toString().equals(Jar.java()))
            .forEach(java -> machines.add(java.toString()));
      }
    }
    return machines;
  }

  @Test
  void onTheClassPathAndOnTheModulePathWithoutAnyThirdPartyJarAndOnEveryJava() throws IOException {
    String first = "";
    for (String machine : machines()) {
      String tags = javaOf(machine, "-cp", path(jars()), "io.envprobe.samples.PrintTags").output();
      assertTrue(tags.lines().findFirst().orElse("").matches("(linux|macosx|win).*"), tags);
      assertEquals(
          tags,
          javaOf(
                  machine,
                  "-p",
                  path(jars()),
                  "--add-modules",
                  ROOTS,
                  "-m",
                  "io.envprobe.samples/io.envprobe.samples.PrintTags")
              .output());
      first = first.isEmpty() ? tags : first;
      assertEquals(first, tags, machine);
    }
  }

  @Test
  void anInstallerInAModuleAndOnTheClassPathPicksTheSameBuild() throws IOException {
    Path builds = Files.createDirectory(directory.resolve("builds"));
    for (String name : List.of("a-1-linux-x86_64.jar", "a-1-linux-aarch64.jar", "a-1-osx.jar")) {
      Files.copy(jar("samples", "samples"), builds.resolve(name));
    }
    String main = "io.envprobe.samples.UnpackNative";
    for (String machine : machines()) {
      Path one = directory.resolve("one");
      Path other = directory.resolve("other");
      String chosen =
          javaOf(machine, "-cp", path(jars()), main, builds.toString(), one + "").output();
      assertEquals(
          chosen,
          javaOf(
                  machine,
                  "-p",
                  path(jars()),
                  "--add-modules",
                  ROOTS,
                  "-m",
                  "io.envprobe.samples/" + main,
                  builds.toString(),
                  other + "")
              .output());
      assertEquals(3, chosen.lines().filter(line -> line.startsWith("a-1-")).count(), chosen);
      delete(one);
      delete(other);
    }
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void aThirdPartysProbeAndVocabularyAreFoundOnBothPathsAndByTheCommands() throws IOException {
    Path root = Files.createDirectories(directory.resolve("root"));
    Files.writeString(Files.createDirectory(root.resolve("etc")).resolve("rack"), "b12\n");
    Path rack = jar("samples/third-party", "sample-third-party");
    Path classes = Jar.ROOT.resolve("test/integration/target/test-classes");
    String main = "io.envprobe.integration.Embedder";
    String onClassPath = java("-cp", path(jars(), rack, classes), main, root.toString()).output();
    assertTrue(onClassPath.startsWith("b12\n[rack-b12]\n"), onClassPath);
    assertEquals(
        onClassPath,
        java(
                "-p",
                path(jars(), rack),
                "--add-modules",
                "io.envprobe.compat,org.example.rack," + ROOTS,
                "-cp",
                classes.toString(),
                main,
                root.toString())
            .output());
    String withoutIt = java("-cp", path(jars(), classes), main, root.toString()).output();
    assertTrue(withoutIt.startsWith("-\n"), withoutIt);
    assertEquals(
        "rack-b12\n",
        java(
                "-cp",
                path(List.of(Jar.FILE), rack),
                "io.envprobe.cli.Main",
                "tags",
                "rack",
                "--sysroot",
                root.toString())
            .output());
  }

  @Test
  void oneJarOfTheProgramAndAThirdPartysClassesFindsBoth() throws IOException {
    Path root = Files.createDirectories(directory.resolve("root"));
    Files.writeString(Files.createDirectory(root.resolve("etc")).resolve("rack"), "b12\n");
    Path assembly = directory.resolve("assembly.jar");
    Files.copy(Jar.FILE, assembly);
    try (FileSystem program = FileSystems.newFileSystem(assembly);
        FileSystem third =
            FileSystems.newFileSystem(jar("samples/third-party", "sample-third-party"))) {
      for (String name : List.of("RackProbe", "RackVocabulary")) {
        Path type = program.getPath("org/example/rack/" + name + ".class");
        Files.createDirectories(type.getParent());
        Files.copy(third.getPath("org/example/rack/" + name + ".class"), type);
      }
      for (String service : List.of("probe.ProbeProvider", "tag.Vocabulary")) {
        String name = "META-INF/services/io.envprobe." + service;
        Files.writeString(
            program.getPath(name),
            Files.readString(third.getPath(name)),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
    }
    assertEquals(
        "rack-b12\n",
        java("-jar", assembly.toString(), "tags", "rack", "--sysroot", root.toString()).output());
  }

  /** What a copy of the library says, seen from outside of its class loader. */
  private static String facts(ClassLoader loader, @Nullable ClassLoader context) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(context);
    try {
      Object profile =
          loader.loadClass("io.envprobe.engine.EnvProbe").getMethod("detect").invoke(null);
      Object choice =
          loader
              .loadClass("io.envprobe.engine.NativeBuilds")
              .getMethod("select", profile.getClass(), String[].class)
              .invoke(null, profile, new String[] {"linux-x86_64", "linux-aarch64", "rack"});
      return profile.getClass().getMethod("facts").invoke(profile)
          + "\n"
          + choice.getClass().getMethod("explanation").invoke(choice);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void twoCopiesInOneProcessAnswerAtOnceWhateverTheContextLoaderIs() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars()) {
      urls.add(jar.toUri().toURL());
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    ExecutorService threads = Executors.newFixedThreadPool(12);
    try (URLClassLoader one = new URLClassLoader(urls.toArray(new URL[0]), platform);
        URLClassLoader other = new URLClassLoader(urls.toArray(new URL[0]), platform)) {
      assertNotSame(
          one.loadClass("io.envprobe.engine.EnvProbe"),
          other.loadClass("io.envprobe.engine.EnvProbe"));
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        for (ClassLoader loader : List.of(one, other)) {
          answers.add(threads.submit(() -> facts(loader, null)));
          answers.add(threads.submit(() -> facts(loader, platform)));
          answers.add(threads.submit(() -> facts(loader, EmbeddingIT.class.getClassLoader())));
        }
      }
      String first = answers.get(0).get();
      assertTrue(first.contains("os.name"), first);
      for (Future<String> answer : answers) {
        assertEquals(first, answer.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
