package io.envprobe.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.UnknownCause;
import org.junit.jupiter.api.Test;

/** Which part of a word fails, and which fact decides. */
class ReasonsTest {
  private static final Profile DEBIAN =
      Machines.with(
          Machines.with(Machines.debian12(), CpuFacts.CPU_TARGET, "haswell"),
          LibraryFacts.LIBSTDCXX_GLIBCXX,
          "3.4.30");

  private static void assertOut(String vocabulary, String word, String reason) {
    TagExplanation why = why(vocabulary, DEBIAN, word);
    assertEquals(TagExplanation.Ruling.OUT + " " + reason, why.ruling() + " " + why.reason());
  }

  private static TagExplanation why(String vocabulary, Profile profile, String word) {
    return StandardVocabularies.find(vocabulary).orElseThrow().why(profile, TagOptions.NONE, word);
  }

  @Test
  void aVirtualPackageFailsByItsVersionItsBuildOrItsAbsence() {
    assertOut("conda", "__glibc=2.39=0", "its version is 2.36 and not 2.39: libc.version is 2.36");
    assertOut("conda", "__glibc>=2.39", "its version is 2.36 and not >=2.39: libc.version is 2.36");
    assertOut(
        "conda", "__archspec=1=zen4", "its build is haswell and not zen4: cpu.target is haswell");
    assertOut("conda", "__osx=14.5=0", "there is no __osx here: os.name is linux");
    assertOut("conda", "__musl", "no client has a virtual package __musl");
    assertEquals(TagExplanation.Ruling.IN, why("conda", DEBIAN, "__glibc >=2.17,<3").ruling());
    assertEquals(TagExplanation.Ruling.UNKNOWN, why("conda", DEBIAN, "__cuda=12.4=0").ruling());
  }

  @Test
  void aPlatformOfAnImageFailsByItsSystemItsArchitectureOrItsVariant() {
    assertOut("oci", "windows/amd64", "its operating system is 'windows': os.name is linux");
    assertOut("oci", "linux/arm64", "its architecture is 'arm64': os.abi.arch is x86_64");
    assertOut("oci", "linux/amd64/v4", "its variant is 'v4': cpu.level is 3");
    assertEquals(TagExplanation.Ruling.IN, why("oci", DEBIAN, "linux/amd64").ruling());
  }

  @Test
  void anIdentifierOfDotNetFailsByItsLibrary() {
    assertOut("rid", "linux-musl-x64", "its C library is 'musl': libc.name is glibc");
    assertOut(
        "rid",
        "osx-arm64",
        "its system is 'osx': os.name is linux; its architecture is 'arm64': os.abi.arch is x86_64");
  }

  @Test
  void aPropertyFailsByItsNamespaceItsFeatureOrItsValue() {
    Profile known = Machines.with(DEBIAN, CpuFacts.CPU_FEATURES, java.util.List.of("avx2"));
    TagExplanation level = why("variants", known, "x86_64 :: level :: v4");
    assertEquals("the values of level here are v3, v2, v1", level.reason());
    TagExplanation feature = why("variants", known, "x86_64 :: amx_tile :: on");
    assertEquals("the feature amx_tile is not supported", feature.reason());
    Profile without = known.with(Fact.absent(CudaFacts.CUDA_VERSION));
    assertEquals(
        "nothing of this namespace is supported: cuda.version is absent",
        why("variants", without, "nvidia :: sm_arch :: 90_real").reason());
    assertEquals(
        "a property is namespace :: feature :: value in lower case",
        why("variants", known, "AVX2").reason());
  }

  @Test
  void aNameFailsByThePartThatStandsForAnotherMachine() {
    assertOut("maven", "osx-x86_64", "'osx' asks for os.name macos, and it is linux");
    assertOut("debian", "amd64v4", "'amd64v4' is no name here for os.abi.arch, and it is x86_64");
    assertOut("homebrew", "arm64_linux", "'arm64' asks for os.abi.arch aarch64, and it is x86_64");
    assertOut("rpm", "x86_64_v4", "'v4' asks for cpu.level 4, and it is 3");
  }

  @Test
  void aPlatformOfJuliaFailsByTheTagThatDiffers() {
    Profile avx2 =
        Machines.with(
            DEBIAN,
            CpuFacts.CPU_FEATURES,
            java.util.List.of("ssse3", "sse4_1", "sse4_2", "avx", "avx2"));
    assertEquals(
        "its libc is 'musl': libc.name is glibc", why("julia", avx2, "x86_64-linux-musl").reason());
    assertEquals(
        "its cxxlib_version is '3.4.33': libstdcxx.glibcxx is 3.4.30",
        why("julia", avx2, "x86_64-linux-gnu-libstdcxx33").reason());
    assertEquals(
        TagExplanation.Ruling.IN, why("julia", avx2, "x86_64-linux-gnu-libstdcxx26").ruling());
  }

  @Test
  void anUnknownFactIsNamedWithItsCause() {
    Profile slow =
        DEBIAN.with(Fact.unknown(CpuFacts.CPU_LEVEL, UnknownCause.TIMEOUT, "a slow disk"));
    assertEquals(
        "cpu.level is not known: a slow disk", why("oci", slow, "linux/amd64/v3").reason());
    assertEquals("cpu.level is not known: a slow disk", why("rpm", slow, "x86_64_v3").reason());
    assertEquals("cpu.level is not known: a slow disk", why("go", slow, "GOAMD64=v3").reason());
  }
}
