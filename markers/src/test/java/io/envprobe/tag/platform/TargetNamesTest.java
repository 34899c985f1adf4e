package io.envprobe.tag.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.version.SyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetNamesTest {
  private static JuliaPlatform julia(String triplet) {
    return JuliaTriplet.parse(triplet, true);
  }

  @Test
  void aTagThatOnlyOneSideHasMatchesAnything() {
    JuliaPlatform host = julia("x86_64-linux-gnu-cxx11-libstdcxx30");
    assertTrue(julia("x86_64-linux-gnu-libgfortran5").isTakenBy(host, true, true));
    assertFalse(julia("x86_64-linux-musl").isTakenBy(host, true, true));
  }

  @Test
  void aLibraryOfTheHostIsAnUpperBound() {
    JuliaPlatform host = julia("x86_64-linux-gnu-libstdcxx30");
    assertTrue(julia("x86_64-linux-gnu-libstdcxx26").isTakenBy(host, true, false));
    assertFalse(julia("x86_64-linux-gnu-libstdcxx31").isTakenBy(host, true, false));
    assertFalse(julia("x86_64-linux-gnu-libstdcxx26").isTakenBy(host, false, false));
  }

  @Test
  void aDriverTakesOlderMinorVersionsOfItsMajorVersionOfCuda() {
    assertTrue(JuliaPlatform.takesCuda("12.4", "12.0"));
    assertFalse(JuliaPlatform.takesCuda("12.4", "12.9"));
    assertFalse(JuliaPlatform.takesCuda("12.4", "11.8"));
    assertFalse(JuliaPlatform.takesCuda("none", "12.0"));
  }

  @Test
  void thePlainArtifactCanWinAgainstTheOneForCuda() {
    assertEquals(
        Optional.of("x86_64-linux-gnu-libgfortran5-cxx11"),
        julia("x86_64-linux-gnu-libgfortran5-cxx11-cuda+12.4")
            .select(
                List.of(
                    julia("x86_64-linux-gnu-cuda+12.0"),
                    julia("x86_64-linux-gnu-libgfortran5-cxx11")),
                true,
                true)
            .map(JuliaPlatform::triplet));
  }

  @Test
  void onlySupportedPlatformsAreReadStrictly() {
    assertThrows(SyntaxException.class, () -> julia("aarch64-linux-gnueabihf"));
    assertEquals(
        "aarch64-linux-gnueabihf", JuliaTriplet.parse("aarch64-linux-gnueabihf", false).triplet());
    assertThrows(
        IllegalArgumentException.class,
        () -> JuliaPlatform.of("x86_64", "linux", Map.of("march", "a+b")));
  }

  @Test
  void theGreatestSetOfInstructionsIsNamed() {
    assertEquals(Optional.of("x86_64"), JuliaPlatform.march("amd64", Set.of("pni"), ""));
    assertEquals(Optional.of("armv8_0"), JuliaPlatform.march("aarch64", Set.of("asimd"), "8.0"));
    assertEquals(Optional.empty(), JuliaPlatform.march("s390x", Set.of(), ""));
  }

  @Test
  void aLibrarysVersionIsTakenFromItsFileName() {
    assertEquals(
        new JuliaTriplet.Library("libgfortran", Optional.of("5.0.0")),
        JuliaTriplet.library("/usr/lib/libgfortran.so.5", "linux"));
    assertThrows(SyntaxException.class, () -> JuliaTriplet.library("libc.so.6a", "linux"));
  }

  @Test
  void damagedNamesOfPlatformsAreReadOrRefused() {
    Random random = new Random(1910);
    String sound = "armv7l-unknown-linux-gnueabihf-libgfortran5-cxx11-libstdcxx30-march+avx2";
    int read = 0;
    for (int i = Integer.getInteger("envprobe.fuzz", 3000); i > 0; i--) {
      StringBuilder text = new StringBuilder(sound);
      for (int change = random.nextInt(3); change >= 0; change--) {
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.deleteCharAt(at);
        } else {
          text.insert(at, "-+.9l".charAt(random.nextInt(5)));
        }
      }
      try {
        JuliaTriplet.parse(text.toString(), random.nextBoolean()).triplet();
        read++;
      } catch (SyntaxException e) {
        assertEquals(text.length(), e.input().length());
      }
    }
    assertTrue(read > 0);
    assertThrows(
        SyntaxException.class, () -> JuliaTriplet.parse("x86_64" + "-a".repeat(100_000), false));
  }

  @Test
  void rustAndGoNameTheirTargets() {
    RustTarget musl = RustTarget.find("armv7-unknown-linux-musleabihf").orElseThrow();
    assertEquals("musl", musl.env());
    assertEquals("eabihf", musl.abi());
    assertEquals(32, musl.pointerWidth());
    assertTrue(
        RustTarget.cpuFeatures("x86_64", "haswell")
            .orElseThrow()
            .containsAll(List.of("avx2", "fma")));
    assertEquals(Optional.empty(), RustTarget.find("x86_64-linux"));
    assertTrue(GoTarget.find("linux", "riscv64").isPresent());
    assertTrue(GoTarget.find("darwin", "386").isEmpty());
    assertTrue(GoTarget.levelFeatures("v3").orElseThrow().contains("avx2"));
  }

  @Test
  void javaLibrariesNameOneMachineInManyWays() {
    JvmNativeKeys alpine = new JvmNativeKeys("Linux", "amd64", true);
    assertEquals("linux-x86_64", alpine.javaCpp());
    assertEquals("linux-x86-64", alpine.jna(true));
    assertEquals("Linux-Musl/x86_64", alpine.sqlite());
    assertEquals(Optional.of("librocksdbjni-linux64-musl.so"), alpine.rocksDb());
    JvmNativeKeys mac = new JvmNativeKeys("Mac OS X", "aarch64", false);
    assertEquals("osx", mac.nettyOs());
    assertEquals("aarch_64", mac.nettyArch());
    assertEquals("Mac/arm64", mac.jansi());
    assertEquals(Optional.of("librocksdbjni-osx-arm64.jnilib"), mac.rocksDb());
  }

  @Test
  void theFileOfAnotherLoaderMisleadsOneOfThem() {
    JvmNativeKeys debian = new JvmNativeKeys("Linux", "amd64", false);
    assertEquals("Linux/x86_64-musl", debian.snappy(true));
    assertEquals("Linux/x86_64", debian.snappy(false));
    assertEquals(Optional.empty(), new JvmNativeKeys("Linux", "s390x", false).onnxRuntime());
  }
}
