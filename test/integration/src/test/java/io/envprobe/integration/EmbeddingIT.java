package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Other programs embed the modules; nothing but those modules is on their paths here. */
final class EmbeddingIT {
  private static String modules() {
    List<String> jars = new ArrayList<>();
    for (String module :
        List.of("probe-core", "binaries", "probe-cpu", "probe-libs", "markers", "samples")) {
      Path jar =
          Jar.ROOT.resolve(
              module + "/target/" + module + "-" + System.getProperty("envprobe.version") + ".jar");
      jars.add(jar.toString());
    }
    return String.join(File.pathSeparator, jars);
  }

  private static Jar.Result java(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Jar.java()));
    command.addAll(List.of(arguments));
    return Jar.start(command, "", Map.of(), Jar.ROOT);
  }

  @Test
  void onTheClassPathWithoutAnyThirdPartyJar() {
    Jar.Result result = java("-cp", modules(), "io.envprobe.samples.PrintTags");
    assertEquals(0, result.exit(), result.toString());
    assertEquals("", result.error());
    assertTrue(
        result.output().lines().findFirst().orElse("").matches("(linux|macosx|win).*"),
        result.toString());
  }

  @Test
  void onTheModulePathWithoutAnyThirdPartyJar() {
    Jar.Result result =
        java(
            "-p",
            modules(),
            "--add-modules",
            "io.envprobe.cpu,io.envprobe.libs",
            "-m",
            "io.envprobe.samples/io.envprobe.samples.PrintTags");
    assertEquals(0, result.exit(), result.toString());
    assertEquals("", result.error());
    assertEquals(java("-cp", modules(), "io.envprobe.samples.PrintTags").output(), result.output());
  }
}
