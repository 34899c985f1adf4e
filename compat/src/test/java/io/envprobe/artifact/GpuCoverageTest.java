package io.envprobe.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.accelerator.ComputeCapability;
import io.envprobe.artifact.GpuCoverage.Kind;
import io.envprobe.binaries.gpu.AmdImage;
import io.envprobe.binaries.gpu.GpuCode;
import io.envprobe.binaries.gpu.GpuImage;
import io.envprobe.binaries.gpu.GpuImage.Compression;
import io.envprobe.binaries.gpu.GpuModule;
import io.envprobe.binaries.gpu.NvidiaImage;
import io.envprobe.binaries.gpu.SmTarget;
import io.envprobe.binaries.gpu.SmTarget.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuCoverageTest {
  @Test
  void runsMachineCodeOfTheSameGenerationAndNoLaterMember() {
    GpuCode code = code("sm_80");
    assertEquals(Kind.NATIVE, on(code, "8.0", "12.4").kind());
    assertEquals(Kind.NATIVE, on(code, "8.9", "12.4").kind());
    assertEquals(Kind.NONE, on(code, "7.5", "12.4").kind());
    assertEquals(Kind.NONE, on(code, "9.0", "12.4").kind());
    assertEquals(Kind.NONE, on(code("sm_86"), "8.0", "12.4").kind());
  }

  @Test
  void runsExactCodeOnItsProcessorOnly() {
    assertEquals(Kind.NATIVE, on(code("sm_90a"), "9.0", "12.4").kind());
    assertEquals(Kind.NONE, on(code("sm_100a"), "10.3", "13.0").kind());
    assertEquals(Kind.NONE, on(code("compute_90a 8.0"), "10.0", "13.0").kind());
    assertEquals(Kind.JIT, on(code("compute_90a 8.0"), "9.0", "13.0").kind());
  }

  @Test
  void runsCodeOfAFamilyOnItsLaterMembers() {
    assertEquals(Kind.NATIVE, on(code("sm_100f"), "10.3", "13.0").kind());
    assertEquals(Kind.NONE, on(code("sm_103f"), "10.0", "13.0").kind());
    assertEquals(Kind.NONE, on(code("sm_100f"), "12.0", "13.0").kind());
    assertEquals(Kind.NONE, on(code("compute_100f 8.8"), "12.0", "13.0").kind());
  }

  @Test
  void compilesPtxForLaterProcessorsWhereTheDriverKnowsItsVersion() {
    GpuCode code = code("compute_80 8.4");
    GpuCoverage coverage = on(code, "9.0", "12.4");
    assertEquals(Kind.JIT, coverage.kind());
    assertEquals(Optional.of("12.4"), coverage.driverNeeded());
    assertEquals(Kind.NONE, on(code, "9.0", "12.3").kind());
    assertEquals(Optional.of("12.4"), on(code, "9.0", "12.3").driverNeeded());
    assertEquals(
        List.of("has PTX for a driver of CUDA 12.4 or later, and the driver is of CUDA 12.3"),
        on(code, "9.0", "12.3").reasons());
    assertEquals(Kind.NONE, on(code, "7.5", "13.0").kind());
  }

  @Test
  void doesNotGuessTheDriver() {
    GpuCode code = code("compute_80 8.4");
    GpuCoverage coverage = GpuCoverage.of(code, cuda("9.0", Optional.empty()));
    assertEquals(Kind.UNDETERMINED, coverage.kind());
    assertEquals(Optional.of("12.4"), coverage.driverNeeded());
    assertEquals(Kind.UNDETERMINED, on(code("compute_80 77.0"), "9.0", "13.0").kind());
    assertEquals(Optional.of("13.7"), on(code("compute_80 9.7"), "9.0", "13.0").driverNeeded());
  }

  @Test
  void judgesEachModuleByItself() {
    GpuCode code = code("sm_75 sm_80", "sm_86 sm_89 compute_89 9.0");
    GpuCoverage turing = on(code, "7.5", "13.0");
    assertEquals(Kind.PARTLY, turing.kind());
    assertEquals(List.of(1, 1), List.of(turing.ready(), turing.missing()));
    assertEquals(Kind.NATIVE, on(code, "8.6", "13.0").kind());
    GpuCoverage hopper = on(code, "9.0", "13.0");
    assertEquals(Kind.PARTLY, hopper.kind());
    assertEquals(List.of(1, 1), List.of(hopper.compiled(), hopper.missing()));
    assertEquals(List.of("no image for compute capability 9.0"), hopper.reasons());
  }

  @Test
  void followsTheSwitchesOfTheDriver() {
    GpuCode code = code("sm_80 compute_80 8.4");
    GpuDevice.Cuda device = (GpuDevice.Cuda) cuda("8.0", Optional.of("12.4"));
    assertEquals(Kind.NATIVE, GpuCoverage.of(code, device).kind());
    GpuDevice always = with("8.0", GpuDevice.Compiling.ALWAYS);
    assertEquals(Kind.JIT, GpuCoverage.of(code, always).kind());
    assertEquals(Kind.NONE, GpuCoverage.of(code("sm_80"), always).kind());
    GpuDevice never = with("9.0", GpuDevice.Compiling.NEVER);
    assertEquals(Kind.NONE, GpuCoverage.of(code, never).kind());
  }

  @Test
  void promisesNothingBetweenEmbeddedProcessorsAndOthers() {
    assertTrue(on(code("sm_80"), "8.7", "12.4").likely());
    assertFalse(on(code("sm_87"), "8.7", "12.4").likely());
    assertFalse(on(code("sm_80"), "8.6", "12.4").likely());
    assertEquals(Kind.UNDETERMINED, on(code("sm_101"), "11.0", "13.0").kind());
  }

  @Test
  void saysNothingOfCodeThatIsNotThere() {
    assertEquals(Kind.NO_STATEMENT, on(code(), "9.0", "13.0").kind());
    assertEquals(Kind.NO_STATEMENT, on(amd("gfx90a"), "9.0", "13.0").kind());
    assertEquals(Kind.NO_STATEMENT, GpuCoverage.of(code("sm_90"), GpuDevice.amd("gfx90a")).kind());
  }

  @Test
  void countsWhatIsNotLinkedOnlyWhereNothingIs() {
    GpuModule waiting =
        new GpuModule("__nv_relfatbin", 0, false, true, List.of(nvidia("sm_80", Optional.empty())));
    GpuCode alone = new GpuCode(GpuCode.Form.ELF, List.of(waiting));
    assertEquals(Kind.NONE, on(alone, "8.0", "13.0").kind());
    assertEquals(List.of("waits for the linker for devices"), on(alone, "8.0", "13.0").reasons());
    List<GpuModule> both = new ArrayList<>(code("sm_80").modules());
    both.add(waiting);
    assertEquals(Kind.NATIVE, on(new GpuCode(GpuCode.Form.ELF, both), "8.0", "13.0").kind());
  }

  @Test
  void doesNotDecideByWhatADamagedContainerStillShows() {
    GpuModule damaged =
        new GpuModule(".nv_fatbin", 0, true, false, List.of(nvidia("sm_80", Optional.empty())));
    GpuCode code = new GpuCode(GpuCode.Form.ELF, List.of(damaged));
    assertEquals(Kind.UNDETERMINED, on(code, "9.0", "13.0").kind());
    assertEquals(Kind.NATIVE, on(code, "8.0", "13.0").kind());
  }

  @Test
  void leavesLinkTimeCodeUndecided() {
    assertEquals(Kind.UNDETERMINED, on(code("lto_80"), "8.0", "13.0").kind());
    assertEquals(Kind.NATIVE, on(code("lto_80 sm_80"), "8.0", "13.0").kind());
  }

  @Test
  void wantsAmdsProcessorToTheLetter() {
    assertEquals(Kind.NATIVE, GpuCoverage.of(amd("gfx1030"), GpuDevice.amd("gfx1030")).kind());
    assertEquals(Kind.NONE, GpuCoverage.of(amd("gfx1030"), GpuDevice.amd("gfx1031")).kind());
  }

  @Test
  void runsAmdsGenericCodeOnItsFamily() {
    GpuCode code = amd("gfx9-4-generic");
    assertEquals(Kind.NATIVE, GpuCoverage.of(code, GpuDevice.amd("gfx942")).kind());
    assertEquals(Kind.NONE, GpuCoverage.of(code, GpuDevice.amd("gfx90a")).kind());
    assertEquals(Kind.UNDETERMINED, GpuCoverage.of(code, GpuDevice.amd("gfx9ff")).kind());
  }

  @Test
  void wantsAmdsSettingsAsTheCodeHasThem() {
    GpuCode code = amd("gfx90a:xnack+");
    assertEquals(Kind.NATIVE, GpuCoverage.of(code, GpuDevice.amd("gfx90a:sramecc+:xnack+")).kind());
    assertEquals(Kind.NONE, GpuCoverage.of(code, GpuDevice.amd("gfx90a:xnack-")).kind());
    assertEquals(Kind.UNDETERMINED, GpuCoverage.of(code, GpuDevice.amd("gfx90a")).kind());
    assertEquals(Kind.NATIVE, GpuCoverage.of(amd("gfx90a"), GpuDevice.amd("gfx90a:xnack-")).kind());
  }

  @Test
  void compilesAmdsPortableCode() {
    assertEquals(Kind.JIT, GpuCoverage.of(amd("amdgcnspirv"), GpuDevice.amd("gfx1201")).kind());
  }

  @Test
  void knowsAComputeCapabilityWhenItSeesOne() {
    assertEquals("12.1", cuda("12.1", Optional.empty()).toString());
    for (String text : List.of("", "9", "9.", ".0", "9.00", "a.0", "9.x", "1234.0")) {
      assertEquals(Optional.empty(), GpuDevice.cuda(text, Optional.empty()), text);
    }
  }

  private static GpuDevice with(String capability, GpuDevice.Compiling compiling) {
    return new GpuDevice.Cuda(
        ComputeCapability.parse(capability).orElseThrow(), Optional.of("12.4"), compiling);
  }

  private static GpuCoverage on(GpuCode code, String capability, String driver) {
    return GpuCoverage.of(code, cuda(capability, Optional.of(driver)));
  }

  private static GpuDevice cuda(String capability, Optional<String> driver) {
    return GpuDevice.cuda(capability, driver).orElseThrow();
  }

  /** Code with a module for each text: {@code sm_80 compute_80 8.4}. */
  private static GpuCode code(String... modules) {
    List<GpuModule> all = new ArrayList<>();
    for (String module : modules) {
      List<GpuImage> images = new ArrayList<>();
      String[] words = module.split(" ", -1);
      for (int i = 0; i < words.length; i++) {
        boolean version = i + 1 < words.length && Character.isDigit(words[i + 1].charAt(0));
        images.add(nvidia(words[i], version ? Optional.of(words[i + 1]) : Optional.empty()));
        i += version ? 1 : 0;
      }
      all.add(new GpuModule(".nv_fatbin", 0, true, true, images));
    }
    return new GpuCode(GpuCode.Form.ELF, all);
  }

  private static NvidiaImage nvidia(String label, Optional<String> version) {
    int score = label.indexOf('_');
    NvidiaImage.Kind kind =
        switch (label.substring(0, score)) {
          case "sm" -> NvidiaImage.Kind.CUBIN;
          case "compute" -> NvidiaImage.Kind.PTX;
          default -> NvidiaImage.Kind.LTO_IR;
        };
    char last = label.charAt(label.length() - 1);
    Reach reach = last == 'a' ? Reach.EXACT : last == 'f' ? Reach.FAMILY : Reach.FORWARD;
    int end = label.length() - reach.suffix().length();
    int number = Integer.parseInt(label.substring(score + 1, end));
    return new NvidiaImage(kind, 1, new SmTarget(number, reach), version, Compression.NONE, 0, 64);
  }

  private static GpuCode amd(String target) {
    GpuImage host = AmdImage.of("host-x86_64-unknown-linux--", Compression.NONE, 0);
    GpuImage device = AmdImage.of("hipv4-amdgcn-amd-amdhsa--" + target, Compression.NONE, 64);
    GpuModule module = new GpuModule(".hip_fatbin", 0, true, true, List.of(host, device));
    return new GpuCode(GpuCode.Form.ELF, List.of(module));
  }
}
