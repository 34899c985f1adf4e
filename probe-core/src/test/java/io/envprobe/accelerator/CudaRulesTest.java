package io.envprobe.accelerator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.accelerator.CudaDriver.Support;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CudaRulesTest {
  private static ComputeCapability capability(String text) {
    return ComputeCapability.parse(text).orElseThrow();
  }

  private static CudaTarget target(String text) {
    return CudaTarget.parse(text).orElseThrow();
  }

  private static CudaDriver driver(String release, String api) {
    return new CudaDriver(Optional.of(release), Optional.of(api), false);
  }

  @Test
  void machineCodeRunsOnLaterMinorVersionsOfItsMajorOne() {
    assertEquals(Certainty.YES, target("sm_80").machineCodeRunsOn(capability("8.6")));
    assertEquals(Certainty.NO, target("sm_86").machineCodeRunsOn(capability("8.0")));
    assertEquals(Certainty.NO, target("sm_80").machineCodeRunsOn(capability("9.0")));
  }

  @Test
  void codeOfOneArchitectureRunsThereOnly() {
    assertEquals(Certainty.YES, target("sm_90a").machineCodeRunsOn(capability("9.0")));
    assertEquals(Certainty.NO, target("sm_100a").machineCodeRunsOn(capability("10.3")));
    assertFalse(target("compute_90a").intermediateCodeRunsOn(capability("10.0")));
    assertTrue(target("compute_90a").intermediateCodeRunsOn(capability("9.0")));
  }

  @Test
  void codeOfAFamilyRunsOnItsLaterMembers() {
    assertEquals(Certainty.YES, target("sm_100f").machineCodeRunsOn(capability("10.3")));
    assertEquals(Certainty.NO, target("sm_103f").machineCodeRunsOn(capability("10.0")));
    assertTrue(target("compute_100f").intermediateCodeRunsOn(capability("10.3")));
    assertFalse(target("compute_100f").intermediateCodeRunsOn(capability("12.0")));
  }

  @Test
  void betweenEmbeddedAndOtherDevicesNothingIsPromised() {
    assertEquals(Certainty.LIKELY, target("sm_86").machineCodeRunsOn(capability("8.7")));
    assertEquals(Certainty.UNKNOWN, target("sm_101").machineCodeRunsOn(capability("11.0")));
  }

  @Test
  void rulesDecideAboutDevicesThatNoTableKnows() {
    ComputeCapability future = capability("13.1");
    assertEquals(Optional.empty(), future.architecture());
    assertEquals(Certainty.YES, target("sm_130").machineCodeRunsOn(future));
    assertTrue(target("compute_90").intermediateCodeRunsOn(future));
    assertEquals(List.of("sm_131", "sm_131a", "sm_131f"), future.families());
  }

  @Test
  void targetsAreReadInEverySpelling() {
    assertEquals("sm_90a", target("sm_90a").toString());
    assertEquals("sm_121", target("12.1").toString());
    assertEquals("sm_100f", target("compute_100f").toString());
    for (String bad : List.of("", "sm_", "gfx90a", "9.10", "sm_90b", "-9.0", "999999999999")) {
      assertEquals(Optional.empty(), CudaTarget.parse(bad), bad);
    }
  }

  @Test
  void aDriverOffersTheVersionOfItsBranch() {
    assertEquals("12.4", CudaDriver.offeredBy("550.54.14").orElseThrow().version());
    assertEquals("12.4", CudaDriver.offeredBy("551.61").orElseThrow().version());
    assertEquals("12.2", CudaDriver.offeredBy("535.104.05").orElseThrow().version());
    assertEquals(Optional.empty(), CudaDriver.offeredBy("340.108"));
    assertEquals(Optional.empty(), CudaDriver.offeredBy("not a release"));
  }

  @Test
  void aDriverNewerThanTheTableOffersAtLeastTheLastKnownVersion() {
    CudaDriver.Offered offered = CudaDriver.offeredBy("700.10").orElseThrow();
    assertFalse(offered.exact());
    CudaDriver driver = new CudaDriver(Optional.of("700.10"), Optional.empty(), false);
    assertEquals(Support.FULL, driver.supports("13.0"));
    assertEquals(Support.UNKNOWN, driver.supports("15.0"));
  }

  @Test
  void anOlderDriverRunsANewerToolkitOfItsMajorVersionOnly() {
    CudaDriver driver = driver("535.104.05", "12.2");
    assertEquals(Support.FULL, driver.supports("12.1"));
    assertEquals(Support.FULL, driver.supports("11.8"));
    assertEquals(Support.MINOR_VERSION, driver.supports("12.8"));
    assertEquals(Support.NONE, driver.supports("13.0"));
    assertEquals(Support.NONE, driver("410.48", "10.0").supports("10.1"));
    assertEquals(Support.NONE, driver("450.36.06", "11.0").supports("11.8"));
    assertEquals(Support.MINOR_VERSION, driver("450.80.02", "11.0").supports("11.8"));
  }

  @Test
  void intermediateCodeIsCompiledByDriversThatKnowItsVersion() {
    CudaDriver driver = driver("550.54.14", "12.4");
    assertEquals(Certainty.YES, driver.compilesPtx("8.4"));
    assertEquals(Certainty.NO, driver.compilesPtx("8.5"));
    assertEquals(Certainty.NO, driver.compilesPtx("99.0"));
    assertEquals(Certainty.YES, driver("700.1", "13.7").compilesPtx("9.7"));
    assertEquals(Optional.of("13.7"), CudaDriver.leastForPtx("9.7"));
    assertEquals(Optional.empty(), CudaDriver.leastForPtx("9.x"));
    assertEquals(Certainty.UNKNOWN, driver("900.1", "20.0").compilesPtx("99.0"));
  }

  @Test
  void oldDevicesAreServedUpToABranchOfTheDriver() {
    assertEquals(Optional.of(390L), capability("2.0").lastDriverBranch());
    assertEquals(Optional.of(470L), capability("3.7").lastDriverBranch());
    assertEquals(Optional.of(580L), capability("7.0").lastDriverBranch());
    assertEquals(Optional.empty(), capability("7.5").lastDriverBranch());
    assertEquals(Optional.empty(), capability("7.2").lastDriverBranch());
  }

  @Test
  void modelNamesTellTheCapability() {
    assertEquals("9.0", model("NVIDIA H100 80GB HBM3"));
    assertEquals("9.0", model("NVIDIA H200"));
    assertEquals("8.0", model("NVIDIA A100-SXM4-40GB"));
    assertEquals("8.6", model("NVIDIA RTX A6000"));
    assertEquals("8.9", model("NVIDIA RTX 6000 Ada Generation"));
    assertEquals("7.5", model("Quadro RTX 6000"));
    assertEquals("7.5", model("Tesla T4"));
    assertEquals("8.6", model("NVIDIA GeForce RTX 3090"));
    assertEquals("5.2", model("NVIDIA GeForce GTX TITAN X"));
    assertEquals("12.0", model("NVIDIA GeForce RTX 5090"));
    assertEquals("12.0", model("NVIDIA RTX PRO 6000 Blackwell Server Edition"));
    assertEquals("8.9", model("NVIDIA RTX 5000 Ada Generation"));
    assertEquals("8.9", model("NVIDIA RTX 4000 SFF Ada Generation"));
    assertEquals("7.5", model("Quadro RTX 5000 with Max-Q Design"));
    assertEquals("7.5", model("Quadro RTX 4000"));
    assertEquals("8.9", model("NVIDIA GeForce RTX 4060 Laptop GPU"));
    assertEquals("", model("NVIDIA GeForce GT 730"));
    assertEquals("", model("NVIDIA Z9000"));
  }

  private static String model(String name) {
    return ComputeCapability.ofModel(name).map(ComputeCapability::toString).orElse("");
  }

  @Test
  void cudnnKnowsItsPartsAndWhatItServes() {
    assertEquals(7, Cudnn.parts(9, false).size());
    assertEquals(List.of("graph", "engines_runtime_compiled"), Cudnn.parts(9, true));
    assertEquals(Cudnn.parts(9, false), Cudnn.parts(10, false));
    Cudnn release = Cudnn.parse("9.17.1").orElseThrow();
    assertEquals(List.of("12", "13"), release.cudaMajors());
    assertEquals(Certainty.NO, release.serves(capability("7.0")));
    assertEquals(Certainty.YES, Cudnn.parse("9.10.2").orElseThrow().serves(capability("7.0")));
  }

  @Test
  void numbersOfVersionsAreReadAndImpossibleOnesRefused() {
    assertEquals(Optional.of("12.4"), VersionNumbers.cuda(12040));
    assertEquals(Optional.of("9.1.0"), VersionNumbers.cudnn(90100));
    assertEquals(Optional.of("8.9.7"), VersionNumbers.cudnn(8907));
    assertEquals(Optional.of("2.18.5"), VersionNumbers.nccl(21805));
    assertEquals(Optional.of("2.7.8"), VersionNumbers.nccl(2708));
    assertEquals(Optional.of("10.0.1"), VersionNumbers.tensorRt(100001));
    assertEquals(Optional.of("8.6.1"), VersionNumbers.tensorRt(8601));
    assertEquals(Optional.of("6.3.42134"), VersionNumbers.hip(60342134));
    assertEquals(Optional.of("1.3.239"), VersionNumbers.vulkan(4206831));
    for (long bad : new long[] {0, -1, -559038737, 999, 999999, Long.MAX_VALUE}) {
      assertEquals(Optional.empty(), VersionNumbers.cuda(bad), "cuda " + bad);
    }
    for (long bad : new long[] {0, -1, 999, Long.MAX_VALUE}) {
      assertEquals(Optional.empty(), VersionNumbers.cudnn(bad), "cudnn " + bad);
      assertEquals(Optional.empty(), VersionNumbers.nccl(bad), "nccl " + bad);
      assertEquals(Optional.empty(), VersionNumbers.hip(bad), "hip " + bad);
      assertEquals(Optional.empty(), VersionNumbers.vulkan(bad), "vulkan " + bad);
    }
  }
}
