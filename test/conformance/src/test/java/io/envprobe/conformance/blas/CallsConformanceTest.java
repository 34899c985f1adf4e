package io.envprobe.conformance.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.blas.LibraryAnswers;
import io.envprobe.blas.LibraryCalls;
import io.envprobe.blas.Member;
import io.envprobe.blas.NumericalFiles;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.conformance.version.Failures;
import io.envprobe.host.Host;
import io.envprobe.host.HostPermission;
import io.envprobe.host.LiveHost;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.testkit.Conformance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Real libraries, called; each in a process of its own. */
class CallsConformanceTest {
  /** What depends on the processor, or on how many threads a process is allowed. */
  private static final Set<String> DEPENDENT =
      Set.of(
          "openblas_get_config",
          "openblas_get_corename",
          "openblas_get_num_threads",
          "openblas_get_num_procs",
          "bli_thread_get_num_threads",
          "bli_arch_query_id",
          "bli_arch_string",
          "omp_get_max_threads",
          "omp_get_num_procs");

  /** Libraries of CBLAS, LAPACKE and a part of ATLAS define nothing that tells what they are. */
  private static final int MUTE = 4;

  private static final int PATIENCE = 60_000;

  @Test
  void everyLibraryOfDebianAnswersAsItsFileSays() throws IOException, InterruptedException {
    JsonObject manifest = Conformance.json("blas/debian12.json").getAsJsonObject();
    Path root = Packages.debian(LibrariesConformanceTest.packages(manifest));
    Host host = seeing(root.resolve("usr/lib/x86_64-linux-gnu"));
    NumericalFiles files = NumericalFiles.of(host);
    List<JsonObject> rows = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    for (JsonElement element : manifest.getAsJsonArray("libraries")) {
      JsonObject row = element.getAsJsonObject();
      String path = root.resolve(row.get("realpath").getAsString().substring(1)).toString();
      NumericalLibrary library = files.library(path).orElseThrow(() -> new AssertionError(path));
      rows.add(row);
      members.add(new Member(Set.of(), library, files.symbols(path), false, false));
    }
    List<LibraryAnswers> all = LibraryCalls.ask(host, members, PATIENCE);
    assertEquals(rows.size(), all.size());
    Failures failures = new Failures();
    int opened = 0;
    for (int i = 0; i < rows.size(); i++) {
      String path = rows.get(i).get("path").getAsString();
      LibraryAnswers answers = all.get(i);
      if (answers.silence().isPresent()) {
        System.out.println("not called: " + path + ": " + answers.silence().get());
      } else {
        opened++;
        compare(failures, path, rows.get(i).getAsJsonObject("calls_own_symbols"), answers);
        failures.check(path + " findings", List.of(), answers.findings());
      }
    }
    failures.report();
    assertEquals(rows.size() - MUTE, opened, "libraries that could be called");
  }

  /** This machine, whose children find the unpacked libraries as they would find installed ones. */
  private static Host seeing(Path libraries) {
    Host live = new LiveHost(Set.of(HostPermission.CONVERSATIONS));
    StringBuilder path = new StringBuilder("LD_LIBRARY_PATH=" + libraries);
    for (String name : List.of("blas", "lapack", "blas64", "lapack64")) {
      path.append(':').append(libraries.resolve(name));
    }
    return new Host() {
      @Override
      @SuppressWarnings("unchecked") // Another environment has the same type of answer.
      public <T> Outcome<T> answer(Request<T> request) {
        if (!(request instanceof Request.Conversation asked)) {
          return live.answer(request);
        }
        List<String> environment = new ArrayList<>(asked.environment());
        environment.add(path.toString());
        return live.answer(
            (Request<T>)
                new Request.Conversation(
                    asked.library(),
                    asked.size(),
                    asked.calls(),
                    environment,
                    asked.milliseconds()));
      }
    };
  }

  private static void compare(
      Failures failures, String path, JsonObject expected, LibraryAnswers answers) {
    for (Map.Entry<String, JsonElement> entry : expected.entrySet()) {
      String name = entry.getKey();
      String value = entry.getValue().getAsString();
      Optional<String> found =
          switch (name) {
            case "ilaver" -> answers.lapackVersion();
            case "ilaver_int_width", "int_width_by_isamax_call" ->
                answers.integerWidth().map(width -> String.valueOf(width.bits()));
            default -> Optional.ofNullable(answers.values().get(name));
          };
      if (DEPENDENT.contains(name)) {
        failures.check(path + " " + name, true, found.isPresent());
      } else {
        failures.check(path + " " + name, value, found.orElse(""));
      }
    }
  }
}
