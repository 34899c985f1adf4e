package io.envprobe.requirement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.gpu.GpuCode;
import io.envprobe.binaries.gpu.GpuImage;
import io.envprobe.binaries.gpu.GpuModule;
import io.envprobe.binaries.gpu.NvidiaImage;
import io.envprobe.binaries.gpu.SmTarget;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.marker.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of GPU code on a machine with NVIDIA devices. */
final class GpuCodeDemandTest {
  private static GpuImage image(NvidiaImage.Kind kind, int sm, Optional<String> version) {
    return new NvidiaImage(
        kind,
        kind == NvidiaImage.Kind.PTX ? 1 : 2,
        new SmTarget(sm, SmTarget.Reach.FORWARD),
        version,
        GpuImage.Compression.NONE,
        0,
        0);
  }

  /** A module with machine code for 8.0, and one with PTX for 8.0 and later beside it. */
  private static GpuCodeDemand demand() {
    GpuImage machine = image(NvidiaImage.Kind.CUBIN, 80, Optional.empty());
    GpuImage text = image(NvidiaImage.Kind.PTX, 80, Optional.of("8.4"));
    List<GpuModule> modules =
        List.of(
            new GpuModule(".nv_fatbin", 0, true, true, List.of(machine)),
            new GpuModule(".nv_fatbin", 1, true, true, List.of(machine, text)));
    return new GpuCodeDemand(new GpuCode(GpuCode.Form.ELF, modules), "libk.so");
  }

  private static Profile machine(String capability, Fact<?>... more) {
    List<Fact<?>> facts =
        new ArrayList<>(
            List.of(
                Fact.observed(CudaFacts.CUDA_VERSION, "12.4"),
                Fact.observed(CudaFacts.CUDA_COMPUTE_CAPABILITIES, List.of(capability)),
                Fact.observed(CudaFacts.CUDA_DRIVER_FLAVOUR, "open")));
    facts.addAll(List.of(more));
    return new Profile(facts, List.of(), Map.of());
  }

  private static Fact<List<FactRecord>> library(String name) {
    return Fact.observed(
        CudaFacts.CUDA_DRIVER_LIBRARIES, List.of(FactRecord.builder().put("name", name).build()));
  }

  private static Fact<List<FactRecord>> variable(String name) {
    return Fact.observed(
        GpuFacts.GPU_VARIABLES,
        List.of(FactRecord.builder().put("name", name).put("value", "1").build()));
  }

  private static String reason(Profile profile) {
    return demand().explain(Platform.of(profile)).reason();
  }

  @Test
  void saysForEachDeviceHowTheCodeRuns() {
    assertEquals("libk.so: 8.6: 2 of 2 modules have its code", reason(machine("8.6")));
    assertEquals(
        "libk.so: 9.0: 1 of 2 modules run, 1 do not: no image for compute capability 9.0",
        reason(machine("9.0")));
    assertEquals(Truth.FALSE, demand().test(Platform.of(machine("7.5"))));
  }

  @Test
  void aDriverWithoutItsCompilerRunsNoIntermediateCode() {
    Profile without = machine("9.0", library("libcuda.so.1"));
    assertEquals(Truth.FALSE, demand().test(Platform.of(without)));
    assertTrue(reason(without).contains("PTX could be compiled"), reason(without));
    Profile with = machine("9.0", library("libnvidia-ptxjitcompiler.so.1"));
    assertEquals(Truth.TRUE, demand().test(Platform.of(with)));
  }

  @Test
  void variablesOfTheDriverChangeTheAnswer() {
    Profile never = machine("9.0", variable("CUDA_DISABLE_PTX_JIT"));
    assertEquals(Truth.FALSE, demand().test(Platform.of(never)));
    Profile always = machine("8.0", variable("CUDA_FORCE_PTX_JIT"));
    assertTrue(reason(always).startsWith("libk.so: 8.0: 1 of 2 modules run"), reason(always));
  }

  private static Fact<Boolean> unusable(FactKey<Boolean> key) {
    return Fact.derived(
        key,
        false,
        Evidence.file("/usr/lib/libcuda.so.1", "550.107.02"),
        Evidence.rule("803 CUDA_ERROR_SYSTEM_DRIVER_MISMATCH", "libcuda is of another release"),
        Evidence.rule("remedy", "reboot"));
  }

  @Test
  void aDeviceThatProgramsCannotUseRunsNothingAndTheReasonIsTold() {
    Profile broken = machine("8.6", unusable(CudaFacts.CUDA_USABLE));
    Answer answer = demand().explain(Platform.of(broken));
    assertEquals(Truth.FALSE, answer.truth());
    assertEquals(
        "libk.so: 8.6: 2 of 2 modules have its code; but libcuda is of another release"
            + " (803 CUDA_ERROR_SYSTEM_DRIVER_MISMATCH)",
        answer.reason());
    assertEquals("reboot", answer.remedy());
    assertTrue(demand().facts().contains(CudaFacts.CUDA_USABLE));
    assertEquals(CudaFacts.CUDA_COMPUTE_CAPABILITIES, answer.facts().get(0).key());
  }

  @Test
  void withoutADriverNothingRunsThoughItsVersionIsNotKnown() {
    Profile profile =
        new Profile(
            List.of(
                Fact.absent(CudaFacts.CUDA_VERSION),
                Fact.observed(CudaFacts.CUDA_COMPUTE_CAPABILITIES, List.of("9.0")),
                unusable(CudaFacts.CUDA_USABLE)),
            List.of(),
            Map.of());
    assertEquals(Truth.FALSE, demand().test(Platform.of(profile)));
  }

  @Test
  void whatCannotBeUsedOfAnotherMakerDoesNotMatter() {
    Profile profile = machine("8.6", unusable(GpuFacts.ROCM_USABLE));
    assertEquals(Truth.TRUE, demand().test(Platform.of(profile)));
    assertFalse(demand().facts().contains(GpuFacts.ROCM_USABLE));
  }

  private static <T> Fact<T> declared(FactKey<T> key, T value) {
    return new Fact<>(key, Reading.present(value), Origin.DECLARED, List.of());
  }

  @Test
  void aDeviceThatIsDeclaredIsTakenAsUsable() {
    Profile profile =
        new Profile(
            List.of(
                declared(CudaFacts.CUDA_VERSION, "12.4"),
                declared(CudaFacts.CUDA_COMPUTE_CAPABILITIES, List.of("8.6")),
                unusable(CudaFacts.CUDA_USABLE)),
            List.of(),
            Map.of());
    assertEquals(Truth.TRUE, demand().test(Platform.of(profile)));
  }

  @Test
  void codeByItselfNeedsADeviceAndALibraryDoesNot() {
    Profile none =
        new Profile(
            List.of(
                Fact.absent(CudaFacts.CUDA_COMPUTE_CAPABILITIES),
                Fact.absent(CudaFacts.CUDA_VERSION),
                Fact.absent(GpuFacts.AMDGPU_TARGETS)),
            List.of(),
            Map.of());
    GpuCodeDemand bare = new GpuCodeDemand(demand().code(), "k.cubin", true);
    assertEquals(Truth.TRUE, demand().test(Platform.of(none)));
    assertEquals(Truth.FALSE, bare.test(Platform.of(none)));
    assertEquals(
        "the machine has no device that k.cubin has code for",
        bare.explain(Platform.of(none)).reason());
    Profile unseen = new Profile(List.of(), List.of(), Map.of());
    assertEquals(Truth.UNKNOWN, bare.test(Platform.of(unseen)));
  }

  @Test
  void whereNoCodeCanBeReadInAFileOfCodeNothingIsKnown() {
    GpuCode empty = new GpuCode(GpuCode.Form.FATBIN, List.of());
    Platform platform = Platform.of(machine("8.6"));
    Answer answer = new GpuCodeDemand(empty, "k.fatbin", true).explain(platform);
    assertEquals(Truth.UNKNOWN, answer.truth());
    assertEquals("no code can be read in k.fatbin", answer.reason());
    assertEquals(Truth.TRUE, new GpuCodeDemand(empty, "libk.so").test(platform));
  }
}
