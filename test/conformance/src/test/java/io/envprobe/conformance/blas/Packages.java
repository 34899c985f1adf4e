package io.envprobe.conformance.blas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Packages of distributions and of PyPI, downloaded once and kept: in the directory that the system
 * property {@code envprobe.blas.packages} names, otherwise in this module's build directory.
 * Nothing is installed. Where a download fails, tests say so and are skipped.
 */
final class Packages {
  private static final int MINUTES = 10;
  private static final String PROPERTY = "envprobe.blas.packages";

  /** So many downloads from PyPI failed one after another; then no other is tried. */
  private static final int ENOUGH = 2;

  private static final AtomicInteger FAILED = new AtomicInteger();

  private Packages() {}

  /** Whether there is a directory that lasts, so that large downloads are worth it. */
  static boolean areKept() {
    return !System.getProperty(PROPERTY, "").isEmpty();
  }

  private static Path directory() {
    return Path.of(System.getProperty(PROPERTY, "target/packages")).toAbsolutePath();
  }

  /** A tree with these Debian packages unpacked; nothing of this machine is changed. */
  static Path debian(List<String> packages) throws IOException, InterruptedException {
    Path archives = Files.createDirectories(directory().resolve("debs"));
    Path root = Files.createDirectories(directory().resolve("root"));
    List<String> missing = new ArrayList<>();
    for (String name : packages) {
      if (find(archives, name + "_").isEmpty()) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      List<String> command = new ArrayList<>(List.of("apt-get", "download", "-q"));
      command.addAll(missing);
      run(archives, command);
    }
    for (String name : packages) {
      Optional<Path> found = find(archives, name + "_");
      if (found.isEmpty()) {
        System.err.println("REAL BLAS PACKAGE NOT HAD: " + name);
      }
      Assumptions.assumeTrue(found.isPresent(), "no package " + name);
      Path archive = found.orElseThrow();
      Path done = archives.resolve(archive.getFileName() + ".unpacked");
      if (!Files.exists(done)) {
        run(archives, List.of("dpkg", "-x", archive.toString(), root.toString()));
        Files.createFile(done);
      }
    }
    return root;
  }

  /** A wheel; empty, with a line on stderr, where it cannot be had. */
  static Optional<Path> wheel(String fileName) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(directory().resolve("wheels"));
    Path wheel = folder.resolve(fileName);
    if (!Files.exists(wheel) && FAILED.get() < ENOUGH) {
      String[] parts = fileName.substring(0, fileName.length() - ".whl".length()).split("-", -1);
      int tags = parts.length - 3;
      List<String> command =
          new ArrayList<>(
              List.of(
                  System.getProperty("envprobe.python", "python3"),
                  "-m",
                  "pip",
                  "download",
                  "-q",
                  "--retries=1",
                  "--timeout=20",
                  "--no-deps",
                  "--only-binary=:all:",
                  parts[0] + "==" + parts[1],
                  "--python-version",
                  "311",
                  "--implementation",
                  parts[tags].substring(0, 2),
                  "--abi",
                  parts[tags + 1]));
      for (String platform : parts[tags + 2].split("\\.", -1)) {
        command.add("--platform");
        command.add(platform);
      }
      run(folder, command);
    }
    if (!Files.exists(wheel)) {
      FAILED.incrementAndGet();
      System.err.println("REAL WHEEL NOT HAD: " + fileName);
      return Optional.empty();
    }
    FAILED.set(0);
    return Optional.of(wheel);
  }

  private static Optional<Path> find(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(file -> file.getFileName().toString().endsWith(".deb"))
          .findFirst();
    }
  }

  /** The exit code; that of a failure where the program is missing or does not end. */
  private static int run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return 127; // As a shell says of a program that is not there.
    }
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return 1;
    }
    return process.exitValue();
  }
}
