package io.envprobe.libs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.LdCache;
import io.envprobe.binaries.loader.Resolution;
import io.envprobe.host.Host;
import io.envprobe.host.LiveHost;
import io.envprobe.host.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Compares the emulated loader with the build machine's own, on the programs and libraries of its
 * system: a sample, or all below {@code /usr} with {@code -Denvprobe.walk=all}.
 */
class LiveLoaderTest {
  private static final String LOADER = "/lib64/ld-linux-x86-64.so.2";
  private static final int SAMPLE = 120;

  private final Host host = new LiveHost(Set.of());

  @BeforeEach
  void onlyWhereTheLoaderIs() {
    Assumptions.assumeTrue(Files.isExecutable(Path.of(LOADER)), "no glibc for x86-64 here");
  }

  @Test
  void resolvesWhatTheSystemsOwnLoaderResolves() throws IOException, InterruptedException {
    boolean all = "all".equals(System.getProperty("envprobe.walk"));
    List<Path> files = new ArrayList<>();
    if (all) {
      addDynamic(files, Path.of("/usr"), Integer.MAX_VALUE);
    } else {
      addDynamic(files, Path.of("/usr/bin"), 1);
      addDynamic(files, Path.of("/usr/lib/x86_64-linux-gnu"), 1);
      addDynamic(files, Path.of("/usr/lib64"), 1);
    }
    int step = all ? 1 : Math.max(1, files.size() / SAMPLE);
    HostLoader loader = HostLoader.of(host, Image.processor(level()));
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (int i = 0; i < files.size(); i += step) {
      String path = files.get(i).toString();
      List<String> expected = trace(path);
      compared++;
      List<String> actual =
          loader.resolve(path).fold(a -> lines(a.value()), f -> List.of(f.detail()));
      if (!expected.equals(actual)) {
        differences.add(path + "\n  loader:   " + expected + "\n  emulated: " + actual);
      }
    }
    System.err.println("loader emulation compared on " + compared + " files");
    assertTrue(compared > 0);
    assertEquals(
        "",
        String.join("\n", differences.subList(0, Math.min(20, differences.size()))),
        differences.size() + " of " + compared + " files differ");
  }

  @Test
  void listsTheCacheAsLdconfigDoes() throws IOException, InterruptedException {
    Path ldconfig = Path.of("/sbin/ldconfig");
    Path file = Path.of("/etc/ld.so.cache");
    Assumptions.assumeTrue(Files.isExecutable(ldconfig) && Files.isReadable(file), "no cache");
    List<String> expected = new ArrayList<>();
    for (String line : run(ldconfig.toString(), "-p").split("\n", -1)) {
      if (line.contains(" => ")) {
        String name = line.substring(0, line.indexOf(" (")).strip();
        expected.add(name + " => " + line.substring(line.indexOf(" => ") + 4));
      }
    }
    LdCache cache = LdCache.read(ByteSource.of(Files.readAllBytes(file))).content().orElseThrow();
    assertEquals(
        expected,
        cache.entries().stream()
            .map(entry -> entry.name().orElse("?") + " => " + entry.path().orElse("?"))
            .toList());
  }

  private static List<String> lines(Resolution resolution) {
    List<String> lines = new ArrayList<>(resolution.errors());
    for (Resolution.LoadedObject object : resolution.objects()) {
      if (!object.via().equals("loader")) {
        lines.add(object.name() + " => " + object.path().orElse("not found"));
      }
    }
    return lines;
  }

  /** What the loader prints with LD_TRACE_LOADED_OBJECTS; it does not run the program. */
  private static List<String> trace(String path) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (String line : run(LOADER, path).split("\n", -1)) {
      String text = line.strip();
      if (text.equals("statically linked")
          || text.startsWith("linux-vdso")
          || text.contains("ld-linux-x86-64")
          || text.isEmpty()) {
        continue;
      }
      int address = text.lastIndexOf(" (0x");
      String object = address < 0 ? text : text.substring(0, address);
      // A library that was asked for by its path is printed once.
      lines.add(
          object.startsWith("/") && address > 0 && !object.contains(" => ")
              ? object + " => " + object
              : object);
    }
    return lines;
  }

  private static String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LD_TRACE_LOADED_OBJECTS", command[0].equals(LOADER) ? "1" : "");
    if (!command[0].equals(LOADER)) {
      builder.environment().remove("LD_TRACE_LOADED_OBJECTS");
    }
    Process process = builder.start();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return text;
    }
  }

  /** Programs and libraries for x86-64 that name or may get glibc's loader. */
  private void addDynamic(List<Path> files, Path directory, int depth) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory, depth)) {
      for (Path path : paths.sorted().toList()) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        boolean candidate =
            Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && (Files.isExecutable(path) || name.contains(".so"));
        if (candidate && isDynamic(path.toString())) {
          files.add(path);
        }
      }
    }
  }

  private boolean isDynamic(String path) throws IOException {
    Outcome<HostByteSource> source = HostByteSource.open(host, path);
    if (!(source instanceof Outcome.Answer<HostByteSource> answer)) {
      return false;
    }
    Optional<io.envprobe.binaries.ElfFile> file =
        io.envprobe.binaries.ElfFile.read(answer.value()).content();
    return file.isPresent()
        && file.get().dynamic().isPresent()
        && file.get().header().machine() == 62
        && file.get().header().bits() == 64
        && file.get().header().type() >= 2
        && file.get().interpreter().orElse(LOADER).equals(LOADER);
  }

  /** The x86-64 level that the loader itself reports. */
  private static int level() throws IOException, InterruptedException {
    String help = run(LOADER, "--help");
    for (int level = 4; level > 1; level--) {
      if (help.contains("x86-64-v" + level + " (supported")) {
        return level;
      }
    }
    return 1;
  }
}
