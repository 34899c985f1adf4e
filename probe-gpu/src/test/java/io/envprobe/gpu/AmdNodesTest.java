package io.envprobe.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.FailureKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AMD's devices as the kernel lists them: odd nodes, hidden ones, and ones without a target. */
final class AmdNodesTest {
  private static final FactKey<?>[] AMD = {
    GpuFacts.ROCM_DEVICES, GpuFacts.ROCM_USABLE, GpuFacts.AMDGPU_TARGETS, CudaFacts.CUDA_USABLE
  };
  private static final String NODES = "/sys/class/kfd/kfd/topology/nodes/";

  @TempDir Path root;
  private Machine machine;

  @BeforeEach
  void aProcessor() {
    machine =
        Machine.in(root)
            .directory("/sys/bus/pci/devices")
            .device("/dev/kfd")
            .text(NODES + "0/properties", "cpu_cores_count 64", "simd_count 0")
            .text(NODES + "0/gpu_id", "0");
  }

  private void node(int number, String... properties) {
    machine.text(NODES + number + "/properties", properties);
  }

  private static List<String> numbers(Profile profile) {
    return Machine.records(profile, GpuFacts.ROCM_DEVICES).stream()
        .map(record -> record.text("node").orElse(""))
        .toList();
  }

  @Test
  void nodesAreInTheOrderOfTheirNumbers() {
    for (int number : List.of(10, 2, 1)) {
      node(number, "simd_count 304", "gfx_target_version 90402");
    }
    assertEquals(List.of("1", "2", "10"), numbers(machine.profile(AMD)));
  }

  @Test
  void aDeviceWhoseTargetTheKernelDoesNotTellIsThereAndItsTargetIsNotKnown() {
    for (String version : List.of("gfx_target_version 0", "gfx_target_version x", "domain 0")) {
      node(1, "simd_count 256", version);
      Profile profile = machine.profile(AMD);
      assertEquals(List.of("1"), numbers(profile), version);
      assertEquals("unknown UNSUPPORTED", Machine.value(profile, GpuFacts.AMDGPU_TARGETS), version);
      assertEquals("absent", Machine.value(profile, CudaFacts.CUDA_USABLE), version);
    }
  }

  @Test
  void whereEveryNodeIsHiddenTheTargetsAreNotKnownAndNothingIsUsable() {
    node(1, "simd_count 304", "gfx_target_version 90402");
    Profile denied = machine.failing(NODES + "1", FailureKind.DENIED).profile(AMD);
    assertEquals("unknown DENIED", Machine.value(denied, GpuFacts.AMDGPU_TARGETS));
    assertEquals("false", Machine.value(denied, GpuFacts.ROCM_USABLE));
    FactRecord device = Machine.records(denied, GpuFacts.ROCM_DEVICES).get(0);
    assertEquals(true, device.isTrue("hidden"));
  }

  @Test
  void anEmptyNodeIsHiddenAsControlGroupsMakeIt() {
    machine.file(NODES + "1/properties", new byte[0]);
    Profile profile = machine.profile(AMD);
    assertEquals("unknown DENIED", Machine.value(profile, GpuFacts.AMDGPU_TARGETS));
    assertEquals("false", Machine.value(profile, GpuFacts.ROCM_USABLE));
  }

  @Test
  void aProcessorAloneHasNoTargets() {
    Profile profile = machine.profile(AMD);
    assertEquals("absent", Machine.value(profile, GpuFacts.AMDGPU_TARGETS));
    assertEquals("absent", Machine.value(profile, GpuFacts.ROCM_USABLE));
  }
}
