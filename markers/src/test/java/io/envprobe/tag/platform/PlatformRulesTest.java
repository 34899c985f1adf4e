package io.envprobe.tag.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.version.SyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlatformRulesTest {
  @Test
  void anImageForAnOlderLevelRunsAndOneForANewerDoesNot() {
    OciPlatform host = OciPlatform.parse("linux/amd64/v3");
    assertTrue(OciMatching.matches(host, OciPlatform.parse("linux/x86_64")));
    assertFalse(OciMatching.matches(host, OciPlatform.parse("linux/amd64/v4")));
    assertEquals(
        "linux/amd64/v2",
        OciMatching.select(
                host, List.of(OciPlatform.parse("linux/386"), OciPlatform.parse("linux/amd64/v2")))
            .get(0)
            .format());
  }

  @Test
  void anArm64VariantThatContainerdDoesNotKnowMatchesNothing() {
    assertEquals(List.of(), OciMatching.candidates(OciPlatform.parse("linux/arm64/v8.10")));
  }

  @Test
  void windowsServer2025RunsContainersOf2022ButNotOf2019() {
    assertTrue(OciMatching.windowsRuns("10.0.26100", "10.0.20348"));
    assertFalse(OciMatching.windowsRuns("10.0.26100", "10.0.17763"));
  }

  @Test
  void npmInstallsNothingThatWantsALibcWhereItIsNotKnown() {
    NpmPlatform unknown = new NpmPlatform("linux", "x64", Optional.empty());
    assertFalse(unknown.accepts(Optional.empty(), Optional.empty(), Optional.of(List.of("!musl"))));
    assertTrue(unknown.accepts(Optional.of(List.of("!win32")), Optional.empty(), Optional.empty()));
  }

  @Test
  void condaClientsDifferOnMusl() {
    CondaHost musl =
        new CondaHost(
            "linux-64",
            Optional.of("zen3"),
            Optional.of("x86_64_v3"),
            Optional.of("6.6.0"),
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    String conda =
        CondaVirtualPackages.of(musl, "linux-64", Map.of(), CondaDialect.CONDA).toString();
    String mamba =
        CondaVirtualPackages.of(musl, "linux-64", Map.of(), CondaDialect.MAMBA).toString();
    assertTrue(conda.contains("__glibc=2.5=0"), conda);
    assertFalse(mamba.contains("__glibc"), mamba);
    assertTrue(mamba.contains("__archspec=1=x86_64_v3"), mamba);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            CondaVirtualPackages.of(
                musl,
                "linux-64",
                Map.of("CONDA_OVERRIDE_ARCHSPEC", "x86-64-v3"),
                CondaDialect.RATTLER));
  }

  @Test
  void aNewerNameSatisfiesNoLevelOfCondaForgeThoughTheMachineHasIt() {
    assertEquals(List.of(), CondaLevels.installable("alderlake"));
    assertEquals(3, CondaLevels.byAncestry("alderlake"));
  }

  @Test
  void debianNamesAndWildcards() {
    DebianArchitecture armhf = DebianArchitecture.find("armhf").orElseThrow();
    assertEquals("arm-linux-gnueabihf", armhf.multiarch());
    assertTrue(armhf.is("any-arm"));
    assertFalse(armhf.is("musl-any-any"));
    assertEquals(
        "musl-linux-arm64",
        DebianArchitecture.findGnu("aarch64-unknown-linux-musl").orElseThrow().name());
    assertEquals(Optional.empty(), DebianArchitecture.find("vax"));
  }

  @Test
  void osMavenPluginFailsOnArm64() {
    Map<String, String> properties =
        Map.of("os.name", "Linux", "os.arch", "arm64", "os.version", "6.1");
    assertEquals(
        Optional.empty(),
        MavenDetection.detect(properties, Optional.empty(), Optional.empty(), List.of()));
  }

  @Test
  void anExpiredFeatureIsLeftOut() {
    NfdLocalFeatures read =
        NfdLocalFeatures.parse(
            "# +expiry-time=2020-01-01T00:00:00Z\na=1\n", Instant.parse("2026-01-01T00:00:00Z"));
    assertEquals(Map.of(), read.features());
  }

  @Test
  void anyTextIsAnOciPlatformOrASyntaxError() {
    Random random = new Random(7);
    String letters = "linuxarm64/()+%.-_*2F8v é";
    long inputs = Long.getLong("envprobe.fuzz", 50_000);
    for (long i = 0; i < inputs; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(16); n > 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      String specifier = text.toString();
      try {
        OciPlatform platform = OciPlatform.parse(specifier);
        assertEquals(
            platform.normalized().formatAll(),
            OciPlatform.parse(platform.formatAll()).normalized().formatAll());
        OciMatching.candidates(platform);
      } catch (SyntaxException e) {
        assertTrue(e.offset() <= specifier.length(), specifier);
      }
    }
  }
}
