package io.envprobe.libs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.audit.PlatformPolicies;
import org.junit.jupiter.api.Test;

/** The table of platforms is sound. */
class PlatformsTest {
  @Test
  void everyLineGrowsWithItsPlatforms() {
    PlatformPolicies policies = Platforms.manylinux();
    assertEquals("2.17", policies.lowest().get("aarch64"));
    for (PlatformPolicies.Line line : policies.versions()) {
      assertTrue(policies.lowest().containsKey(line.architecture()), line.architecture());
      for (int i = 1; i < line.steps().size(); i++) {
        PlatformPolicies.Step before = line.steps().get(i - 1);
        PlatformPolicies.Step after = line.steps().get(i);
        assertTrue(minor(before.platform()) < minor(after.platform()), line.toString());
      }
    }
  }

  private static int minor(String platform) {
    return Integer.parseInt(platform.substring(platform.indexOf('.') + 1));
  }
}
