package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completion scripts and the manual page, given to the real shells and formatters. */
final class CompletionIT {
  @TempDir private Path directory;

  private Path written(String name, String... words) throws IOException {
    Jar.Result result = Jar.run(words);
    assertEquals(0, result.exit(), result.toString());
    return Files.writeString(directory.resolve(name), result.output());
  }

  private List<String> completed(Path script, String line) {
    String ask =
        ". \"$1\"; COMP_WORDS=($2); [[ $2 == *' ' ]] && COMP_WORDS+=('');"
            + " COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _probe; printf '%s\\n"
            + "' \"${COMPREPLY[@]}\"";
    Jar.Result result =
        Jar.start(
            List.of("bash", "-c", ask, "bash", script.toString(), line), "", Map.of(), directory);
    assertEquals(0, result.exit(), result.toString());
    assertEquals("", result.error());
    return result.output().lines().toList();
  }

  @Test
  void bashCompletesCommandsOptionsValuesVocabulariesAndFiles() throws IOException {
    Path script = written("probe.bash", "completion", "bash");
    assertEquals(List.of("tags"), completed(script, "probe ta"));
    assertTrue(completed(script, "probe tags py").contains("python"));
    assertTrue(completed(script, "probe tags --w").contains("--why"));
    assertEquals(
        List.of("always", "auto", "never"), sorted(completed(script, "probe eval --color ")));
    assertTrue(completed(script, "probe facts libc.v").contains("libc.version"));
    assertEquals(List.of("probe.bash"), completed(script, "probe scan pro"));
    assertEquals(List.of("probe.bash"), completed(script, "probe tags --profile pro"));
  }

  private static List<String> sorted(List<String> words) {
    return words.stream().sorted().toList();
  }

  @Test
  void zshTakesItsScript() throws IOException {
    parses(List.of("zsh", "-n"), written("_probe", "completion", "zsh"));
  }

  @Test
  void fishTakesItsScript() throws IOException {
    parses(List.of("fish", "--no-execute"), written("probe.fish", "completion", "fish"));
  }

  @Test
  void theManualPageNamesEveryCommandAndFormatsWithoutAComplaint() throws IOException {
    Path page = written("probe.1", "help", "--man");
    for (String line :
        Jar.run("--help").output().lines().filter(l -> l.matches("  [a-z]+ .*")).toList()) {
      String command = line.strip().split(" ", 2)[0];
      assertTrue(Files.readString(page).contains(".SS probe " + command + " "), command);
    }
    parses(List.of("mandoc", "-Tlint", "-Wwarning"), page);
  }

  private void parses(List<String> tool, Path file) {
    boolean installed =
        List.of("/usr/bin/", "/bin/", "/usr/local/bin/").stream()
            .anyMatch(place -> Files.isExecutable(Path.of(place + tool.get(0))));
    if (!installed) {
      System.err.println(
          "NOT CHECKED: " + tool.get(0) + " is not installed, " + file.getFileName());
    }
    assumeTrue(installed, tool.get(0) + " is not installed");
    List<String> command = new java.util.ArrayList<>(tool);
    command.add(file.toString());
    Jar.Result result = Jar.start(command, "", Map.of(), directory);
    assertEquals(0, result.exit(), result.toString());
    assertEquals("", result.output() + result.error());
  }

  @Test
  void aShellThatIsNotKnownIsNamedWithTheNearest() {
    Jar.Result result = Jar.run("completion", "bsh");
    assertEquals(2, result.exit());
    assertTrue(result.error().contains("did you mean bash?"), result.error());
  }
}
