package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every user of the jar relies on: exit codes, shapes of JSON, messages. */
final class CommandsIT {
  private static JsonObject json(Jar.Result result) {
    return JsonParser.parseString(result.output()).getAsJsonObject();
  }

  @Test
  void tagsOfDebian12NameItsGlibcFirst() {
    Jar.Result result = Jar.run("tags", "python", "--profile", "@debian-12");
    assertEquals(0, result.exit(), result.toString());
    String first =
        result.output().lines().filter(tag -> tag.startsWith("manylinux")).findFirst().orElse("");
    assertEquals("manylinux_2_36_x86_64", first);
  }

  @Test
  void evalExitsZeroForTrueOneForFalseThreeForUnknownTwoForNonsense() {
    assertEquals(0, Jar.run("eval", "--profile", "@debian-12", "glibc_version >= \"2.28\"").exit());
    assertEquals(1, Jar.run("eval", "--profile", "@debian-12", "glibc_version >= \"9\"").exit());
    assertEquals(3, Jar.run("eval", "--profile", "@debian-12", "cuda_version >= \"12\"").exit());
    assertEquals(2, Jar.run("eval", "--profile", "@debian-12", "glibc_version >=").exit());
    assertEquals(
        1,
        Jar.run("eval", "--on-unknown=fail", "--profile", "@debian-12", "cuda_version >= \"12\"")
            .exit());
    assertEquals(
        0,
        Jar.run("eval", "--on-unknown", "pass", "--profile", "@debian-12", "cuda_version >= \"12\"")
            .exit());
  }

  @Test
  void anUnknownNameHasACaretAndTheNameThatWasMeant() {
    Jar.Result result = Jar.run("eval", "--profile", "@debian-12", "glibc_versio == \"1\"");
    assertEquals(2, result.exit());
    assertEquals("", result.output());
    assertEquals(
        "probe: error: unknown name glibc_versio\n"
            + "  glibc_versio == \"1\"\n"
            + "  ^^^^^^^^^^^^\n"
            + "hint: did you mean glibc_version?\n",
        result.error());
    assertEquals(2, Jar.run("eval", "--profile", "@debian-12", "no_such_name == \"1\"").exit());
  }

  @Test
  void muslOnAGlibcMachineIsAbsentAndTheReasonSaysSo() {
    Jar.Result result =
        Jar.run("eval", "--json", "--profile", "@debian-12", "musl_version >= \"1.2\"");
    assertEquals(1, result.exit());
    assertEquals("FALSE", json(result).get("result").getAsString());
    assertEquals("absent", json(result).getAsJsonObject("explanation").get("state").getAsString());
  }

  @Test
  void anEnvironmentFileIsAllThatIsKnown() {
    Jar.Result result =
        Jar.runWith(
            "{\"python_version\": \"3.12\", \"extra\": null, \"cpu_features\": [\"avx2\"],"
                + " \"gpu_count\": 2}",
            "eval",
            "--json",
            "--environment",
            "-",
            "python_version == \"3.12\" and \"avx2\" in cpu_features and gpu_count >= \"2\"");
    assertEquals(0, result.exit(), result.toString());
    assertEquals("TRUE", json(result).get("result").getAsString());
    assertEquals(2, Jar.runWith("[1]", "eval", "--environment", "-", "os_name == \"x\"").exit());
  }

  @Test
  void errorsAreOneJsonObjectTooWithTheirPlace() {
    Jar.Result result = Jar.run("eval", "--json", "--profile", "@debian-12", "os_name = \"x\"");
    assertEquals(2, result.exit());
    JsonObject error = json(result).getAsJsonObject("error");
    assertEquals("syntax", error.get("kind").getAsString());
    assertEquals(8, error.get("offset").getAsInt());
    for (List<String> words :
        List.of(
            List.of("tags", "--json", "pyton"),
            List.of("facts", "--json", "os.idd"),
            List.of("no-such", "--json"),
            List.of("facts", "--json", "--profile", "/no/such/file"),
            List.of("facts", "--json", "--profile", "@no-such"),
            List.of("facts", "--json", "--set", "os.idd=x"),
            List.of("facts", "--json", "--timeout", "soon"))) {
      Jar.Result wrong = Jar.run(words.toArray(new String[0]));
      assertEquals(2, wrong.exit(), wrong.toString());
      assertTrue(json(wrong).has("error"), wrong.toString());
    }
  }

  @Test
  void oneVocabularyIsAListAndAllAreAnObject() {
    assertTrue(
        json(Jar.run("tags", "python", "--json", "--profile", "@debian-12"))
            .get("tags")
            .isJsonArray());
    assertTrue(
        json(Jar.run("tags", "--json", "--profile", "@debian-12"))
            .getAsJsonObject("vocabularies")
            .getAsJsonObject("python")
            .get("tags")
            .isJsonArray());
  }

  @Test
  void declaredFactsAreMarkedAndAnEmptyValueDeclaresAbsence() {
    Jar.Result result =
        Jar.run(
            "facts",
            "--json",
            "--set",
            "cuda.version=12.4",
            "--set",
            "cudnn.version=",
            "cuda.version",
            "cudnn.version",
            "user.site",
            "--set",
            "user.site=a, b");
    JsonObject facts = json(result).getAsJsonObject("facts");
    assertEquals("12.4", facts.getAsJsonObject("cuda.version").get("value").getAsString());
    assertEquals("DECLARED", facts.getAsJsonObject("cuda.version").get("origin").getAsString());
    assertEquals("absent", facts.getAsJsonObject("cudnn.version").get("state").getAsString());
    assertEquals(2, facts.getAsJsonObject("user.site").getAsJsonArray("value").size());
    assertEquals(
        0,
        Jar.run("eval", "--set", "user.features=infiniband,rdma", "\"rdma\" in user_features")
            .exit());
  }

  @Test
  void versionsAreComparedInTheSchemeThatIsNamed() {
    assertEquals("<\n", Jar.run("version", "compare", "1.0rc1", "1.0").output());
    assertEquals(
        ">\n", Jar.run("version", "compare", "--scheme", "debian", "1.0", "1.0~rc1").output());
    assertEquals(0, Jar.run("version", "satisfies", "1.5", "~=1.4").exit());
    assertEquals(1, Jar.run("version", "satisfies", "not a version", ">=1").exit());
    assertEquals(2, Jar.run("version", "satisfies", "1.5", "~=1").exit());
  }

  @Test
  void aBatchAnswersInOrderWhateverItIsAsked() {
    String requests =
        """
        {"id": 1, "args": ["eval", "--json", "--profile", "@debian-12", "os_id == \\"debian\\""]}
        not json
        {"id": "two", "args": ["batch"]}
        {"id": 3, "args": ["eval", "--environment", "-", "os_name == \\"x\\""], "stdin": "{\\"os_name\\": \\"x\\"}"}
        {"refresh": true}
        {"id": [4], "args": ["no-such"]}
        {"args": "eval"}
        """;
    Jar.Result result = Jar.runWith(requests, "batch");
    assertEquals(0, result.exit(), result.toString());
    List<JsonObject> answers = new ArrayList<>();
    result
        .output()
        .lines()
        .forEach(line -> answers.add(JsonParser.parseString(line).getAsJsonObject()));
    assertEquals(7, answers.size(), result.output());
    List<String> told = new ArrayList<>();
    answers.forEach(answer -> told.add(answer.get("id") + " " + answer.get("exit")));
    assertEquals(List.of("1 0", "null 2", "\"two\" 2", "3 0", "null 0", "[4] 2", "null 2"), told);
    assertEquals(
        "TRUE",
        JsonParser.parseString(answers.get(0).get("stdout").getAsString())
            .getAsJsonObject()
            .get("result")
            .getAsString());
  }

  @Test
  void everyCommandHasAHelpPageAndTheProgramAVersion() {
    Jar.Result help = Jar.run("--help");
    assertEquals(0, help.exit());
    assertEquals(
        "probe " + System.getProperty("envprobe.version") + "\n", Jar.run("--version").output());
    for (String command :
        List.of(
            "tags", "facts", "markers", "eval", "lint", "cpu", "scan", "process", "version",
            "record", "batch")) {
      assertTrue(help.output().contains("\n  " + command + " "), command);
      assertTrue(
          Jar.run(command, "--help").output().startsWith("Usage: probe " + command), command);
    }
    assertEquals(2, Jar.run().exit());
  }

  @Test
  void severalMachinesAreOneTableWithOneExitCode() {
    Jar.Result result =
        Jar.runWith(
            "glibc_version >= \"2.28\"\n# a comment\nlibc_name == \"glibc\"\n",
            "eval",
            "--file",
            "-",
            "--profile",
            "@debian-12",
            "--profile",
            "@alpine-3.20");
    assertEquals(1, result.exit());
    assertEquals(
        "@debian-12  @alpine-3.20\n"
            + "TRUE        FALSE         glibc_version >= \"2.28\"\n"
            + "TRUE        FALSE         libc_name == \"glibc\"\n",
        result.output());
  }

  @Test
  void aFactMayBeNamedAloneAndWithItsGroup() {
    Jar.Result both =
        Jar.run("facts", "libc", "libc.version", "--profile", "@debian-12:x86_64", "--json");
    assertEquals(0, both.exit(), both.toString());
    assertEquals(2, Jar.run("facts", "libc.versio").exit());
  }
}
