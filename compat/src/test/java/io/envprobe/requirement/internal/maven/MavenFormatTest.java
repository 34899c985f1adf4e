package io.envprobe.requirement.internal.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.artifact.MemoryInputs;
import io.envprobe.artifact.Zips;
import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Engine;
import io.envprobe.engine.Machines;
import io.envprobe.engine.Verdict;
import io.envprobe.fact.Baseline;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MavenFormatTest {
  private static final Profile DEBIAN = Machines.debian12();

  private static Profile machine(String name) {
    return Baseline.named(name).orElseThrow();
  }

  private static List<Candidate> read(String... names) throws RequirementException {
    List<Candidate> candidates = new ArrayList<>();
    for (String name : names) {
      candidates.addAll(RequirementFormats.read(Source.of(name, new MemoryInputs())));
    }
    return candidates;
  }

  private static Verdict check(String name, Profile profile) throws RequirementException {
    return Engine.check(read(name).get(0).requirement(), profile);
  }

  @ParameterizedTest
  @CsvSource({
    "io.netty:netty-tcnative:2.0.65.Final:linux-x86_64,COMPATIBLE,UNDETERMINED",
    "io.netty:netty-tcnative:2.0.65.Final:linux-x86_64-fedora,UNDETERMINED,UNDETERMINED",
    "io.netty:netty-tcnative:2.0.65.Final:linux-aarch_64,INCOMPATIBLE,INCOMPATIBLE",
    "org.bytedeco:openblas:jar:linux-x86_64:0.3.30-1.5.12,COMPATIBLE,UNDETERMINED",
    "org.bytedeco:openblas:jar:macosx-arm64:0.3.30-1.5.12,INCOMPATIBLE,INCOMPATIBLE",
    "org.lwjgl:lwjgl-opengl:3.3.4:natives-linux,COMPATIBLE,UNDETERMINED",
    "org.lwjgl:lwjgl:3.3.4:natives-linux-arm64,INCOMPATIBLE,INCOMPATIBLE",
    "org.openjfx:javafx-graphics:21:linux-aarch64,INCOMPATIBLE,INCOMPATIBLE",
    "duckdb_jdbc-1.4.2.0-linux_amd64.jar,COMPATIBLE,INCOMPATIBLE",
    "duckdb_jdbc-1.4.2.0-linux_amd64_musl.jar,INCOMPATIBLE,COMPATIBLE",
    "rocksdbjni-10.4.2-linux64-musl.jar,INCOMPATIBLE,COMPATIBLE",
    "com.google.protobuf:protoc:exe:windows-x86_64:4.29,INCOMPATIBLE,INCOMPATIBLE",
    "com.google.code.gson:gson:2.11.0,COMPATIBLE,COMPATIBLE",
    "com.google.code.gson:gson:2.11.0:sources,COMPATIBLE,COMPATIBLE",
    "com.example:own:1.0:linux-x86_64-frob,UNDETERMINED,UNDETERMINED"
  })
  void tellsForWhichMachineAClassifierIs(String name, Compatibility glibc, Compatibility musl)
      throws RequirementException {
    assertEquals(glibc, check(name, DEBIAN).compatibility(), "Debian 12");
    assertEquals(musl, check(name, machine("alpine-3.20:x86_64")).compatibility(), "Alpine");
  }

  @Test
  void theBuildOfTcnativeForFedoraIsForFedoraAndItsKin() throws RequirementException {
    String name = "io.netty:netty-tcnative:2.0.65.Final:linux-x86_64-fedora";
    Profile fedora = DEBIAN.with(Machines.fact(OsFacts.OS_ID, "fedora"));
    Profile rhel =
        DEBIAN
            .with(Machines.fact(OsFacts.OS_ID, "rhel"))
            .with(Machines.fact(OsFacts.OS_ID_LIKE, List.of("fedora")));
    assertEquals(Compatibility.COMPATIBLE, check(name, fedora).compatibility());
    assertEquals(Compatibility.COMPATIBLE, check(name, rhel).compatibility());
  }

  @Test
  void aBuildForCudaRunsOnDriversForItsMajorReleaseOrNewerOnes() throws RequirementException {
    String name = "ai.djl.pytorch:pytorch-native-cu124:2.5.1:linux-x86_64";
    for (String version : List.of("12.2", "12.10", "13.0")) {
      Profile driver = DEBIAN.with(Machines.fact(CudaFacts.CUDA_VERSION, version));
      assertEquals(Compatibility.COMPATIBLE, check(name, driver).compatibility(), version);
    }
    Profile old = DEBIAN.with(Machines.fact(CudaFacts.CUDA_VERSION, "11.8"));
    assertEquals(Compatibility.INCOMPATIBLE, check(name, old).compatibility());
    assertEquals(Compatibility.UNDETERMINED, check(name, DEBIAN).compatibility());
  }

  @Test
  void selectPrefersTheBuildThatMakesMostOfTheMachine() throws RequirementException {
    List<Candidate> builds =
        read(
            "org.bytedeco:openblas:0.3.30-1.5.12:linux-x86_64",
            "org.bytedeco:openblas:0.3.30-1.5.12:linux-x86_64-avx512",
            "org.bytedeco:openblas:0.3.30-1.5.12:linux-x86_64-avx2",
            "org.bytedeco:openblas:0.3.30-1.5.12:linux-x86_64-gpu",
            "org.bytedeco:openblas:0.3.30-1.5.12:windows-x86_64-avx2");
    Profile level3 = DEBIAN.with(Machines.fact(CudaFacts.CUDA_VERSION, "12.4"));
    assertEquals(
        List.of("linux-x86_64-gpu", "linux-x86_64-avx2", "linux-x86_64"),
        Engine.select(builds, level3).ranked().stream()
            .filter(one -> one.compatibility() == Compatibility.COMPATIBLE)
            .map(one -> one.candidate().name().substring(36))
            .toList());
  }

  @Test
  void aReasonStandsAtTheWordThatFails() throws RequirementException {
    String name = "io.netty:netty-tcnative:2.0.65.Final:osx-aarch_64";
    Verdict verdict = check(name, DEBIAN);
    assertEquals(2, verdict.reasons().size(), verdict.reasons().toString());
    assertEquals(name.indexOf("osx"), verdict.reasons().get(0).span().offset());
    assertEquals(3, verdict.reasons().get(0).span().length());
    assertEquals("a build for linux", verdict.reasons().get(0).answer().remedy());
  }

  @Test
  void brokenCoordinatesAreRefusedAtTheirPlace() {
    RequirementException error =
        assertThrows(RequirementException.class, () -> read("com.example::1.0"));
    assertEquals(12, error.span().offset());
    assertTrue(error.render().contains("1:13"), error.render());
  }

  @Test
  void aJarThatIsNoArchiveIsRefused() {
    MemoryInputs inputs =
        new MemoryInputs()
            .file("own-1.0-linux-x86_64.jar", "no zip".getBytes(StandardCharsets.UTF_8));
    assertThrows(
        RequirementException.class,
        () -> RequirementFormats.read(Source.of("own-1.0-linux-x86_64.jar", inputs)));
  }

  @Test
  void aJarWithoutNativeFilesAsksWhatItsClassifierAsks() throws RequirementException {
    byte[] jar = Zips.of(Map.of("a/B.class", new byte[] {1, 2}));
    MemoryInputs inputs = new MemoryInputs().file("own-1.0-osx.jar", jar).file("own-1.0.jar", jar);
    Source plain = Source.of("own-1.0.jar", inputs);
    Source mac = Source.of("own-1.0-osx.jar", inputs);
    assertEquals(
        Compatibility.COMPATIBLE,
        Engine.check(RequirementFormats.read(plain).get(0).requirement(), DEBIAN).compatibility());
    assertEquals(
        Compatibility.INCOMPATIBLE,
        Engine.check(RequirementFormats.read(mac).get(0).requirement(), DEBIAN).compatibility());
  }
}
