package io.envprobe.accelerator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GfxTargetTest {
  private static GfxTarget target(String text) {
    return GfxTarget.parse(text).orElseThrow();
  }

  @Test
  void theNumberOfTheKernelIsDecoded() {
    assertEquals("gfx90a", GfxTarget.ofVersion(90010).orElseThrow().toString());
    assertEquals("gfx942", GfxTarget.ofVersion(90402).orElseThrow().toString());
    assertEquals("gfx1151", GfxTarget.ofVersion(110501).orElseThrow().toString());
    assertEquals("gfx1300", GfxTarget.ofVersion(130000).orElseThrow().toString());
    assertEquals(Optional.empty(), GfxTarget.ofVersion(0));
    assertEquals(Optional.empty(), GfxTarget.ofVersion(-1));
    assertEquals(Optional.empty(), GfxTarget.ofVersion(99_999_999));
  }

  @Test
  void aTargetIsReadWithItsFeaturesAndWithoutItsTriple() {
    GfxTarget target = target("amdgcn-amd-amdhsa--gfx90a:sramecc+:xnack-");
    assertEquals("gfx90a", target.processor());
    assertEquals(Map.of("sramecc", true, "xnack", false), target.features());
    assertEquals("gfx90a:sramecc+:xnack-", target.toString());
    assertEquals("gfx9-4-generic", target("gfx9-4-generic").toString());
    for (String bad : List.of("", "gfx", "sm_90", "gfx90a:xnack", "gfx90a:+", "gfx90a;rm")) {
      assertEquals(Optional.empty(), GfxTarget.parse(bad), bad);
    }
  }

  @Test
  void codeRunsOnItsProcessorAndOnThoseOfItsGenericTarget() {
    assertEquals(Certainty.YES, target("gfx942").runs(target("gfx942")));
    assertEquals(Certainty.NO, target("gfx90a").runs(target("gfx942")));
    assertEquals(Certainty.YES, target("gfx1032").runs(target("gfx10-3-generic")));
    assertEquals(Certainty.NO, target("gfx90a").runs(target("gfx9-generic")));
    assertEquals(Certainty.UNKNOWN, target("gfx1300").runs(target("gfx13-generic")));
  }

  @Test
  void aFeatureThatTheCodeFixesMustBeSetSo() {
    GfxTarget device = target("gfx90a:sramecc+:xnack-");
    assertEquals(Certainty.YES, device.runs(target("gfx90a:xnack-")));
    assertEquals(Certainty.NO, device.runs(target("gfx90a:xnack+")));
    assertEquals(Certainty.UNKNOWN, target("gfx90a").runs(target("gfx90a:xnack+")));
  }

  @Test
  void intelVersionsAreUnpacked() {
    IntelIp ponteVecchio = IntelIp.of(0x030f0007);
    assertEquals("12.60.7", ponteVecchio.toString());
    assertEquals(List.of("pvc"), ponteVecchio.devices());
    assertEquals(Optional.of("20.1.0"), new IntelIp(20, 2, 0).base());
    assertEquals(List.of(), new IntelIp(40, 0, 0).devices());
  }

  @Test
  void codesCarryMeaningAndRemedy() {
    VendorCode code = VendorCode.of("cuda", 803).orElseThrow();
    assertEquals("CUDA_ERROR_SYSTEM_DRIVER_MISMATCH", code.name());
    assertEquals(false, code.remedy().isEmpty());
    assertEquals(Optional.empty(), VendorCode.of("cuda", 123_456));
  }
}
