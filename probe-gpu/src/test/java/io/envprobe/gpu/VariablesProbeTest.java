package io.envprobe.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VariablesProbeTest {
  @TempDir Path root;

  @Test
  void anOverrideOfAnotherToolIsDeclaredAndChangesNoFact() {
    Profile profile =
        Machine.in(root)
            .variable("CONDA_OVERRIDE_CUDA", "12.4")
            .profile(GpuFacts.GPU_OVERRIDES, GpuFacts.GPU_VARIABLES);
    assertEquals(Origin.DECLARED, profile.fact(GpuFacts.GPU_OVERRIDES).origin());
    List<FactRecord> overrides = profile.reading(GpuFacts.GPU_OVERRIDES).asOptional().orElseThrow();
    assertEquals(1, overrides.size());
    assertEquals("12.4", overrides.get(0).text("value").orElse(""));
    String fact = overrides.get(0).text("fact").orElse("");
    assertTrue(FactCatalogue.named(fact).isPresent(), fact);
    assertEquals(List.of(), profile.reading(GpuFacts.GPU_VARIABLES).asOptional().orElseThrow());
  }

  @Test
  void anEmptyVariableIsSet() {
    Profile profile =
        Machine.in(root).variable("CUDA_VISIBLE_DEVICES", "").profile(GpuFacts.GPU_VARIABLES);
    FactRecord variable = profile.reading(GpuFacts.GPU_VARIABLES).asOptional().orElseThrow().get(0);
    assertEquals("", variable.text("value").orElse("not set"));
    assertTrue(variable.text("effect").orElse("").contains("none"));
  }
}
