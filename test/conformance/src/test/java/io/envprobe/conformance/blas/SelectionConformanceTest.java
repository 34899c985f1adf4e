package io.envprobe.conformance.blas;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.blas.AlternativeGroup;
import io.envprobe.blas.MachineScopes;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.PkgConfig;
import io.envprobe.blas.PkgConfigFile;
import io.envprobe.blas.Rules;
import io.envprobe.blas.Selected;
import io.envprobe.conformance.version.Failures;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Severity;
import io.envprobe.host.Host;
import io.envprobe.host.SysrootHost;
import io.envprobe.probe.Profiler;
import io.envprobe.testkit.Conformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States of a Debian machine while packages are installed, and what a program gets then. */
class SelectionConformanceTest {
  /** What a verdict of the cases is, as a rule. */
  private static final Map<String, String> RULES =
      Map.of("mixed-provider", "R04", "int-width-clash", "R05", "pthread+openmp", "R08");

  @TempDir Path directory;

  /** Links are removed first, so that deleting the tree follows none. */
  @AfterEach
  void removeLinks() throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isSymbolicLink).toList()) {
        Files.delete(path);
      }
    }
  }

  private static JsonObject manifest() {
    return Conformance.json("blas/debian12.json").getAsJsonObject();
  }

  private static MachineScopes scopes(Path root, Map<String, String> variables) {
    Host host = SysrootHost.of(root);
    Profile facts =
        Profiler.installed()
            .profile(host, MachineScopes.needs(), Profile.EMPTY, Duration.ofSeconds(60));
    return MachineScopes.of(host, facts, variables);
  }

  @Test
  void readsEveryGroupOfAlternatives() throws IOException, InterruptedException {
    JsonObject manifest = manifest();
    DebianTree tree = DebianTree.of(manifest, DebianTree.last(manifest), directory.resolve("last"));
    Map<String, AlternativeGroup> groups = new HashMap<>();
    scopes(tree.root(), Map.of())
        .machine()
        .alternatives()
        .forEach(group -> groups.put(group.name(), group));
    Failures failures = new Failures();
    for (JsonElement element : manifest.getAsJsonArray("alternatives")) {
      JsonObject row = element.getAsJsonObject();
      String name = row.get("name").getAsString();
      AlternativeGroup group = groups.get(name);
      if (group == null) {
        failures.check(name, "a group", "none");
        continue;
      }
      failures.check(name, row.get("link").getAsString(), group.link());
      failures.check(name, row.get("value").getAsString(), group.value().orElse(""));
      failures.check(name, row.get("best").getAsString(), group.best().orElseThrow().path());
      failures.check(name, row.get("status").getAsString(), group.manual() ? "manual" : "auto");
      Map<String, Integer> choices = new TreeMap<>();
      group.choices().forEach(choice -> choices.put(choice.path(), choice.priority()));
      Map<String, Integer> expected = new TreeMap<>();
      row.getAsJsonObject("choices")
          .entrySet()
          .forEach(entry -> expected.put(entry.getKey(), entry.getValue().getAsInt()));
      failures.check(name, expected, choices);
    }
    List<String> rules =
        Rules.check(scopes(tree.root(), Map.of()).installed()).stream()
            .map(finding -> finding.rule() + " " + finding.subject())
            .toList();
    failures.check("R10", true, rules.contains("R10 libblis.so"));
    failures.report();
  }

  @Test
  void findsWhatEveryStateSelects() throws IOException, InterruptedException {
    JsonObject manifest = manifest();
    Map<String, String> providers = new HashMap<>();
    for (JsonElement element : manifest.getAsJsonArray("libraries")) {
      JsonObject row = element.getAsJsonObject();
      providers.put(
          row.get("path").getAsString(),
          row.get("provider").getAsString() + " " + Expected.text(row, "int_bits"));
    }
    Failures failures = new Failures();
    for (JsonElement element : manifest.getAsJsonArray("install_sequence_states")) {
      JsonObject state = element.getAsJsonObject();
      String step = state.get("step").getAsString();
      Map<String, JsonObject> selection = new TreeMap<>();
      state
          .getAsJsonObject("selection")
          .entrySet()
          .forEach(entry -> selection.put(entry.getKey(), entry.getValue().getAsJsonObject()));
      DebianTree tree = DebianTree.of(manifest, selection, directory.resolve(step));
      MachineScopes scopes = scopes(tree.root(), Map.of());
      for (AlternativeGroup group : scopes.machine().alternatives()) {
        String expected =
            Optional.ofNullable(selection.get(group.name()))
                .map(row -> row.get("value").getAsString())
                .orElse("no such group");
        failures.check(step + " " + group.name(), expected, group.value().orElse(""));
        failures.check(
            step + " best", group.value(), group.best().map(AlternativeGroup.Choice::path));
        String name = group.linkName();
        if (name.endsWith(".so")) {
          continue;
        }
        Selected selected = scopes.machine().selected(name);
        String found =
            selected.provider().orElse("")
                + " "
                + selected
                    .library()
                    .flatMap(NumericalLibrary::integerWidth)
                    .map(width -> String.valueOf(width.bits()))
                    .orElse(null);
        failures.check(step + " " + name, providers.get(expected), found);
      }
      failures.check(step + " groups", selection.size(), scopes.machine().alternatives().size());
    }
    failures.report();
  }

  @Test
  void predictsEveryScenario() throws IOException, InterruptedException {
    JsonObject manifest = manifest();
    DebianTree tree = DebianTree.of(manifest, DebianTree.last(manifest), directory.resolve("last"));
    String program = tree.program();
    Failures failures = new Failures();
    for (JsonElement element : manifest.getAsJsonArray("scenarios")) {
      JsonObject scenario = element.getAsJsonObject();
      String id = scenario.get("id").getAsString();
      Map<String, String> variables = new HashMap<>();
      scenario
          .getAsJsonObject("env")
          .entrySet()
          .forEach(entry -> variables.put(entry.getKey(), entry.getValue().getAsString()));
      MachineScopes.Loading loading =
          scopes(tree.root(), variables).program(program).answer().orElseThrow();
      failures.check(
          id + " loaded",
          new TreeSet<>(Expected.texts(scenario, "loaded")),
          new TreeSet<>(loading.libraries()));
      List<Finding> findings = Rules.check(loading.scope());
      List<String> raised = new ArrayList<>();
      for (Finding finding : findings) {
        if (RULES.containsValue(finding.rule()) || finding.severity() == Severity.ERROR) {
          raised.add((finding.severity() == Severity.ERROR ? "error:" : "warn:") + finding.rule());
        }
      }
      failures.check(id, expected(scenario), new TreeSet<>(raised));
    }
    failures.report();
  }

  private static Set<String> expected(JsonObject scenario) {
    TreeSet<String> expected = new TreeSet<>();
    for (String verdict : scenario.get("expect_verdict").getAsString().split(",", -1)) {
      int colon = verdict.indexOf(':');
      if (colon > 0) {
        String rule = RULES.get(verdict.substring(colon + 1));
        expected.add(verdict.substring(0, colon + 1) + rule);
      }
    }
    return expected;
  }

  @Test
  void findsEveryPkgConfigFile() throws IOException, InterruptedException {
    JsonObject manifest = manifest();
    Map<String, JsonObject> last = DebianTree.last(manifest);
    DebianTree tree = DebianTree.of(manifest, last, directory.resolve("last"));
    // The files of providers are links that go with a group of alternatives.
    for (Map.Entry<String, JsonElement> entry : manifest.getAsJsonObject("pkg_config").entrySet()) {
      JsonObject row = entry.getValue().getAsJsonObject();
      Path file = tree.root().resolve(row.get("file").getAsString().substring(1));
      Files.createDirectories(file.getParent());
      if (!Files.exists(file)) {
        Files.deleteIfExists(file);
        Files.createSymbolicLink(file, Path.of(row.get("realfile").getAsString()));
      }
    }
    Host host = SysrootHost.of(tree.root());
    PkgConfig search = PkgConfig.of(host, "x86_64");
    Failures failures = new Failures();
    for (Map.Entry<String, JsonElement> entry : manifest.getAsJsonObject("pkg_config").entrySet()) {
      JsonObject row = entry.getValue().getAsJsonObject();
      Optional<PkgConfigFile> file = search.find(entry.getKey()).stream().findFirst();
      failures.check(
          entry.getKey() + " file",
          row.get("file").getAsString(),
          file.map(PkgConfigFile::path).orElse(""));
      failures.check(
          entry.getKey() + " version",
          row.get("modversion").getAsString(),
          file.map(PkgConfigFile::version).orElse(""));
      failures.check(
          entry.getKey() + " libs",
          row.get("libs").getAsString(),
          file.map(found -> shown(found)).orElse(""));
      failures.check(
          entry.getKey() + " real",
          row.get("realfile").getAsString(),
          file.flatMap(found -> host.realPath(found.path()).answer()).orElse(""));
    }
    List<String> scales =
        Rules.check(scopes(tree.root(), Map.of()).installed()).stream()
            .filter(finding -> finding.rule().equals("R22"))
            .map(Finding::subject)
            .toList();
    failures.check(
        "provider's version", true, scales.contains("/usr/lib/x86_64-linux-gnu/pkgconfig/blas.pc"));
    failures.report();
  }

  /** pkg-config leaves out the directories that compilers look into anyway. */
  private static String shown(PkgConfigFile file) {
    List<String> words = new ArrayList<>();
    for (String word : file.words("Libs")) {
      if (!word.equals("-L/usr/lib/x86_64-linux-gnu") && !word.equals("-L/usr/lib")) {
        words.add(word);
      }
    }
    return String.join(" ", words);
  }
}
