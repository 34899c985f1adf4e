package io.envprobe.conformance.tag;

import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.tag.platform.CondaLevels;
import io.envprobe.target.Targets;
import io.envprobe.testkit.Conformance;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicroarchitectureConformanceTest {
  @Test
  void levelsOfCondaForgeAndTheOrderOfArchspec() {
    Failures failures = new Failures();
    for (JsonObject row : Conformance.cases("eco/microarch_levels.json")) {
      switch (Json.text(row, "kind")) {
        case "microarch_level" -> {
          String name = Json.text(row, "archspec");
          List<Integer> levels = CondaLevels.installable(name);
          failures.check(
              name, Json.integers(row.get("levels_satisfied_by_conda_forge_regex")), levels);
          if (row.has("level_by_archspec_ancestry")) {
            failures.check(
                name + " by ancestry",
                row.get("level_by_archspec_ancestry").getAsInt(),
                CondaLevels.byAncestry(name));
          }
        }
        case "archspec_compatible" ->
            failures.check(
                row.toString(),
                row.get("result").getAsBoolean(),
                Targets.order().isAtLeast(Json.text(row, "host"), Json.text(row, "required")));
        default -> {
          String pattern = Json.text(row, "build_regex");
          for (String name : Targets.order().names()) {
            failures.check(
                name + " at level " + row.get("level"),
                name.matches(pattern),
                CondaLevels.installable(name).contains(row.get("level").getAsInt()));
          }
        }
      }
    }
    failures.report();
  }
}
