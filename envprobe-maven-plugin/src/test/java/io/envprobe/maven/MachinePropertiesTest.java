package io.envprobe.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.envprobe.fact.Baseline;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MachinePropertiesTest {
  private static final Map<String, String> DEBIAN =
      MachineProperties.of(Baseline.named("debian-12").orElseThrow());

  @Test
  void factsKeepTheirNames() {
    assertEquals("2.36", DEBIAN.get("envprobe.libc.version"));
    assertEquals("linux", DEBIAN.get("envprobe.os.name"));
  }

  @Test
  void wordsOfMavenAreThereByTheirLabels() {
    assertEquals("linux-x86_64", DEBIAN.get("envprobe.javacpp.platform"));
    assertEquals("linux-x86_64", DEBIAN.get("envprobe.os.detected.classifier"));
    assertEquals("natives-linux", DEBIAN.get("envprobe.lwjgl"));
  }

  @Test
  void whatIsUnknownOrAbsentIsNoProperty() {
    assertFalse(DEBIAN.containsKey("envprobe.cuda.version"), DEBIAN.toString());
  }
}
