package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Compares what the reader finds in this machine's own files with what GNU readelf prints. A few
 * hundred files in every build; all of {@code /usr} with {@code -Denvprobe.walk=all}, or of another
 * directory with its name.
 */
class ReadelfTest {
  private static final int SAMPLE = 300;
  private static final int BATCH = 200;
  private static final int SHOWN = 20;

  @Test
  void findsWhatReadelfFinds() throws IOException, InterruptedException {
    requireReadelf();
    String walk = System.getProperty("envprobe.walk");
    List<Path> files =
        walk == null ? sample() : elfFiles(Path.of(walk.equals("all") ? "/usr" : walk), "");
    List<String> differences = new ArrayList<>();
    long read = 0;
    for (int i = 0; i < files.size(); i += BATCH) {
      List<Path> batch = files.subList(i, Math.min(files.size(), i + BATCH));
      Map<String, List<String>> expected = ReadelfOutput.read(run(batch));
      for (Path file : batch) {
        try (FileChannel channel = FileChannel.open(file)) {
          CountingSource source = new CountingSource(FileSource.of(channel));
          List<String> found = lines(ElfFile.read(source));
          List<String> wanted = expected.getOrDefault(file.toString(), List.of());
          if (!found.equals(wanted)) {
            differences.add(file + "\n  readelf " + wanted + "\n  found   " + found);
          }
          read += source.count();
        }
      }
    }
    System.out.println(
        files.size() + " files compared with readelf; " + read / files.size() + " bytes read each");
    assertTrue(
        differences.isEmpty(),
        () ->
            differences.size()
                + " files differ:\n"
                + String.join("\n", differences.subList(0, Math.min(SHOWN, differences.size()))));
  }

  private static void requireReadelf() throws InterruptedException {
    boolean there;
    try {
      there = new ProcessBuilder("readelf", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    if (!there) {
      System.err.println("READELF NOT FOUND: nothing was compared; install binutils");
    }
    Assumptions.assumeTrue(there, "no readelf");
  }

  private static List<Path> elfFiles(Path root, String part) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> walk = Files.find(root, 64, ReadelfTest::isRegular)) {
      for (Path file : walk.sorted().toList()) {
        if (file.getFileName().toString().contains(part) && isElf(file)) {
          files.add(file);
        }
      }
    }
    assertTrue(!files.isEmpty(), () -> "no ELF file below " + root);
    return files;
  }

  private static boolean isRegular(Path path, BasicFileAttributes attributes) {
    return attributes.isRegularFile() && Files.isReadable(path);
  }

  private static boolean isElf(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) < 64) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(4);
      return start.length == 4
          && start[0] == 0x7f
          && start[1] == 'E'
          && start[2] == 'L'
          && start[3] == 'F';
    }
  }

  /** By name, because opening every file of a machine takes longer than the comparison. */
  private static List<Path> sample() throws IOException {
    Path multiarch = Path.of("/usr/lib/x86_64-linux-gnu");
    List<Path> files =
        elfFiles(Files.isDirectory(multiarch) ? multiarch : Path.of("/usr/lib"), ".so");
    int step = Math.max(1, files.size() / SAMPLE);
    List<Path> sample = new ArrayList<>();
    for (int i = 0; i < files.size(); i += step) {
      sample.add(files.get(i));
    }
    return sample;
  }

  private static List<String> run(List<Path> files) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("readelf", "-dVW"));
    files.forEach(file -> command.add(file.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    process.waitFor();
    // With one file there is no line that names it.
    return files.size() == 1
        ? Stream.concat(Stream.of("File: " + files.get(0)), lines.stream()).toList()
        : lines;
  }

  /** In the words of {@link ReadelfOutput}. */
  private static List<String> lines(ReadResult<ElfFile> read) {
    assertEquals(Optional.empty(), read.fold(sound -> Optional.empty(), Optional::of));
    ElfFile file = read.content().orElseThrow();
    List<String> lines = new ArrayList<>();
    Optional<ElfDynamic> dynamic = file.dynamic();
    file.needed().forEach(name -> lines.add("NEEDED " + name));
    file.soname().ifPresent(name -> lines.add("SONAME " + name));
    dynamic.flatMap(ElfDynamic::rpath).ifPresent(path -> lines.add("RPATH " + path));
    dynamic.flatMap(ElfDynamic::runpath).ifPresent(path -> lines.add("RUNPATH " + path));
    for (ElfVersionDefinition definition : file.versionDefinitions()) {
      lines.add("defines " + definition.index() + " " + definition.name().orElse("?"));
      definition.parents().forEach(parent -> lines.add("parent " + parent));
    }
    for (ElfVersionNeed need : file.versionNeeds()) {
      lines.add("from " + need.file().orElse("?"));
      for (ElfVersionNeed.Version version : need.versions()) {
        lines.add("needs " + version.index() + " " + version.name() + " weak=" + version.isWeak());
      }
    }
    return lines.stream().sorted().toList();
  }
}
