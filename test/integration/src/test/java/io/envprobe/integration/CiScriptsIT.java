package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that people copy into their CI, run with the packaged jar. */
final class CiScriptsIT {
  private static final Path SCRIPTS = Jar.ROOT.resolve("samples/ci");

  @TempDir private Path directory;

  /** The blocks of shell text under {@code run: |}, in order. */
  private static List<String> steps(String action) {
    List<String> steps = new ArrayList<>();
    StringBuilder step = new StringBuilder();
    int indent = -1;
    for (String line : (action + "\n-").lines().toList()) {
      int own = line.length() - line.stripLeading().length();
      if (indent > 0 && own >= indent) {
        step.append(line.substring(indent)).append('\n');
      } else {
        if (indent > 0) {
          steps.add(step.toString());
          step.setLength(0);
        }
        indent = line.strip().equals("run: |") ? own + 2 : -1;
      }
    }
    return steps;
  }

  private Jar.Result bash(String script, Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.put(
        "PATH", Path.of(Jar.java()).getParent() + ":" + System.getenv().getOrDefault("PATH", ""));
    return Jar.start(List.of("bash", "-e", "-o", "pipefail", "-c", script), "", all, directory);
  }

  private Jar.Result gate(String expression, String onUnknown) throws IOException {
    List<String> steps = steps(Files.readString(SCRIPTS.resolve("action.yml")));
    assertEquals(2, steps.size(), steps.toString());
    Path output = directory.resolve("output");
    Map<String, String> variables =
        Map.of(
            "JAR",
            Jar.FILE.toString(),
            "EXPRESSION",
            expression,
            "ON_UNKNOWN",
            onUnknown,
            "GITHUB_OUTPUT",
            output.toString());
    Files.deleteIfExists(output);
    assertEquals(0, bash(steps.get(0), variables).exit());
    String tags = Files.readString(output);
    assertTrue(tags.contains("linux-x86_64") || tags.contains("linux"), tags);
    return bash(steps.get(1), variables);
  }

  @Test
  void theActionGoesOnWhereTheExpressionIsTrue() throws IOException {
    Jar.Result result = gate("platform_system != \"\"", "fail");
    assertEquals(0, result.exit(), result.toString());
    assertTrue(Files.readString(directory.resolve("output")).endsWith("result=TRUE\n"));
  }

  @Test
  void theActionFailsTheJobWithAnAnnotation() throws IOException {
    Jar.Result result = gate("platform_system == \"none\"", "fail");
    assertEquals(1, result.exit(), result.toString());
    assertEquals(
        "::error title=envprobe::platform_system == \"none\" is FALSE on this runner\n",
        result.output());
    assertTrue(Files.readString(directory.resolve("output")).endsWith("result=FALSE\n"));
  }

  @Test
  void theActionTellsNonsenseFromNo() throws IOException {
    assertEquals(2, gate("no such thing", "pass").exit());
  }

  @Test
  void theLinesOfTheGitLabTemplateRun() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(SCRIPTS.resolve("gitlab.yml"))) {
      if (line.startsWith("    - ")) {
        lines.add(line.substring(6));
      }
    }
    assertEquals(2, lines.size(), lines.toString());
    Map<String, String> variables =
        Map.of("PROBE_JAR", Jar.FILE.toString(), "PROBE_EXPRESSION", "platform_system != \"none\"");
    for (String line : lines) {
      Jar.Result result = bash(line, variables);
      assertEquals(0, result.exit(), line + "\n" + result);
    }
    for (String line : Files.readAllLines(directory.resolve("envprobe.env"))) {
      assertTrue(line.matches("[A-Z0-9_]+=.*"), line);
    }
  }

  @Test
  void theGateHasTheExitCodeOfTheAnswer() {
    Map<String, Integer> expected =
        Map.of("platform_system != \"none\"", 0, "platform_system == \"none\"", 1, "nonsense", 2);
    expected.forEach(
        (expression, exit) -> {
          Jar.Result result =
              bash(
                  "\"$GATE\" '" + expression + "'",
                  Map.of(
                      "GATE",
                      SCRIPTS.resolve("gate.sh").toString(),
                      "PROBE",
                      "java -jar " + Jar.FILE));
          assertEquals(exit, result.exit(), result.toString());
        });
  }

  /** There is no engine for images here: its steps are run where they would have been. */
  @Test
  void theStepsOfTheDockerfileMakeAProgramThatRuns() throws IOException {
    String archive = "envprobe-" + System.getProperty("envprobe.version") + "-image.tar.gz";
    Files.copy(Jar.ROOT.resolve("cli/target").resolve(archive), directory.resolve("image.tar.gz"));
    List<String> lines = Files.readAllLines(Jar.ROOT.resolve("samples/docker/Dockerfile"));
    assertTrue(lines.stream().anyMatch(line -> line.contains("ARCHIVE=" + archive)));
    int run = 0;
    for (String line : lines) {
      if (line.startsWith("RUN ")) {
        String here = directory.toString();
        String step =
            line.substring(4)
                .replace("/opt/envprobe", here + "/opt/envprobe")
                .replace("/tmp/image.tar.gz", here + "/image.tar.gz");
        Jar.Result result =
            Jar.start(
                List.of("env", "-i", "PATH=/usr/bin:/bin", "sh", "-c", step),
                "",
                Map.of(),
                directory);
        assertEquals(0, result.exit(), step + "\n" + result);
        run++;
      }
    }
    assertEquals(2, run);
  }
}
