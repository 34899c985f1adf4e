package io.envprobe.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.tag.platform.JvmNativeKeys;
import io.envprobe.tag.platform.MavenDetection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Words that come from lists of facts and from tables of names. */
class EcosystemNamesTest {
  private static List<String> lines(String vocabulary, Profile profile) {
    List<String> lines = new ArrayList<>();
    StandardVocabularies.find(vocabulary)
        .orElseThrow()
        .tags(profile, TagOptions.NONE)
        .tags()
        .forEach(tag -> lines.add(tag.line()));
    return lines;
  }

  @Test
  void nodeFeatureDiscoveryLabelsEveryFlagThatItDoesNotLeaveOut() {
    Profile profile =
        Machines.with(
            Machines.debian12(), CpuFacts.CPU_FEATURES, List.of("avx2", "bmi2", "fma", "sha_ni"));
    List<String> lines = lines("nfd", profile);
    String prefix = "feature.node.kubernetes.io/cpu-cpuid.";
    assertTrue(lines.contains(prefix + "AVX2=true"), lines.toString());
    assertTrue(lines.contains(prefix + "FMA3=true"), lines.toString());
    assertTrue(lines.contains(prefix + "SHA=true"), lines.toString());
    assertTrue(lines.contains(prefix + "X86_64_V3=true"), lines.toString());
    assertFalse(lines.contains(prefix + "X86_64_V4=true"), lines.toString());
    assertFalse(lines.toString().contains("BMI2"), lines.toString());
    Profile arm = Machines.with(Machines.alpine(), CpuFacts.CPU_FEATURES, List.of("aes", "sve2"));
    assertTrue(lines("nfd", arm).contains(prefix + "AES=true"));
    assertTrue(lines("nfd", arm).contains(prefix + "SVE2=true"));
  }

  @Test
  void nixHasAFeatureForEveryArchitectureWhoseCodeRuns() {
    Profile profile = Machines.with(Machines.debian12(), CpuFacts.CPU_TARGET, "haswell");
    List<String> lines = lines("nix", profile);
    assertEquals("system=x86_64-linux", lines.get(0));
    assertTrue(lines.contains("extra-platform=x86_64-v3-linux"), lines.toString());
    assertTrue(lines.contains("feature=gccarch-haswell"), lines.toString());
    assertTrue(lines.contains("feature=gccarch-x86-64-v3"), lines.toString());
    assertFalse(lines.contains("feature=gccarch-skylake"), lines.toString());
  }

  @Test
  void librariesOfJavaWithCudaHaveAClassifierOfTheDriversVersion() {
    Profile profile = Machines.with(Machines.debian12(), CudaFacts.CUDA_VERSION, "12.4");
    List<String> lines = lines("maven", profile);
    assertTrue(lines.contains("djl=cu124-linux-x86_64"), lines.toString());
    assertTrue(lines.contains("javacpp.platform.extension=-gpu"), lines.toString());
  }

  @Test
  void theBuildOfTcnativeForFedoraIsNamedOnFedoraAndOnItsKin() {
    String word = "netty-tcnative=linux-x86_64-fedora";
    Profile debian = Machines.debian12();
    Profile fedora = Machines.with(debian, OsFacts.OS_ID, "fedora");
    Profile centos =
        Machines.with(
            Machines.with(debian, OsFacts.OS_ID, "centos"),
            OsFacts.OS_ID_LIKE,
            List.of("rhel", "fedora"));
    Profile old = Machines.with(fedora, OsFacts.OS_ID_LIKE, List.of("rhel", "fedora"));
    assertTrue(lines("maven", fedora).contains(word));
    assertTrue(lines("maven", centos).contains(word));
    assertEquals(1, Collections.frequency(lines("maven", old), word), "once, where both tell it");
    assertFalse(lines("maven", debian).contains(word));
  }

  @Test
  void rpmSearchesTheDirectoriesThatGlibcSearches() {
    Profile profile =
        Machines.with(
            Machines.linux("ppc64le", "glibc", "2.34"),
            CpuFacts.CPU_HWCAPS,
            List.of("power10", "power9"));
    assertEquals(
        List.of("architecture=ppc64le", "architecture=noarch", "hwcaps=power10", "hwcaps=power9"),
        lines("rpm", profile));
  }

  @Test
  void theNamesOfMavenAreThoseThatTheLibrariesForm() {
    assertKeys(Machines.debian12(), "Linux", "amd64");
    assertKeys(Machines.alpine(), "Linux", "aarch64");
    assertKeys(Machines.macbook(), "Mac OS X", "aarch64");
    assertKeys(Machines.windows(), "Windows 11", "amd64");
    assertKeys(Machines.linux("ppc64le", "glibc", "2.34"), "Linux", "ppc64le");
    assertKeys(Machines.linux("s390x", "glibc", "2.34"), "Linux", "s390x");
  }

  private static void assertKeys(Profile profile, String osName, String osArch) {
    Map<String, String> detected =
        MavenDetection.detect(
                Map.of("os.name", osName, "os.arch", osArch),
                Optional.empty(),
                Optional.empty(),
                List.of())
            .orElseThrow();
    TagSet set = StandardVocabularies.find("maven").orElseThrow().tags(profile, TagOptions.NONE);
    for (String name : List.of("name", "arch", "classifier", "bitness")) {
      String label = "os.detected." + name;
      assertEquals(detected.get(label), set.find(label).orElseThrow().text(), osArch);
    }
    JvmNativeKeys keys = new JvmNativeKeys(osName, osArch, false);
    assertEquals(keys.jna(true), set.find("jna.prefix").orElseThrow().text());
    set.find("javacpp.platform").ifPresent(tag -> assertEquals(keys.javaCpp(), tag.text()));
    assertEquals(keys.onnxRuntime(), set.find("onnxruntime").map(Tag::text), osName + " " + osArch);
    set.find("netty")
        .ifPresent(
            tag -> assertEquals(keys.nettyOs() + "-" + keys.nettyArch(), tag.text(), osArch));
  }
}
