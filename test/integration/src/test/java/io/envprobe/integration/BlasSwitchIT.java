package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image of Debian with two providers and an OpenMP runtime: what is switched, and what asks. */
final class BlasSwitchIT {
  private static final Path LIBRARIES = Path.of("usr/lib/x86_64-linux-gnu");
  private static final String OPENBLAS = "/usr/lib/x86_64-linux-gnu/openblas/libblas.so.3";
  private static final String BLIS = "/usr/lib/x86_64-linux-gnu/blis/libblas.so.3";

  @TempDir private Path root;

  @BeforeEach
  void image() throws IOException, InterruptedException {
    Path loader = Path.of("/lib64/ld-linux-x86-64.so.2");
    Path c = Path.of("/lib/x86_64-linux-gnu/libc.so.6");
    boolean debian = Files.isExecutable(loader) && Files.isRegularFile(c);
    if (!debian) {
      System.err.println("SKIPPED: this is no Debian on x86-64, so no image of it can be made");
    }
    Assumptions.assumeTrue(debian, "no Debian on x86-64");
    Path libraries = Files.createDirectories(root.resolve(LIBRARIES));
    Files.createDirectories(root.resolve("usr/lib64"));
    Files.createDirectories(root.resolve("usr/bin"));
    Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));
    Files.createSymbolicLink(root.resolve("lib64"), Path.of("usr/lib64"));
    Files.createSymbolicLink(root.resolve("bin"), Path.of("usr/bin"));
    Files.copy(loader.toRealPath(), root.resolve("usr/lib64/ld-linux-x86-64.so.2"));
    Files.copy(c.toRealPath(), libraries.resolve("libc.so.6"));
    Files.copy(Path.of("/bin/sh").toRealPath(), root.resolve("usr/bin/sh"));
    Path openblas =
        FakeLibrary.build(
            "blas",
            root.resolve(OPENBLAS.substring(1)),
            "-DOPENBLAS=\"OpenBLAS 0.3.28 DYNAMIC_ARCH \"",
            "-DLAPACK",
            "-Wl,-soname,libblas.so.3");
    FakeLibrary.build(
        "blas", root.resolve(BLIS.substring(1)), "-DBLIS=\"0.9.0\"", "-Wl,-soname,libblas.so.3");
    FakeLibrary.build(
        "blas",
        libraries.resolve("libopenblas64.so.0"),
        "-DOPENBLAS=\"OpenBLAS 0.3.28 USE64BITINT \"",
        "-DLAPACK",
        "-DINT=long",
        "-Wl,-soname,libopenblas64.so.0");
    write(
        LIBRARIES + "/pkgconfig/blas.pc",
        "libdir=/usr/lib/x86_64-linux-gnu/openblas\nName: blas\nDescription: x\n"
            + "Version: 0.3.28\nLibs: -L${libdir} -lblas\n");
    Files.createSymbolicLink(openblas.resolveSibling("libblas.so"), Path.of("libblas.so.3"));
    write(
        "var/lib/dpkg/alternatives/libblas.so.3-x86_64-linux-gnu",
        "auto\n/usr/lib/x86_64-linux-gnu/libblas.so.3\n\n"
            + BLIS
            + "\n80\n"
            + OPENBLAS
            + "\n100\n\n");
    Files.createDirectories(root.resolve("etc/alternatives"));
    Files.createSymbolicLink(
        root.resolve("etc/alternatives/libblas.so.3-x86_64-linux-gnu"), Path.of(OPENBLAS));
    Files.createSymbolicLink(
        libraries.resolve("libblas.so.3"),
        Path.of("/etc/alternatives/libblas.so.3-x86_64-linux-gnu"));
    Jar.Result built =
        Jar.start(
            List.of(
                "/usr/bin/cc",
                "-o",
                root.resolve("usr/bin/solve").toString(),
                Jar.ROOT.resolve("test/integration/src/test/c/solve.c").toString(),
                openblas.toString()),
            "",
            Map.of(),
            root);
    assertEquals(0, built.exit(), built.toString());
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private Jar.Result run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--timeout", "60", "--sysroot", root.toString()));
    return Jar.run(all.toArray(new String[0]));
  }

  private static JsonObject json(Jar.Result result) {
    return JsonParser.parseString(result.output()).getAsJsonObject();
  }

  @Test
  void theActiveCandidateIsMarkedAndCommandsArePrintedOnly() {
    Jar.Result list = run("blas", "list");
    assertTrue(list.output().contains("openblas *"), list.toString());
    assertEquals(
        "update-alternatives --set libblas.so.3-x86_64-linux-gnu " + BLIS + "\n",
        run("blas", "set", "blis").output());
    Jar.Result add = run("blas", "add", root.resolve(LIBRARIES).resolve("blis").toString());
    assertTrue(
        add.output().startsWith("update-alternatives --install /usr/lib/x86_64-linux-gnu/libblas"),
        add.toString());
    assertEquals(2, run("blas", "set", "mkl").exit());
  }

  @Test
  void buildsFindTheirPackageAndItsVersionIsThatOfTheProvider() {
    JsonObject explained = json(run("blas", "--explain", "--json"));
    assertTrue(explained.getAsJsonArray("builds").toString().contains("pkgconfig/blas.pc"));
    JsonObject packages = json(run("blas", "--pkg-config", "--json"));
    JsonObject blas = packages.getAsJsonArray("packages").get(0).getAsJsonObject();
    assertEquals(OPENBLAS, blas.get("library").getAsString(), packages.toString());
    assertTrue(packages.get("findings").toString().contains("\"R22\""), packages.toString());
    assertEquals(0, run("blas", "recommend").exit());
  }

  @Test
  void anotherPathGivesTheProgramAnotherLibrary() {
    assertEquals(OPENBLAS, first(run("blas", "--json", "--with", "A=b", "/usr/bin/solve")));
    String path = BLIS.substring(0, BLIS.lastIndexOf('/'));
    assertEquals(
        BLIS, first(run("blas", "--json", "--with", "LD_LIBRARY_PATH=" + path, "/usr/bin/solve")));
  }

  private static String first(Jar.Result result) {
    return json(result)
        .getAsJsonArray("libraries")
        .get(0)
        .getAsJsonObject()
        .get("real_path")
        .getAsString();
  }

  @Test
  void noRebuildIsNeededWhereTheOtherProviderHasWhatTheProgramUses() {
    Jar.Result check = run("check", "--switch", "openblas→blis", "/usr/bin/solve");
    assertEquals(0, check.exit(), check.toString());
    assertTrue(check.output().startsWith("No rebuild is needed"), check.output());
    assertEquals(2, run("check", "--switch", "mkl→blis", "/usr/bin/solve").exit());
  }

  @Test
  void noLibraryOfAnImageIsCalled() {
    Jar.Result result = run("blas", "--call");
    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.output().contains("not called: no library of an image is run"));
  }

  @Test
  void markersDocumentsAndVariantsAskForAnInterfaceAndForOneRuntime() throws IOException {
    String wide = "\"openblas-ilp64\" in blas_interfaces";
    String one = "\"libgomp\" not in openmp_runtimes or \"llvm-openmp\" not in openmp_runtimes";
    assertEquals(0, run("eval", wide).exit(), run("eval", wide).toString());
    assertEquals(0, run("eval", one).exit());
    assertEquals(1, run("eval", "\"mkl\" in blas_providers").exit());
    Path document = Files.createTempFile("requirement", ".json");
    String head =
        "{\"$schema\": \"https://envprobe.io/schema/requirement-1.json\", \"requires\": [";
    Files.writeString(
        document, head + quoted(wide) + ", " + quoted(one) + "]}", StandardCharsets.UTF_8);
    Jar.Result fits = run("check", document.toString());
    assertEquals(0, fits.exit(), fits.toString());
    Files.writeString(
        document, head + quoted("\"mkl-ilp64\" in blas_interfaces") + "]}", StandardCharsets.UTF_8);
    Jar.Result lacks = run("check", document.toString());
    assertEquals(1, lacks.exit(), lacks.toString());
    assertTrue(lacks.output().contains("blas"), lacks.output());
    Files.delete(document);
    Jar.Result variants = run("tags", "variants");
    String properties = variants.output().replace(" ", "");
    assertTrue(properties.contains("blas_lapack::provider::openblas"), variants.toString());
  }

  private static String quoted(String marker) {
    return "\"" + marker.replace("\"", "\\\"") + "\"";
  }

  @Test
  void twoRuntimesRefuseWhatWantsOne() throws IOException, InterruptedException {
    Path source = Files.writeString(root.resolve("omp.c"), runtime("GOMP_parallel"));
    compile(source, "libgomp.so.1");
    Files.writeString(source, runtime("__kmpc_fork_call") + "const char a[] = \"LLVM OMP x\";\n");
    compile(source, "libomp.so.5");
    Files.delete(source);
    JsonObject page = json(run("openmp", "--json"));
    assertTrue(
        page.getAsJsonObject("facts")
            .getAsJsonObject("openmp.runtimes")
            .get("value")
            .toString()
            .equals("[\"libgomp\",\"llvm-openmp\"]"),
        page.toString());
    assertEquals(
        1,
        run("eval", "\"libgomp\" not in openmp_runtimes or \"llvm-openmp\" not in openmp_runtimes")
            .exit());
  }

  private static String runtime(String symbol) {
    return "int omp_get_max_threads(void) { return 4; }\nint " + symbol + "(void) { return 0; }\n";
  }

  private void compile(Path source, String name) {
    Path file = root.resolve(LIBRARIES).resolve(name);
    Jar.Result built =
        Jar.start(
            List.of(
                "/usr/bin/cc",
                "-shared",
                "-fPIC",
                "-Wl,-soname," + name,
                "-o",
                file.toString(),
                source.toString()),
            "",
            Map.of(),
            root);
    assertEquals(0, built.exit(), built.toString());
  }
}
