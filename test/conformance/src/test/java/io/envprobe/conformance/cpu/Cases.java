package io.envprobe.conformance.cpu;

import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.target.CpuExamination;
import io.envprobe.target.CpuInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What the cases about processors have in common. */
final class Cases {
  private static final int SHOWN = 20;

  private final List<String> failures = new ArrayList<>();
  private int count;

  /** Compares one value of a case. */
  void same(String what, Object expected, Object actual) {
    count++;
    if (!expected.equals(actual)) {
      failures.add(what + ": expected " + expected + ", got " + actual);
    }
  }

  /** Fails with the first of all differences. */
  void finish() {
    if (count == 0) {
      fail("no case was compared");
    }
    if (!failures.isEmpty()) {
      fail(
          failures.size()
              + " of "
              + count
              + " differ:\n"
              + String.join("\n", failures.subList(0, Math.min(SHOWN, failures.size()))));
    }
  }

  /** Examines the raw text of a case of targets.json or of the mutated ones. */
  static Profile examined(JsonObject oneCase) {
    String system = oneCase.get("os").getAsString();
    return profile(
        oneCase.get("platform_machine").getAsString(),
        system,
        switch (system) {
          case "darwin" -> CpuInput.of(CpuInput.Kind.SYSCTL, "sysctl", raw(oneCase));
          case "windows" -> CpuInput.of(CpuInput.Kind.CPUID, "cpuid", raw(oneCase));
          default -> CpuInput.of(CpuInput.Kind.CPUINFO, "cpuinfo", raw(oneCase));
        });
  }

  static Profile profile(String architecture, String system, CpuInput input) {
    CpuExamination examination = CpuExamination.of(architecture, system, List.of(input));
    return new Profile(examination.facts(), examination.findings(), Map.of());
  }

  private static String raw(JsonObject oneCase) {
    return oneCase.has("raw")
        ? oneCase.get("raw").getAsString()
        : new String(
            Base64.getDecoder().decode(oneCase.get("raw_base64").getAsString()),
            StandardCharsets.UTF_8);
  }

  /** The value of a fact as text; why there is none otherwise. */
  static <T> String value(Profile profile, FactKey<T> key) {
    Fact<T> fact = profile.fact(key);
    return fact.reading()
        .fold(
            present -> present.value().toString(),
            absent -> "absent",
            (Reading.Unknown<T> unknown) -> "unknown: " + unknown.detail());
  }

  /** A member as text; empty where it is null or missing. */
  static String text(JsonObject oneCase, String name) {
    JsonElement element = oneCase.get(name);
    return element == null || element.isJsonNull() ? "" : element.getAsString();
  }
}
