package io.envprobe.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.FailureKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OtherVendorsTest {
  private static final FactKey<?>[] AMD = {
    GpuFacts.ROCM_DRIVER,
    GpuFacts.ROCM_VERSION,
    GpuFacts.ROCM_DEVICES,
    GpuFacts.ROCM_USABLE,
    GpuFacts.AMDGPU_TARGETS,
    GpuFacts.GPU_VENDORS,
    GpuFacts.GPU_COUNT,
    CudaFacts.CUDA_USABLE
  };
  private static final FactKey<?>[] INTERFACES = {
    GpuFacts.OPENCL_DRIVERS,
    GpuFacts.OPENCL_VERSION,
    GpuFacts.OPENCL_USABLE,
    GpuFacts.VULKAN_DRIVERS,
    GpuFacts.VULKAN_VERSION,
    GpuFacts.VULKAN_USABLE
  };
  private static final String NODES = "/sys/class/kfd/kfd/topology/nodes/";

  @TempDir Path root;

  private Machine machine() {
    return Machine.in(root).directory("/sys/bus/pci/devices");
  }

  /** A processor, and a graphics processor of a target. */
  private Machine amd(int version) {
    return machine()
        .pci("0000:03:00.0", "1002", "740f", "038000", "amdgpu")
        .text(NODES + "0/properties", "cpu_cores_count 64", "simd_count 0", "gfx_target_version 0")
        .text(
            NODES + "1/properties",
            "simd_count 440",
            "gfx_target_version " + version,
            "vendor_id 4098",
            "location_id 768",
            "drm_render_minor 128")
        .text(NODES + "1/mem_banks/0/properties", "heap_type 1", "size_in_bytes 68702699520")
        .device("/dev/kfd")
        .device("/dev/dri/renderD128");
  }

  /** The same, of which the file for computing was not handed on. */
  private Machine amdWithoutDeviceFile() {
    return Machine.in(root.resolve("without"))
        .directory("/dev/dri")
        .pci("0000:03:00.0", "1002", "740f", "038000", "amdgpu");
  }

  private static String remedy(Profile profile) {
    return profile.findings().stream()
        .filter(finding -> finding.rule().equals("rocm.unusable"))
        .map(Finding::remedy)
        .findFirst()
        .orElse("none");
  }

  private static String code(Profile profile, FactKey<Boolean> key) {
    return profile.fact(key).evidence().stream()
        .filter(evidence -> evidence.source().equals("rule"))
        .map(evidence -> evidence.locator())
        .findFirst()
        .orElse("none");
  }

  @Test
  void theKernelTellsTheTargetAndANodeThatMayNotBeReadIsHidden() {
    Profile profile =
        amd(90010)
            .text(NODES + "2/properties", "gfx_target_version 90010")
            .failing(NODES + "2/properties", FailureKind.DENIED)
            .profile(AMD);
    assertEquals("[gfx90a]", Machine.value(profile, GpuFacts.AMDGPU_TARGETS));
    List<FactRecord> devices = Machine.records(profile, GpuFacts.ROCM_DEVICES);
    assertEquals(2, devices.size());
    assertEquals("0000:03:00.0", devices.get(0).text("pci_address").orElse(""));
    assertEquals(65520L, devices.get(0).integer("memory_mib").orElse(0L));
    assertTrue(devices.get(1).isTrue("hidden"));
    assertEquals("[amd]", Machine.value(profile, GpuFacts.GPU_VENDORS));
  }

  @Test
  void aTargetThatNoTableKnowsIsDecodedByTheRule() {
    Profile profile = amd(130000).profile(AMD);
    assertEquals("[gfx1300]", Machine.value(profile, GpuFacts.AMDGPU_TARGETS));
  }

  @Test
  void aVariableChangesWhatTheRuntimeSaysAndNotWhatTheDeviceIs() {
    Profile profile = amd(100302).variable("HSA_OVERRIDE_GFX_VERSION", "10.3.0").profile(AMD);
    assertEquals("[gfx1032]", Machine.value(profile, GpuFacts.AMDGPU_TARGETS));
    FactRecord device = Machine.records(profile, GpuFacts.ROCM_DEVICES).get(0);
    assertEquals("gfx1030", device.text("reported_as").orElse(""));
    Profile nonsense = amd(100302).variable("HSA_OVERRIDE_GFX_VERSION", "x.y").profile(AMD);
    assertFalse(
        Machine.records(nonsense, GpuFacts.ROCM_DEVICES)
            .get(0)
            .fields()
            .containsKey("reported_as"));
  }

  @Test
  void aComputeDeviceWithoutPermissionOrFileIsUnusable() {
    Profile denied = amd(90010).denied("/dev/kfd").profile(AMD);
    assertEquals("false", Machine.value(denied, GpuFacts.ROCM_USABLE));
    assertEquals("no-permission", code(denied, GpuFacts.ROCM_USABLE));
    assertEquals("[gfx90a]", Machine.value(denied, GpuFacts.AMDGPU_TARGETS));
    assertEquals("1", Machine.value(denied, GpuFacts.GPU_COUNT));
    assertTrue(remedy(denied).contains("render"), remedy(denied));
    Profile missing = amdWithoutDeviceFile().profile(AMD);
    assertEquals("false", Machine.value(missing, GpuFacts.ROCM_USABLE));
    assertEquals("no-kfd", code(missing, GpuFacts.ROCM_USABLE));
    assertEquals("1", Machine.value(missing, GpuFacts.GPU_COUNT));
    assertTrue(remedy(missing).contains("/dev/kfd"), remedy(missing));
    for (Profile each : List.of(denied, missing)) {
      assertEquals("absent", Machine.value(each, CudaFacts.CUDA_USABLE));
    }
  }

  @Test
  void releasesAreReadFromEveryFormOfTheVersionFile() {
    String file = "/opt/rocm/.info/version";
    assertEquals(
        "7.0.0",
        Machine.value(machine().text(file, "7.0.0-38").profile(AMD), GpuFacts.ROCM_VERSION));
    assertEquals(
        "6.4", Machine.value(machine().text(file, "6.4").profile(AMD), GpuFacts.ROCM_VERSION));
    assertEquals(
        "unknown MALFORMED",
        Machine.value(machine().text(file, "garbage").profile(AMD), GpuFacts.ROCM_VERSION));
  }

  @Test
  void noDeviceAndNoRocmAreAbsent() {
    Profile profile = machine().profile(AMD);
    for (FactKey<?> key : List.of(GpuFacts.ROCM_VERSION, GpuFacts.ROCM_USABLE)) {
      assertEquals("absent", Machine.value(profile, key), key.name());
    }
  }

  @Test
  void integratedGraphicsOfIntelDoNotMeanThatProgramsComputeThere() {
    Profile profile =
        machine()
            .pci("0000:00:02.0", "8086", "46a6", "030000", "i915")
            .profile(GpuFacts.GPU_DEVICES, GpuFacts.LEVELZERO_USABLE, GpuFacts.GPU_COUNT);
    FactRecord device = Machine.records(profile, GpuFacts.GPU_DEVICES).get(0);
    assertEquals("integrated", device.text("kind").orElse(""));
    assertEquals("false", Machine.value(profile, GpuFacts.LEVELZERO_USABLE));
    assertEquals("no-loader", code(profile, GpuFacts.LEVELZERO_USABLE));
    assertEquals("1", Machine.value(profile, GpuFacts.GPU_COUNT));
  }

  @Test
  void aDiscreteCardOfIntelIsBehindABridge() {
    Profile profile =
        machine()
            .pci("0000:03:00.0", "8086", "e20b", "030000", "xe")
            .library("/usr/lib/libze_loader.so.1")
            .profile(GpuFacts.GPU_DEVICES, GpuFacts.LEVELZERO_USABLE);
    assertEquals(
        "discrete", Machine.records(profile, GpuFacts.GPU_DEVICES).get(0).text("kind").orElse(""));
    assertEquals("unknown FORBIDDEN", Machine.value(profile, GpuFacts.LEVELZERO_USABLE));
  }

  @Test
  void aLoaderWithoutADriverIsUnusable() {
    Profile profile = machine().library("/usr/lib/libOpenCL.so.1").profile(INTERFACES);
    assertEquals("no-driver", code(profile, GpuFacts.OPENCL_USABLE));
    assertEquals("absent", Machine.value(profile, GpuFacts.OPENCL_VERSION));
  }

  @Test
  void aDriverThatIsNamedAndNotThereIsNamed() {
    Profile profile =
        machine()
            .library("/usr/lib/libOpenCL.so.1")
            .text("/etc/OpenCL/vendors/gone.icd", "libgone.so.1")
            .profile(INTERFACES);
    assertEquals("broken-driver", code(profile, GpuFacts.OPENCL_USABLE));
    FactRecord driver = Machine.records(profile, GpuFacts.OPENCL_DRIVERS).get(0);
    assertEquals("the library is nowhere", driver.text("problem").orElse(""));
  }

  @Test
  void aBrokenDriverBesideASoundOneIsOnlyAWarning() {
    Profile profile =
        machine()
            .library("/usr/lib/libOpenCL.so.1")
            .library("/usr/lib/libpocl.so.2")
            .text("/etc/OpenCL/vendors/pocl.icd", "libpocl.so.2")
            .text("/etc/OpenCL/vendors/gone.icd", "/opt/gone.so")
            .profile(INTERFACES);
    assertEquals("unknown FORBIDDEN", Machine.value(profile, GpuFacts.OPENCL_USABLE));
    assertEquals(List.of("opencl.doubtful"), Machine.rules(profile));
  }

  @Test
  void driversWithoutALoaderAreUnusable() {
    Profile profile =
        machine()
            .library("/usr/lib/libpocl.so.2")
            .text("/etc/OpenCL/vendors/pocl.icd", "libpocl.so.2")
            .profile(INTERFACES);
    assertEquals("no-loader", code(profile, GpuFacts.OPENCL_USABLE));
  }

  @Test
  void noInterfaceAtAllIsAbsent() {
    Profile profile = machine().profile(INTERFACES);
    for (FactKey<?> key : INTERFACES) {
      assertEquals("absent", Machine.value(profile, key), key.name());
    }
  }

  @Test
  void vulkanDriversAreReadFromTheirManifestsAndVariablesReplaceThem() {
    String manifest =
        "{\"file_format_version\": \"1.0.0\", \"ICD\": {\"library_path\": \"libvulkan_lvp.so\","
            + " \"api_version\": \"1.1.230\"}}";
    Machine machine =
        machine()
            .library("/usr/lib/libvulkan.so.1.3.239")
            .link("/usr/lib/libvulkan.so.1", "libvulkan.so.1.3.239")
            .library("/usr/lib/libvulkan_lvp.so")
            .file("/usr/share/vulkan/icd.d/lvp.json", manifest.getBytes(StandardCharsets.UTF_8));
    Profile profile = machine.profile(INTERFACES);
    assertEquals("1.3.239", Machine.value(profile, GpuFacts.VULKAN_VERSION));
    FactRecord driver = Machine.records(profile, GpuFacts.VULKAN_DRIVERS).get(0);
    assertEquals("1.1.230", driver.text("api_version").orElse(""));
    assertTrue(driver.isTrue("sound"));
    Profile replaced = machine.variable("VK_DRIVER_FILES", "/opt/none.json").profile(INTERFACES);
    assertEquals("absent", Machine.value(replaced, GpuFacts.VULKAN_DRIVERS));
  }

  @Test
  void manifestsThatAreNoJsonNameNoLibrary() {
    Profile profile =
        machine().text("/etc/vulkan/icd.d/odd.json", "{\"ICD\": [").profile(INTERFACES);
    FactRecord driver = Machine.records(profile, GpuFacts.VULKAN_DRIVERS).get(0);
    assertEquals("the file names no library", driver.text("problem").orElse(""));
  }

  @Test
  void aMacWithApplesProcessorHasMetalAndNoCuda() {
    Profile profile =
        Machine.in(root)
            .property("os.name", "Mac OS X")
            .property("os.arch", "aarch64")
            .directory("/System/Library/Frameworks/Metal.framework")
            .profile(
                GpuFacts.METAL_USABLE,
                GpuFacts.GPU_COUNT,
                GpuFacts.GPU_VENDORS,
                CudaFacts.CUDA_VERSION);
    assertEquals("true", Machine.value(profile, GpuFacts.METAL_USABLE));
    assertEquals("1", Machine.value(profile, GpuFacts.GPU_COUNT));
    assertEquals("[apple]", Machine.value(profile, GpuFacts.GPU_VENDORS));
    assertEquals("absent", Machine.value(profile, CudaFacts.CUDA_VERSION));
  }
}
