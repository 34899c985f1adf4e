package io.envprobe.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Profile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the answers of AMD's runtimes. */
final class AmdAnswersTest {
  private static final FactKey<?>[] AMD = {
    GpuFacts.ROCM_DEVICES, GpuFacts.ROCM_USABLE, GpuFacts.ROCM_VERSION, GpuFacts.AMDGPU_TARGETS
  };
  private static final String NODES = "/sys/class/kfd/kfd/topology/nodes/";

  @TempDir Path root;

  /** A processor and two graphics processors, with the runtime. */
  private Machine machine() {
    return Machine.in(root)
        .text(NODES + "0/properties", "simd_count 0", "gfx_target_version 0")
        .text(
            NODES + "1/properties", "simd_count 440", "gfx_target_version 90010", "location_id 768")
        .text(
            NODES + "2/properties",
            "simd_count 304",
            "gfx_target_version 90402",
            "location_id 1024")
        .device("/dev/kfd")
        .library("/usr/lib/libhsa-runtime64.so.1");
  }

  private static List<FactRecord> devices(Profile profile) {
    return Machine.records(profile, GpuFacts.ROCM_DEVICES);
  }

  @Test
  void theRuntimeTellsTheFeaturesOfDevices() {
    Profile profile =
        machine()
            .answers(
                "libhsa",
                "did|hsa_init||0",
                "did|hsa_iterate_agents||0",
                "did|type|0|0|type=0",
                "did|type|1|0|type=1",
                "did|type|2|0|type=1",
                "did|product|1|0|product=AMD Instinct MI210",
                "did|isa|1.0|0|isa_name=amdgcn-amd-amdhsa--gfx90a:sramecc+:xnack-",
                "end")
            .profile(AMD);
    assertEquals("true", Machine.value(profile, GpuFacts.ROCM_USABLE));
    FactRecord device = devices(profile).get(0);
    assertEquals(List.of("sramecc+", "xnack-"), device.texts("features"));
    assertEquals("AMD Instinct MI210", device.text("name").orElse(""));
  }

  @Test
  void aVariableThatHidesTheFirstDeviceDoesNotGiveItsNodeToTheSecond() {
    Profile profile =
        machine()
            .variable("ROCR_VISIBLE_DEVICES", "1")
            .answers(
                "libhsa",
                "did|hsa_init||0",
                "did|hsa_iterate_agents||0",
                "did|type|0|0|type=0",
                "did|type|1|0|type=1",
                "did|node|1|0|node=2",
                "did|product|1|0|product=AMD Instinct MI300X",
                "did|isa|1.0|0|isa_name=amdgcn-amd-amdhsa--gfx942:sramecc+:xnack-",
                "end")
            .profile(AMD);
    FactRecord hidden = devices(profile).get(0);
    assertFalse(hidden.fields().containsKey("name"), hidden.toString());
    assertFalse(hidden.fields().containsKey("reported_as"), hidden.toString());
    assertFalse(hidden.isTrue("visible"));
    FactRecord given = devices(profile).get(1);
    assertEquals("AMD Instinct MI300X", given.text("name").orElse(""));
    assertTrue(given.isTrue("visible"));
    assertEquals("[gfx90a, gfx942]", Machine.value(profile, GpuFacts.AMDGPU_TARGETS));
  }

  @Test
  void hipTellsNamesMemoryAndTheVersionThatFilesDoNot() {
    Profile profile =
        machine()
            .library("/usr/lib/libamdhip64.so.6")
            .answers(
                "libamdhip64",
                "did|hipRuntimeGetVersion||0|version=60342134",
                "did|hipGetDeviceCount||0|count=1",
                "did|hipDeviceGet|0|0|device=0",
                "did|hipDeviceGetName|0|0|name=AMD Instinct MI300X",
                "did|hipDeviceTotalMem|0|0|memory=206141652992",
                "did|hipDeviceGetPCIBusId|0|0|bus=0000:04:00.0",
                "end")
            .answers(
                "libhsa",
                "did|hsa_init||0",
                "did|hsa_iterate_agents||0",
                "did|type|1|0|type=1",
                "did|node|1|0|node=1",
                "did|type|2|0|type=1",
                "did|node|2|0|node=2",
                "end")
            .profile(AMD);
    assertEquals("6.3", Machine.value(profile, GpuFacts.ROCM_VERSION));
    assertEquals("true", Machine.value(profile, GpuFacts.ROCM_USABLE));
    FactRecord given = devices(profile).get(1);
    assertEquals("AMD Instinct MI300X", given.text("name").orElse(""));
    assertEquals(196592L, given.integer("memory_mib").orElse(0L));
    assertTrue(given.isTrue("visible"));
    assertFalse(devices(profile).get(0).isTrue("visible"));
  }

  @Test
  void whereHipIsGivenNoDeviceTheyAreThereAndUnusable() {
    Profile profile =
        machine()
            .library("/usr/lib/libamdhip64.so.6")
            .variable("HIP_VISIBLE_DEVICES", "-1")
            .answers(
                "libamdhip64",
                "did|hipRuntimeGetVersion||0|version=60342134",
                "did|hipGetDeviceCount||100",
                "end")
            .answers(
                "libhsa",
                "did|hsa_init||0",
                "did|hsa_iterate_agents||0",
                "did|type|1|0|type=1",
                "did|node|1|0|node=1",
                "end")
            .profile(AMD);
    assertEquals("false", Machine.value(profile, GpuFacts.ROCM_USABLE));
    assertTrue(profile.findings().toString().contains("100 hipErrorNoDevice"));
    assertEquals(2, devices(profile).size());
  }

  @Test
  void aRuntimeThatCrashesLeavesWhatTheKernelTells() {
    Profile profile =
        machine().answers("libhsa", "broken|hsa_init|CRASHED|in hsa_init").profile(AMD);
    assertEquals("unknown CRASHED", Machine.value(profile, GpuFacts.ROCM_USABLE));
    assertEquals("[gfx90a, gfx942]", Machine.value(profile, GpuFacts.AMDGPU_TARGETS));
    assertTrue(Machine.rules(profile).contains("rocm.crashes"));
  }
}
