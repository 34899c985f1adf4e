package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CI relies on: findings at their places, in each format, and exit codes. */
final class LintIT {
  private static final String PROJECT =
      """
      [project]
      dependencies = [
        "a; os_nam == 'nt'",
        "torch==2.1; sys_platform == 'linux'",
        "torch==2.2; sys_platform != 'win32'",
        "\\u0066; python_version >= '3.8' and python_version >= '3.9'",
      ]
      """;

  @TempDir Path directory;

  private static JsonObject json(Jar.Result result) {
    return JsonParser.parseString(result.output()).getAsJsonObject();
  }

  private static List<String> told(Jar.Result result) {
    List<String> told = new ArrayList<>();
    for (JsonElement element : json(result).getAsJsonArray("findings")) {
      JsonObject finding = element.getAsJsonObject();
      told.add(
          finding.get("line")
              + ":"
              + finding.get("column")
              + " "
              + finding.get("rule").getAsString());
    }
    return told;
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  @Test
  void anErrorExitsOneAndAWarningZero() {
    assertEquals(0, Jar.run("lint", "python_version >= '3.8'").exit());
    assertEquals(0, Jar.run("lint", "extra == 'a' or extra != 'a'").exit());
    assertEquals(1, Jar.run("lint", "extra == 'a' and extra == 'b'").exit());
    assertEquals(1, Jar.run("lint", "--strict", "cuda_version >= '12'").exit());
    assertEquals(2, Jar.run("lint").exit());
    assertEquals(2, Jar.run("lint", "--file", "/no/such/file").exit());
    assertEquals(2, Jar.run("lint", "--json", "--format", "sarif", "os_name == 'nt'").exit());
  }

  @Test
  void aFindingIsShownWithACaretAndTheRemedy() {
    Jar.Result result = Jar.run("lint", "os_name == 'nt' or os_nam == 'posix'");
    assertEquals(1, result.exit());
    assertEquals(
        """
        error: unknown name os_nam [marker.unknown-name]
          os_name == 'nt' or os_nam == 'posix'
                             ^^^^^^
        hint: did you mean os_name?
        """,
        result.output());
  }

  @Test
  void severalExpressionsAreAlternatives() {
    Jar.Result result =
        Jar.run(
            "lint",
            "--json",
            "python_version < '3.9'",
            "python_version >= '3.8' and python_version < '3.12'",
            "python_version >= '3.12'");
    assertEquals(1, result.exit());
    JsonObject finding = json(result).getAsJsonArray("findings").get(0).getAsJsonObject();
    assertEquals("marker.overlap", finding.get("rule").getAsString());
    assertEquals("error", finding.get("severity").getAsString());
    assertEquals(1, finding.get("expression").getAsInt());
    assertEquals(
        "python_version >= '3.8' and python_version < '3.12'",
        finding.get("subject").getAsString());
    assertEquals("3.8", finding.getAsJsonObject("witness").get("python_version").getAsString());
    assertEquals(0, Jar.run("lint", "python_version < '3.9'", "python_version >= '3.9'").exit());
  }

  @Test
  void preReleasesAndWorldKnowledgeCanBeLeftOut() {
    // 3.9rc1 is neither less than 3.9 nor at least 3.9.
    List<String> releases = List.of("python_full_version < '3.9'", "python_full_version >= '3.9'");
    assertEquals(1, Jar.run("lint", releases.get(0), releases.get(1)).exit());
    assertEquals(0, Jar.run("lint", "--final-releases", releases.get(0), releases.get(1)).exit());
    String impossible = "os_name == 'nt' and sys_platform == 'linux'";
    assertEquals(1, Jar.run("lint", impossible).exit());
    assertEquals(0, Jar.run("lint", "--no-world-knowledge", impossible).exit());
  }

  @Test
  void filesAreReadInTheirFormats() throws IOException {
    String project = file("pyproject.toml", PROJECT);
    assertEquals(
        List.of("3:7 marker.unknown-name", "6:12 marker.redundant"),
        told(Jar.run("lint", "--json", "--file", project)));
    assertEquals(
        List.of(
            "3:7 marker.unknown-name",
            "5:16 marker.overlap",
            "5:16 marker.gap",
            "6:12 marker.redundant"),
        told(Jar.run("lint", "--json", "--alternatives", "--file", project)));
    assertEquals(
        List.of("3:3 marker.never-true"),
        told(
            Jar.run(
                "lint",
                "--json",
                "--file",
                file(
                    "requirements.txt",
                    "# c\na; \\\n  extra == 'a' and extra == 'b' # why\n-r x.txt\n"))));
    assertEquals(
        List.of("2:19 marker.deprecated-name"),
        told(
            Jar.run(
                "lint",
                "--json",
                "--file",
                file("METADATA", "Name: n\nRequires-Dist: a; os.name == 'nt'\n\nos.name\n"))));
    assertEquals(
        List.of("2:1 marker.overlap"),
        told(
            Jar.runWith(
                "os_name != 'a'\nos_name == 'a' or os_name == 'b'\n",
                "lint",
                "--json",
                "--alternatives",
                "--file",
                "-")));
  }

  @Test
  void sarifHasTheRulesAndTheRegions() throws IOException {
    Jar.Result result =
        Jar.run("lint", "--format", "sarif", "--file", file("py project.toml", PROJECT));
    assertEquals(1, result.exit());
    assertEquals("2.1.0", json(result).get("version").getAsString());
    JsonObject run = json(result).getAsJsonArray("runs").get(0).getAsJsonObject();
    JsonArray rules = run.getAsJsonObject("tool").getAsJsonObject("driver").getAsJsonArray("rules");
    JsonArray results = run.getAsJsonArray("results");
    assertEquals(2, results.size());
    JsonObject first = results.get(0).getAsJsonObject();
    assertEquals(
        first.get("ruleId"),
        rules.get(first.get("ruleIndex").getAsInt()).getAsJsonObject().get("id"));
    assertEquals("error", first.get("level").getAsString());
    JsonObject place =
        first
            .getAsJsonArray("locations")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("physicalLocation");
    String uri = place.getAsJsonObject("artifactLocation").get("uri").getAsString();
    assertTrue(uri.startsWith("file:///") && uri.endsWith("/py%20project.toml"), uri);
    assertEquals(
        JsonParser.parseString(
            "{\"startLine\": 3, \"startColumn\": 7, \"endLine\": 3, \"endColumn\": 13}"),
        place.get("region"));
  }

  @Test
  void annotationsAreWorkflowCommands() throws IOException {
    String project = file("pyproject.toml", PROJECT);
    Jar.Result result = Jar.run("lint", "--format", "github", "--file", project);
    assertEquals(
        "::error file="
            + project
            + ",line=3,endLine=3,col=7,endColumn=13,title=marker.unknown-name"
            + "::unknown name os_nam (did you mean os_name?)",
        result.output().lines().findFirst().orElse(""));
  }

  @Test
  void aRequirementLineIsTakenApart() {
    Jar.Result result =
        Jar.run("lint", "--json", "--requirement", "Foo_Bar[b,a]>=1,<2 ; python_version>='3.8'");
    assertEquals(0, result.exit());
    assertEquals(
        JsonParser.parseString(
            """
            {
              "name": "Foo_Bar",
              "normalized_name": "foo-bar",
              "extras": ["a", "b"],
              "specifier": "<2,>=1",
              "url": null,
              "marker": "python_version >= \\"3.8\\"",
              "normalized": "Foo_Bar[a,b]<2,>=1; python_version >= \\"3.8\\""
            }
            """),
        json(result).get("requirement"));
    assertEquals("foo>=1\n", Jar.run("lint", "--requirement", "foo >= 1").output());
    Jar.Result wrong = Jar.run("lint", "--json", "--requirement", "foo >= ");
    assertEquals(2, wrong.exit());
    assertEquals("syntax", json(wrong).getAsJsonObject("error").get("kind").getAsString());
    assertFalse(json(wrong).has("findings"));
  }

  @Test
  void evalReadsTheSameFilesAndNamesThePlaceOfAnError() throws IOException {
    String requirements = file("requirements.txt", "a==1\nb; os_id == 'debian' # c\n");
    Jar.Result result =
        Jar.run(
            "eval",
            "--file",
            requirements,
            "--format",
            "github",
            "--profile",
            "@debian-12",
            "--profile",
            "@alpine-3.20");
    assertEquals(1, result.exit());
    assertEquals(
        """
        expression_1_debian_12=true
        expression_1_alpine_3_20=true
        expression_2_debian_12=true
        expression_2_alpine_3_20=false
        """,
        result.output());
    assertEquals(
        "FALSE  a; extra == 'x'\n",
        Jar.runWith(
                "{\"extra\": \"y\"}",
                "eval",
                "--file",
                file("METADATA", "Requires-Dist: a; extra == 'x'\n"),
                "--environment",
                "-")
            .output());
    String project = file("pyproject.toml", PROJECT);
    Jar.Result wrong = Jar.run("eval", "--file", project, "--profile", "@debian-12");
    assertEquals(2, wrong.exit());
    assertTrue(
        wrong.error().startsWith("probe: " + project + ":3:7: error: unknown name os_nam\n"),
        wrong.error());
  }

  @Test
  void targetsAreComparedInTheirPartialOrder() {
    for (String[] question :
        new String[][] {
          {"skylake", "haswell", "0"}, {"haswell", "skylake", "1"}, {"zen2", "haswell", "1"}
        }) {
      Jar.Result result =
          Jar.run(
              "eval",
              "--set",
              "cpu.target=" + question[0],
              "cpu_microarchitecture >= '" + question[1] + "'");
      assertEquals(Integer.parseInt(question[2]), result.exit(), result.toString());
    }
    assertEquals(2, Jar.run("eval", "cpu_microarchitecture >= 'haswel'").exit());
  }
}
