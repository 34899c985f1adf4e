package io.envprobe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Baseline;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Profile;
import io.envprobe.version.SyntaxException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NativeBuildsTest {
  private static final Profile DEBIAN = Machines.debian12();
  private static final Profile ALPINE = Baseline.named("alpine-3.20").orElseThrow();
  private static final Profile CUDA_12_4 =
      DEBIAN.with(Machines.fact(CudaFacts.CUDA_VERSION, "12.4"));

  private static Optional<String> chosen(Profile machine, String... names) {
    return NativeBuilds.select(machine, names).chosen();
  }

  @Test
  void theWordsOfEveryLibraryAreUnderstood() {
    for (List<String> here :
        List.of(
            List.of(
                "openblas-0.3.28-1.5.11-linux-x86_64.jar",
                "openblas-0.3.28-1.5.11-macosx-arm64.jar"),
            List.of(
                "io.netty:netty-transport-native-epoll:4.1.118.Final:linux-x86_64",
                "io.netty:netty-transport-native-epoll:4.1.118.Final:linux-aarch_64"),
            List.of(
                "pytorch-native-cpu-2.5.1-linux-x86_64.jar",
                "pytorch-native-cpu-2.5.1-win-x86_64.jar"),
            List.of("lwjgl-3.3.6-natives-linux.jar", "lwjgl-3.3.6-natives-linux-arm64.jar"),
            List.of("javafx-graphics-21.0.5-linux.jar", "javafx-graphics-21.0.5-mac-aarch64.jar"),
            List.of(
                "duckdb_jdbc-1.4.2.0-linux_amd64.jar", "duckdb_jdbc-1.4.2.0-linux_amd64_musl.jar"),
            List.of("linux-x64", "win-x64"))) {
      assertEquals(
          Optional.of(here.get(0)), chosen(DEBIAN, here.get(1), here.get(0)), here.toString());
    }
  }

  @Test
  void theHighestLevelThatRunsIsChosen() {
    String[] builds = {"linux-x86_64", "linux-x86_64-avx2", "linux-x86_64-avx512"};
    assertEquals(Optional.of("linux-x86_64-avx2"), chosen(DEBIAN, builds));
    assertEquals(
        Optional.of("linux-x86_64-avx512"),
        chosen(DEBIAN.with(Machines.fact(CpuFacts.CPU_LEVEL, 4L)), builds));
  }

  @Test
  void cudaIsPreferredWhereItIsAndNotTakenWhereItIsNotKnown() {
    String[] builds = {
      "onnxruntime-1.5.11-linux-x86_64.jar", "onnxruntime-1.5.11-linux-x86_64-gpu.jar"
    };
    assertEquals(Optional.of(builds[1]), chosen(CUDA_12_4, builds));
    NativeChoice unknown = NativeBuilds.select(DEBIAN, builds);
    assertEquals(Optional.of(builds[0]), unknown.chosen());
    assertEquals(List.of(builds[1]), unknown.undetermined());
  }

  @Test
  void onMuslABuildThatNamesNoLibraryIsNotKnownToRun() {
    NativeChoice choice = NativeBuilds.select(ALPINE, "linux-x86_64", "osx-x86_64");
    assertEquals(Optional.empty(), choice.chosen());
    assertEquals(List.of("linux-x86_64"), choice.undetermined());
    assertEquals(List.of("osx-x86_64"), choice.rejected());
    assertEquals(
        Optional.of("linux-x86_64-musl"), chosen(ALPINE, "linux-x86_64", "linux-x86_64-musl"));
  }

  @Test
  void whatNamesNoPlatformComesAfterWhatDoes() {
    assertEquals(
        Optional.of("acme-1.0-linux-x86_64.jar"),
        chosen(DEBIAN, "acme-1.0.jar", "acme-1.0-linux-x86_64.jar"));
    assertEquals(
        Optional.of("acme-1.0.jar"), chosen(DEBIAN, "acme-1.0.jar", "acme-1.0-win-x64.jar"));
  }

  @Test
  void ownNamesAreReadByPatternByTheCallerOrByAMarker() {
    NativeBuild pattern = NativeBuild.matching("libacme-{classifier}.so", "libacme-linux-amd64.so");
    NativeBuild read = NativeBuild.of("ACME_L64_FAST", "linux-x86_64-avx512");
    NativeBuild marked =
        NativeBuild.plain("acme-new")
            .requires("glibc_version >= \"2.38\" and cpu_arch == \"x86_64\"");
    NativeChoice choice = NativeBuilds.select(DEBIAN, List.of(marked, read, pattern));
    assertEquals(Optional.of("libacme-linux-amd64.so"), choice.chosen());
    assertEquals(List.of("acme-new", "ACME_L64_FAST"), choice.rejected());
  }

  @Test
  void theExplanationHasALineForEachBuildWithItsReason() {
    NativeChoice choice =
        NativeBuilds.select(
            DEBIAN, "osx-x86_64", "linux-x86_64", "linux-x86_64-avx2", "linux-x86_64-gpu");
    List<String> lines = choice.explanation();
    assertEquals(4, lines.size(), lines.toString());
    assertEquals("linux-x86_64-avx2: chosen", lines.get(0));
    assertTrue(lines.get(1).startsWith("linux-x86_64: would run, but level"), lines.toString());
    assertTrue(
        lines.get(2).startsWith("linux-x86_64-gpu: not known whether it runs: cuda.version"),
        lines.toString());
    assertTrue(
        lines.get(3).startsWith("osx-x86_64: does not run: it is for osx"), lines.toString());
    assertEquals(
        List.of("there is nothing to choose from"),
        NativeBuilds.select(DEBIAN, List.of()).explanation());
  }

  @Test
  void aNameThatCannotBeMeantIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> NativeBuild.of("g:a::linux-x86_64"));
    assertThrows(IllegalArgumentException.class, () -> NativeBuild.matching("lib.so", "lib.so"));
    assertThrows(
        IllegalArgumentException.class, () -> NativeBuild.matching("a-{classifier}.so", "b-x.so"));
    assertThrows(SyntaxException.class, () -> NativeBuild.plain("x").requires("glibc_version >="));
  }
}
