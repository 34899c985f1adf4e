package io.envprobe.conformance.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.artifact.NumericalReport;
import io.envprobe.artifact.NumericalScan;
import io.envprobe.blas.MachineScopes;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.Rules;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Severity;
import io.envprobe.host.Host;
import io.envprobe.host.LiveHost;
import io.envprobe.probe.Profiler;
import io.envprobe.testkit.NumericalPython;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of programs before they run, and of a process while it does. */
class PredictionTest {
  private static final String LIBRARY =
      """
      double ddot_(INT *n, double *x, INT *ix, double *y, INT *iy) {
        double s = 0; for (INT i = 0; i < *n; i++) s += x[i] * y[i]; return s; }
      void dgemm_(void) {}
      void dgetrf_(void) {}
      void ilaver_(INT *a, INT *b, INT *c) { *a = 3; *b = 12; *c = 0; }
      void xerbla_array_(void) {}
      """;

  /** What lies behind the 32-bit number makes it negative when 64 bits are read. */
  private static final String PROGRAM =
      """
      #include <stdio.h>
      double ddot_(int *n, double *x, int *ix, double *y, int *iy);
      int main(void) {
        int n[2] = {2, -1}, one[2] = {1, 0}; double x[2] = {0.5, 0.5};
        printf("%g\\n", ddot_(n, x, one, x, one)); return 0; }
      """;

  @TempDir Path directory;

  private static String run(Map<String, String> variables, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(variables);
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  private Path compile(String name, String source, String... options)
      throws IOException, InterruptedException {
    Path input = directory.resolve(name + ".c");
    Files.writeString(input, source, StandardCharsets.UTF_8);
    Path output = directory.resolve(name);
    Files.createDirectories(output.getParent());
    List<String> command =
        new ArrayList<>(
            List.of("gcc", "-O2", "-w", "-fno-builtin", "-o", output.toString(), input.toString()));
    command.addAll(List.of(options));
    try {
      run(Map.of(), command);
    } catch (IOException e) {
      System.err.println("PREDICTION NOT COMPARED WITH A RUN: there is no gcc");
      Assumptions.abort("no compiler");
    }
    return output;
  }

  @Test
  void theSilentWrongAnswerIsPredictedBeforeItHappens() throws IOException, InterruptedException {
    Path narrow =
        compile(
            "libblas.so.3", LIBRARY, "-DINT=int", "-shared", "-fPIC", "-Wl,-soname,libblas.so.3");
    Path wide =
        compile(
            "libblas64.so.3",
            LIBRARY,
            "-DINT=long",
            "-shared",
            "-fPIC",
            "-Wl,-soname,libblas64.so.3");
    Path program = compile("solve", PROGRAM, narrow.toString());
    Map<String, String> plain = Map.of("LD_LIBRARY_PATH", directory.toString());
    Map<String, String> preloaded =
        Map.of("LD_LIBRARY_PATH", directory.toString(), "LD_PRELOAD", wide.toString());

    assertEquals(List.of(), errors(program, plain));
    assertEquals(List.of("R05"), errors(program, preloaded));
    assertEquals("0.5", run(plain, List.of(program.toString())));
    assertEquals("0", run(preloaded, List.of(program.toString())));
  }

  private static List<String> errors(Path program, Map<String, String> variables) {
    Host host = new LiveHost(Set.of());
    Profile facts =
        Profiler.installed()
            .profile(host, MachineScopes.needs(), Profile.EMPTY, Duration.ofSeconds(60));
    MachineScopes.Loading loading =
        MachineScopes.of(host, facts, variables).program(program.toString()).answer().orElseThrow();
    return Rules.check(loading.scope()).stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .map(Finding::rule)
        .toList();
  }

  @Test
  void aRunningProcessShowsItsCopiesWithoutItsHelp() throws IOException, InterruptedException {
    Process process = NumericalPython.start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("ready", output.readLine());
      NumericalReport report =
          NumericalScan.process(new LiveHost(Set.of()), process.pid()).answer().orElseThrow();
      List<NumericalLibrary> cores =
          report.scope().libraries().stream()
              .map(member -> member.library())
              .filter(library -> library.provider().equals(Optional.of("openblas")))
              .toList();
      assertEquals(2, cores.size());
      assertTrue(cores.stream().allMatch(library -> library.version().isPresent()));
      List<String> rules = report.findings().stream().map(Finding::rule).toList();
      assertTrue(rules.containsAll(List.of("R06", "R08")), rules.toString());
    } finally {
      process.destroy();
    }
  }
}
