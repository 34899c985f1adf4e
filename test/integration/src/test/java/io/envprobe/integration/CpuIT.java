package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The processor in depth, of this machine and of others by their raw texts. */
final class CpuIT {
  /** A Neoverse N1 with the features of Graviton 2. */
  private static final String GRAVITON2 =
      """
      processor\t: 0
      BogoMIPS\t: 243.75
      Features\t: fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm lrcpc dcpop asimddp ssbs
      CPU implementer\t: 0x41
      CPU architecture: 8
      CPU variant\t: 0x3
      CPU part\t: 0xd0c
      CPU revision\t: 1

      """;

  /** Leaves 0 and 1 of a Nehalem, and long mode. */
  private static final String NEHALEM =
      """
      0, 0, 11, 1970169159, 1818588270, 1231384169
      1, 0, 67237, 1050624, 10281981, 3220961279
      2147483648, 0, 2147483656, 0, 0, 0
      2147483649, 0, 0, 0, 1, 672139264
      """;

  private static JsonObject json(Jar.Result result) {
    return JsonParser.parseString(result.output()).getAsJsonObject();
  }

  private static String value(JsonObject answer, String key) {
    JsonObject fact = answer.getAsJsonObject("facts").getAsJsonObject(key);
    assertEquals("present", fact.get("state").getAsString(), key + " " + fact);
    return fact.get("value").getAsString();
  }

  @Test
  void thisMachineHasAPageAndTheFactsOfTheSubject() {
    Jar.Result page = Jar.run("cpu");
    assertEquals(0, page.exit(), page.toString());
    for (String line : List.of("\n  silicon ", "\n  target ", "\n  archspec ")) {
      assertTrue(page.output().contains(line), page.output());
    }
    JsonObject answer = json(Jar.run("cpu", "--json"));
    List<String> expected = new ArrayList<>();
    for (JsonElement fact :
        json(Jar.run("facts", "--json", "cpu")).get("facts").getAsJsonObject().asMap().values()) {
      expected.add(fact.toString());
    }
    List<String> found = new ArrayList<>();
    answer.getAsJsonObject("facts").asMap().values().forEach(fact -> found.add(fact.toString()));
    assertEquals(expected, found);
    assertTrue(answer.get("findings").isJsonArray());
  }

  @Test
  void aRawTextOfAnotherMachineIsExaminedHere() {
    Jar.Result result =
        Jar.runWith(
            GRAVITON2, "cpu", "--json", "--arch", "aarch64", "--os", "linux", "--cpuinfo", "-");
    assertEquals(0, result.exit(), result.toString());
    JsonObject answer = json(result);
    assertEquals("Neoverse-N1", value(answer, "cpu.silicon"));
    assertEquals("neoverse_n1", value(answer, "cpu.target"));
    assertEquals("neoverse_n1", value(answer, "cpu.archspec_compat"));
    assertEquals("8.2", value(answer, "cpu.aarch64_level"));
    JsonArray clusters =
        answer.getAsJsonObject("facts").getAsJsonObject("cpu.clusters").getAsJsonArray("value");
    assertEquals(1, clusters.size());
    String page = Jar.runWith(GRAVITON2, "cpu", "--cpuinfo", "-").output();
    assertTrue(page.startsWith("Neoverse-N1\n"), page);
    assertTrue(page.contains("\n  armv8.2-a  reached\n  armv8.3-a  lacks "), page);
  }

  @Test
  void aDumpOfTheInstructionIsRecognisedByItsContent() {
    Jar.Result result =
        Jar.runWith(
            NEHALEM, "cpu", "--json", "--arch", "x86_64", "--os", "windows", "--cpuid-dump", "-");
    assertEquals(0, result.exit(), result.toString());
    assertEquals("Nehalem", value(json(result), "cpu.silicon"));
    assertEquals("nehalem", value(json(result), "cpu.target"));
    assertEquals("2", value(json(result), "cpu.level"));
  }

  @Test
  void standardInputMayBeAFileOfTheKernel() {
    Path kernel = Path.of("/proc/cpuinfo");
    assumeTrue(Files.isReadable(kernel), "no /proc here");
    String command =
        "'" + Jar.java() + "' -jar '" + Jar.FILE + "' cpu --json --cpuinfo - < " + kernel;
    Jar.Result result = Jar.start(List.of("sh", "-c", command), "", Map.of(), Jar.ROOT);
    assertEquals(0, result.exit(), result.toString());
    assertTrue(json(result).getAsJsonObject("facts").has("cpu.silicon"), result.toString());
  }

  @Test
  void aTextThatTellsNothingIsAnInputError() {
    for (String option : List.of("--cpuinfo", "--cpuid-dump", "--sysctl")) {
      Jar.Result result = Jar.runWith("root:x:0:0:root\n", "cpu", "--json", option, "-");
      assertEquals(2, result.exit(), result.toString());
      assertEquals(
          "input", json(result).getAsJsonObject("error").get("kind").getAsString(), option);
    }
    assertEquals(2, Jar.run("cpu", "--cpuinfo", "/no/such/file").exit());
    assertEquals(2, Jar.run("cpu", "--arch", "aarch64").exit());
    assertEquals(2, Jar.run("cpu", "--cpuinfo", "-", "--profile", "@debian-12").exit());
  }

  @Test
  void whyNotNamesWhatIsMissingAndWhatToDo() {
    Jar.Result result =
        Jar.runWith(GRAVITON2, "cpu", "--json", "--cpuinfo", "-", "--why-not", "neoverse_v1");
    assertEquals(0, result.exit(), result.toString());
    JsonObject whyNot = json(result).getAsJsonObject("why_not");
    assertEquals("missing", whyNot.get("status").getAsString());
    List<String> features = new ArrayList<>();
    for (JsonElement missing : whyNot.getAsJsonArray("missing")) {
      features.add(missing.getAsJsonObject().get("feature").getAsString());
    }
    assertTrue(features.contains("sve"), features.toString());
    assertEquals(
        1,
        Jar.runWith(GRAVITON2, "cpu", "--strict", "--cpuinfo", "-", "--why-not", "neoverse_v1")
            .exit());
    Jar.Result unknown =
        Jar.runWith(GRAVITON2, "cpu", "--cpuinfo", "-", "--why-not", "neoverse_n11");
    assertEquals(2, unknown.exit());
    assertTrue(unknown.error().contains("did you mean neoverse_n1?"), unknown.error());
  }

  @Test
  void flagsFeaturesAndOrderOfATargetAreToldWithoutAMachine() {
    String[] target = {"cpu", "--no-native", "--target", "haswell"};
    Jar.Result flags = Jar.run(with(target, "--flags", "gcc@12.1"));
    assertEquals("-march=haswell -mtune=haswell\n", flags.output(), flags.toString());
    Jar.Result old = Jar.run(with(target, "--json", "--flags", "gcc@3.4"));
    assertEquals(0, old.exit());
    assertEquals("unsupported", json(old).getAsJsonObject("flags").get("status").getAsString());
    assertEquals(1, Jar.run(with(target, "--strict", "--flags", "gcc@3.4")).exit());
    assertEquals(2, Jar.run(with(target, "--flags", "gcc@new")).exit());
    assertEquals(
        "TRUE\n>\n",
        Jar.run(with(target, "--contains", "avx2", "--compare", "ivybridge")).output());
    assertEquals(2, Jar.run("cpu", "--target", "haswell").exit());
  }

  private static String[] with(String[] words, String... more) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }

  @Test
  void aCrossCheckWithoutOshiSaysSoAndChangesNothing() {
    Jar.Result result = Jar.run("cpu", "--json", "--cross-check");
    assertEquals(0, result.exit(), result.toString());
    JsonObject check = json(result).getAsJsonObject("cross_check");
    assertEquals("OSHI", check.get("detector").getAsString());
    assertEquals("UNSUPPORTED", check.get("cause").getAsString());
    assertEquals(2, Jar.run("cpu", "--cross-check", "--profile", "@debian-12").exit());
  }
}
