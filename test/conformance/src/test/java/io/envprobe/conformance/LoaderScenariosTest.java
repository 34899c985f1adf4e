package io.envprobe.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.LdCache;
import io.envprobe.binaries.loader.Loader;
import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.binaries.loader.Resolution;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.SysrootHost;
import io.envprobe.libs.HostByteSource;
import io.envprobe.libs.HostLoaderFiles;
import io.envprobe.testkit.Conformance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The loader scenarios: what the real loaders of glibc 2.36 and musl 1.2.3 resolved in small trees
 * on an x86-64-v4 processor, with every place that they looked at.
 */
class LoaderScenariosTest {
  private static final LoaderSettings.Build GLIBC =
      new LoaderSettings.Build(
          LoaderSettings.Family.GLIBC,
          36,
          List.of("/lib/x86_64-linux-gnu/", "/usr/lib/x86_64-linux-gnu/", "/lib/", "/usr/lib/"),
          "lib/x86_64-linux-gnu",
          0x303,
          "/lib64/ld-linux-x86-64.so.2");
  private static final LoaderSettings.Build MUSL =
      LoaderSettings.Build.musl("/lib/ld-musl-x86_64.so.1");
  private static final LoaderSettings.Processor PROCESSOR =
      new LoaderSettings.Processor(
          Optional.of("x86_64"),
          List.of("x86-64-v4", "x86-64-v3", "x86-64-v2"),
          List.of("x86_64", "x86_64"),
          4,
          Optional.empty());

  @TempDir Path temporary;

  @Test
  void everyCaseResolvesAsTheRealLoaderDid() throws IOException {
    List<String> failures = new ArrayList<>();
    int cases = 0;
    List<Path> scenarios;
    try (Stream<Path> folders = Files.list(Conformance.file("elf/loader"))) {
      scenarios = folders.sorted().toList();
    }
    for (Path folder : scenarios) {
      JsonObject scenario =
          Conformance.json("elf/loader/" + folder.getFileName() + "/scenario.json")
              .getAsJsonObject();
      Path root = temporary.resolve(String.valueOf(folder.getFileName()));
      build(folder, scenario, root);
      for (JsonElement element : scenario.getAsJsonArray("cases")) {
        cases++;
        JsonObject expected = element.getAsJsonObject();
        String name = folder.getFileName() + " " + expected.get("env") + expected.get("target");
        Resolution actual = resolve(SysrootHost.of(root), scenario, expected);
        compare(failures, name, expected, actual);
      }
      removeLinks(root);
    }
    assertFalse(cases == 0);
    assertEquals(
        "",
        String.join("\n", failures.subList(0, Math.min(20, failures.size()))),
        failures.size() + " differences in " + cases + " cases");
  }

  private static void compare(
      List<String> failures, String name, JsonObject expected, Resolution actual) {
    List<String> resolved = new ArrayList<>();
    for (JsonElement item : expected.getAsJsonArray("resolved")) {
      JsonElement path = item.getAsJsonObject().get("path");
      resolved.add(
          item.getAsJsonObject().get("name").getAsString()
              + " => "
              + (path.isJsonNull() ? "not found" : path.getAsString()));
    }
    List<String> found =
        actual.objects().stream()
            .map(object -> object.name() + " => " + shown(object, expected))
            .toList();
    add(failures, name + " resolved", resolved, found);
    List<String> errors = strings(expected.getAsJsonArray("errors"));
    add(failures, name + " errors", errors, actual.errors());
    if (expected.has("search_trace") && !expected.get("search_trace").isJsonNull()) {
      add(failures, name + " trace", trace(expected.getAsJsonArray("search_trace")), trace(actual));
    }
  }

  /** What is known of a privileged program is its memory map, where the kernel shows real paths. */
  private static String shown(Resolution.LoadedObject object, JsonObject expected) {
    String path = object.path().orElse("not found");
    return expected.get("secure").getAsBoolean() ? Path.of(path).normalize().toString() : path;
  }

  private static void add(
      List<String> failures, String what, List<String> expected, List<String> actual) {
    if (!expected.equals(actual)) {
      failures.add(
          what
              + "\n  expected "
              + String.join("\n           ", expected)
              + "\n  actual   "
              + String.join("\n           ", actual));
    }
  }

  private static List<String> trace(JsonArray searches) {
    List<String> lines = new ArrayList<>();
    for (JsonElement search : searches) {
      lines.add(search.getAsJsonObject().get("name").getAsString());
      for (JsonElement element : search.getAsJsonObject().getAsJsonArray("steps")) {
        JsonObject step = element.getAsJsonObject();
        lines.add(
            step.get("source").getAsString()
                + " "
                + strings(step.getAsJsonArray("path"))
                + " "
                + strings(step.getAsJsonArray("tried")));
      }
    }
    return lines;
  }

  private static List<String> trace(Resolution resolution) {
    List<String> lines = new ArrayList<>();
    for (Resolution.Search search : resolution.searches()) {
      lines.add(search.name());
      for (Resolution.Step step : search.steps()) {
        lines.add(
            step.source()
                + step.from().map(file -> " from file " + file).orElse("")
                + " "
                + step.directories()
                + " "
                + step.tried());
      }
    }
    return lines;
  }

  private static List<String> strings(JsonArray array) {
    List<String> strings = new ArrayList<>();
    if (array != null) {
      array.forEach(element -> strings.add(element.getAsString()));
    }
    return strings;
  }

  private static Resolution resolve(Host host, JsonObject scenario, JsonObject expected)
      throws IOException {
    boolean musl = scenario.get("libc").getAsString().equals("musl");
    Optional<LdCache> cache =
        source(host, "/etc/ld.so.cache").isEmpty()
            ? Optional.empty()
            : LdCache.read(source(host, "/etc/ld.so.cache").get()).content();
    JsonObject env = expected.getAsJsonObject("env");
    String target = expected.get("target").getAsString();
    String directory = expected.get("cwd").getAsString();
    boolean secure = expected.get("secure").getAsBoolean();
    LoaderSettings settings =
        new LoaderSettings(
            musl ? MUSL : GLIBC,
            PROCESSOR,
            new LoaderSettings.Files(
                cache,
                host.text("/etc/ld.so.preload").answer(),
                host.text("/etc/ld-musl-x86_64.path").answer()),
            new LoaderSettings.Start(variables(env), directory, secure, !secure));
    ElfFile file = ElfFile.read(source(host, target).orElseThrow()).content().orElseThrow();
    return Loader.resolve(
        settings,
        HostLoaderFiles.of(host, directory),
        target,
        target.substring(0, target.lastIndexOf('/')),
        file);
  }

  private static Map<String, String> variables(JsonObject env) {
    Map<String, String> variables = new HashMap<>();
    for (Map.Entry<String, JsonElement> variable : env.entrySet()) {
      variables.put(variable.getKey(), variable.getValue().getAsString());
    }
    return variables;
  }

  private static Optional<ByteSource> source(Host host, String path) {
    Outcome<HostByteSource> opened = HostByteSource.open(host, path);
    return opened.answer().map(source -> source);
  }

  private static void build(Path folder, JsonObject scenario, Path root) throws IOException {
    Path tree = folder.resolve("tree");
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.toList()) {
        Path target = root.resolve(tree.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    for (JsonElement directory : scenario.getAsJsonArray("empty_dirs")) {
      Files.createDirectories(root.resolve(inside(directory.getAsString())));
    }
    for (Map.Entry<String, JsonElement> link : scenario.getAsJsonObject("symlinks").entrySet()) {
      Path path = root.resolve(inside(link.getKey()));
      Files.createDirectories(path.getParent());
      Files.createSymbolicLink(path, Path.of(link.getValue().getAsString()));
    }
  }

  private static String inside(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private static void removeLinks(Path root) {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isSymbolicLink).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
