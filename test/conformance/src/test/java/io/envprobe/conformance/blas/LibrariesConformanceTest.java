package io.envprobe.conformance.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.binaries.ByteSource;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.conformance.version.Failures;
import io.envprobe.testkit.Conformance;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Real libraries, read and never loaded. */
class LibrariesConformanceTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 12;
  private static final double BUDGET = 20;

  @Test
  void readsEveryLibraryOfDebian() throws IOException, InterruptedException {
    JsonObject manifest = Conformance.json("blas/debian12.json").getAsJsonObject();
    Path root = Packages.debian(packages(manifest));
    Failures failures = new Failures();
    List<String> slow = new ArrayList<>();
    for (JsonElement element : manifest.getAsJsonArray("libraries")) {
      JsonObject row = element.getAsJsonObject();
      String path = row.get("realpath").getAsString();
      Optional<NumericalLibrary> library = timed(path, root.resolve(path.substring(1)), slow);
      Expected.compare(failures, row.get("path").getAsString(), row, library);
    }
    failures.report();
    assertEquals(List.of(), slow);
  }

  @Test
  void readsEveryLibraryOfTheWheels() throws IOException, InterruptedException {
    Failures failures = new Failures();
    List<String> slow = new ArrayList<>();
    for (JsonObject row : Conformance.cases("blas/wheel_native_libs_classified.json")) {
      String name = row.get("wheel").getAsString();
      // PyTorch's are a gigabyte each, and some are on another index.
      Optional<Path> wheel = name.startsWith("torch-") ? Optional.empty() : Packages.wheel(name);
      if (wheel.isPresent()) {
        String member = row.get("file").getAsString();
        Path file = Files.createTempFile("library", ".so");
        extract(wheel.get(), member, file);
        Expected.compare(failures, name + "!/" + member, row, timed(member, file, slow));
        Files.delete(file);
      }
    }
    failures.report();
    assertEquals(List.of(), slow);
  }

  static List<String> packages(JsonObject manifest) {
    List<String> packages = new ArrayList<>();
    for (String name : manifest.getAsJsonObject("packages").keySet()) {
      if (!name.startsWith("python3-")) {
        packages.add(name);
      }
    }
    return packages;
  }

  private static void extract(Path wheel, String member, Path file) throws IOException {
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      ZipEntry entry = zip.getEntry(member);
      try (InputStream in = zip.getInputStream(entry)) {
        Files.write(file, in.readAllBytes());
      }
    }
  }

  /** The best of several rounds of this thread's own time: what a busy machine adds is not ours. */
  private static Optional<NumericalLibrary> timed(String path, Path file, List<String> slow)
      throws IOException {
    double best = Double.MAX_VALUE;
    Optional<NumericalLibrary> library = Optional.empty();
    try (FileSource source = FileSource.open(file)) {
      for (int round = 0; round < ROUNDS; round++) {
        long start = THREADS.getCurrentThreadCpuTime();
        library = NumericalLibrary.read(path, (ByteSource) source).content();
        best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1e6);
      }
    }
    System.out.printf(java.util.Locale.ROOT, "%6.1f ms %s%n", best, path);
    if (best > BUDGET) {
      slow.add(path + ": " + best + " ms");
    }
    return library;
  }
}
