package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.envprobe.testkit.NumericalPython;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** BLAS libraries that this test builds, on this machine and in an image, and those of Python. */
final class BlasIT {
  private static final String OPENBLAS = "-DOPENBLAS=\"OpenBLAS 0.3.28 DYNAMIC_ARCH \"";

  @TempDir private Path directory;

  private Path openblas(String path, String soname, String... flags)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(OPENBLAS, "-DLAPACK", "-Wl,-soname," + soname));
    all.addAll(List.of(flags));
    return FakeLibrary.build("blas", directory.resolve(path), all.toArray(new String[0]));
  }

  private Path netlib(String path, String soname, String... flags)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-DNETLIB", "-DLAPACK", "-Wl,-soname," + soname));
    all.addAll(List.of(flags));
    return FakeLibrary.build("blas", directory.resolve(path), all.toArray(new String[0]));
  }

  private Path program(String path, Path library) throws IOException, InterruptedException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Jar.Result result =
        Jar.start(
            List.of(
                "/usr/bin/cc",
                "-o",
                file.toString(),
                Jar.ROOT.resolve("test/integration/src/test/c/solve.c").toString(),
                library.toString()),
            "",
            Map.of(),
            directory);
    assertEquals(0, result.exit(), result.toString());
    return file;
  }

  private static JsonObject json(Jar.Result result) {
    return JsonParser.parseString(result.output()).getAsJsonObject();
  }

  private static List<String> rules(JsonObject object) {
    TreeSet<String> rules = new TreeSet<>();
    for (JsonElement finding : object.getAsJsonArray("findings")) {
      rules.add(
          finding.getAsJsonObject().get("rule").getAsString()
              + " "
              + finding.getAsJsonObject().get("severity").getAsString());
    }
    return List.copyOf(rules);
  }

  private static JsonObject called(Jar.Result result) {
    return json(result).getAsJsonArray("called").get(0).getAsJsonObject();
  }

  private static String pair(JsonObject called, String about) {
    JsonObject statement = called.getAsJsonObject(about);
    return statement.get("file").getAsString() + "=" + statement.get("call").getAsString();
  }

  @Test
  void everyMachineHasItsTwoPages() {
    assertEquals(0, Jar.run("blas").exit());
    JsonObject facts = json(Jar.run("blas", "--json")).getAsJsonObject("facts");
    assertTrue(facts.has("blas.selected") && facts.has("blas.providers"), facts.toString());
    JsonObject runtimes = json(Jar.run("openmp", "--json")).getAsJsonObject("facts");
    assertTrue(runtimes.has("openmp.libraries") && runtimes.has("openmp.runtimes"));
    assertEquals(2, Jar.run("blas", "--profile", "@debian-12", "list").exit());
  }

  @Test
  void calledAndReadALibrarySaysTheSameAndItsBannerReachesNobody()
      throws IOException, InterruptedException {
    Path library = openblas("x/libopenblas64.so.0", "libopenblas64.so.0", "-DINT=long");
    Jar.Result result = Jar.run("blas", "--call", "--no-cache", "--json", library.toString());
    JsonObject called = called(result);
    assertEquals("0.3.28=0.3.28", pair(called, "version"), result.toString());
    assertEquals("ilp64=ilp64", pair(called, "interface"));
    assertEquals("3.12.0=3.12.0", pair(called, "lapack"));
    assertEquals("pthreads=pthreads", pair(called, "threading"));
    assertEquals("Haswell", called.get("kernel").getAsString());
    JsonObject answers = called.getAsJsonObject("answers");
    assertEquals("1", answers.get("openblas_get_num_threads").getAsString());
    assertEquals("0", answers.get("isamax_").getAsString());
    assertEquals(List.of(), rules(json(result)));
    assertTrue(!(result.output() + result.error()).contains("banner"), result.toString());
    Leftovers.assertNone(library);
  }

  @Test
  void calledALibraryMayContradictItsFileOrEndItsProcess()
      throws IOException, InterruptedException {
    Path liar = openblas("l/libopenblas.so.0", "libopenblas.so.0", "-DLIE=\"BLAS 0.3.29 X\"");
    Jar.Result result = Jar.run("blas", "--call", "--no-cache", "--json", liar.toString());
    assertEquals("0.3.28=0.3.29", pair(called(result), "version"), result.toString());
    assertEquals(List.of("blas.call-differs warning"), rules(json(result)));
    Path bad = openblas("b/libopenblas.so.0", "libopenblas.so.0", "-DCRASH");
    Jar.Result crash = Jar.run("blas", "--call", "--no-cache", "--strict", bad.toString());
    assertEquals(1, crash.exit(), crash.toString());
    assertTrue(crash.output().contains("ends its process in isamax_"), crash.output());
    assertTrue(crash.output().contains("0.3.28"), crash.output());
    Jar.Result refused = Jar.run("blas", "--call", "--no-native", bad.toString());
    assertEquals(0, refused.exit(), refused.toString());
    assertTrue(refused.output().contains("not called: "), refused.output());
    Leftovers.assertNone(bad);
  }

  @Test
  void theSilentWrongAnswerIsAnErrorBeforeItHappens() throws IOException, InterruptedException {
    Path narrow = netlib("n/libblas.so.3", "libblas.so.3");
    Path wide = netlib("w/libblas64.so.3", "libblas64.so.3", "-DINT=long");
    Path program = program("solve", narrow);
    String path = "LD_LIBRARY_PATH=" + directory.resolve("n");
    Jar.Result plain = Jar.run("blas", "--json", "--strict", "--with", path, program.toString());
    assertEquals(0, plain.exit(), plain.toString());
    String[] words = {"blas", "--json", "--strict", "--with", path, "--with", "LD_PRELOAD=" + wide};
    List<String> preloaded = new ArrayList<>(List.of(words));
    preloaded.add(program.toString());
    Jar.Result clash = Jar.run(preloaded.toArray(new String[0]));
    assertEquals(1, clash.exit(), clash.toString());
    assertTrue(rules(json(clash)).contains("R05 error"), clash.output());
    Map<String, String> variables = Map.of("LD_LIBRARY_PATH", directory.resolve("n").toString());
    assertEquals(
        "0.5\n", Jar.start(List.of(program.toString()), "", variables, directory).output());
    assertEquals(
        "0\n",
        Jar.start(
                List.of(program.toString()),
                "",
                Map.of(
                    "LD_LIBRARY_PATH",
                    directory.resolve("n").toString(),
                    "LD_PRELOAD",
                    wide.toString()),
                directory)
            .output());
  }

  @Test
  void aDirectoryKeepsTheContractOfItsDistributionOrNot() throws IOException, InterruptedException {
    openblas("bad/libblas.so.3", "libopenblas.so.0");
    Jar.Result result = Jar.run("validate", "--json", directory.resolve("bad").toString());
    assertEquals(1, result.exit(), result.toString());
    assertTrue(rules(json(result)).contains("R01 error"), result.output());
    Files.createDirectories(directory.resolve("empty"));
    assertEquals(1, Jar.run("validate", directory.resolve("empty").toString()).exit());
    assertEquals(2, Jar.run("validate", directory.resolve("nowhere").toString()).exit());
  }

  @Test
  void aRunningPythonShowsItsCopiesAndTheRule() throws IOException, InterruptedException {
    Process process = NumericalPython.start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("ready", output.readLine());
      String pid = String.valueOf(process.pid());
      Jar.Result result = Jar.run("process", "--json", pid);
      assertEquals(0, result.exit(), result.toString());
      List<String> rules = rules(json(result));
      assertTrue(rules.contains("R06 info") && rules.contains("R08 warning"), rules.toString());
      Jar.Result text = Jar.run("process", pid);
      assertTrue(text.output().contains("is one of 2 copies of OpenBLAS"), text.output());
      assertTrue(text.output().contains("[R06]"), text.output());
    } finally {
      process.destroy();
    }
  }
}
