package io.envprobe.conformance.blas;

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
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Real libraries, read and never loaded. */
class LibrariesConformanceTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 12;

  /** A library that is not downloaded each time only to be read. */
  private static final long LARGE = 64 << 20;

  /** Headers are read again for each question. */
  private static final long SMALL = 1 << 20;

  @Test
  void readsEveryLibraryOfDebian() throws IOException, InterruptedException {
    JsonObject manifest = Conformance.json("blas/debian12.json").getAsJsonObject();
    Path root = Packages.debian(packages(manifest));
    Failures failures = new Failures();
    for (JsonElement element : manifest.getAsJsonArray("libraries")) {
      JsonObject row = element.getAsJsonObject();
      String path = row.get("realpath").getAsString();
      Optional<NumericalLibrary> library = read(failures, path, root.resolve(path.substring(1)));
      Expected.compare(failures, row.get("path").getAsString(), row, library);
    }
    failures.report();
  }

  /**
   * All of them where downloads are kept; otherwise the smallest of each kind, and the number of
   * the others is said.
   */
  @Test
  void readsTheLibrariesOfTheWheels() throws IOException, InterruptedException {
    List<JsonObject> rows = Conformance.cases("blas/wheel_native_libs_classified.json");
    List<JsonObject> wanted = Packages.areKept() ? rows : smallestOfEachKind(rows);
    Failures failures = new Failures();
    int compared = 0;
    for (JsonObject row : wanted) {
      String name = row.get("wheel").getAsString();
      Optional<Path> wheel = Packages.wheel(name);
      if (wheel.isPresent()) {
        String member = row.get("file").getAsString();
        Path file = Files.createTempFile("library", ".so");
        extract(wheel.get(), member, file);
        Expected.compare(failures, name + "!/" + member, row, read(failures, member, file));
        Files.delete(file);
        compared++;
      }
    }
    if (compared < rows.size()) {
      System.err.println(
          "REAL WHEELS COMPARED: "
              + compared
              + " of "
              + rows.size()
              + "; set -Denvprobe.blas.packages=DIR to download all");
    }
    Assumptions.assumeTrue(compared > 0, "no wheel could be had");
    failures.report();
  }

  private static List<JsonObject> smallestOfEachKind(List<JsonObject> rows) {
    Map<String, JsonObject> kinds = new TreeMap<>();
    for (JsonObject row : rows) {
      String kind =
          row.get("affix")
              + Expected.text(row, "provider")
              + Expected.text(row, "int_bits")
              + Expected.text(row, "threading");
      // PyTorch's are a gigabyte each, and NVIDIA's half of one.
      boolean large = row.get("size").getAsLong() > LARGE;
      if (!large) {
        kinds.merge(
            kind,
            row,
            (one, other) ->
                one.get("size").getAsLong() <= other.get("size").getAsLong() ? one : other);
      }
    }
    return List.copyOf(kinds.values());
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
    try (ZipFile zip = new ZipFile(wheel.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(member))) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Reads a library several times and prints the best of this thread's own time: what a busy
   * machine adds is not ours. No file may be read through more than once.
   */
  private static Optional<NumericalLibrary> read(Failures failures, String path, Path file)
      throws IOException {
    double best = Double.MAX_VALUE;
    long bytes = 0;
    Optional<NumericalLibrary> library = Optional.empty();
    try (FileSource source = FileSource.open(file)) {
      for (int round = 0; round < ROUNDS; round++) {
        long[] count = new long[1];
        long start = THREADS.getCurrentThreadCpuTime();
        library = NumericalLibrary.read(path, counting(source, count)).content();
        best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1e6);
        bytes = count[0];
      }
      failures.check(path + " read through", true, bytes <= source.size() + SMALL);
    }
    System.out.printf(Locale.ROOT, "%6.1f ms %6.1f MB %s%n", best, bytes / 1e6, path);
    return library;
  }

  private static ByteSource counting(ByteSource source, long[] count) {
    return new ByteSource() {
      @Override
      public long size() {
        return source.size();
      }

      @Override
      public int read(long offset, byte[] into, int start, int length) throws IOException {
        int read = source.read(offset, into, start, length);
        count[0] += Math.max(0, read);
        return read;
      }
    };
  }
}
