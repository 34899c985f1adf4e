package io.envprobe.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.FailureKind;
import org.junit.jupiter.api.Test;

/** What this user may not read or open: no absence, and no fault of what lies behind it. */
final class PermissionsTest extends CudaMachines {
  private static final FactKey<?>[] INTERFACES = {
    GpuFacts.OPENCL_USABLE,
    GpuFacts.OPENCL_DRIVERS,
    GpuFacts.VULKAN_USABLE,
    GpuFacts.LEVELZERO_USABLE,
    GpuFacts.LEVELZERO_VERSION
  };
  private static final String NODES = "/sys/class/kfd/kfd/topology/nodes/";

  private Machine interfaces() {
    return Machine.in(root)
        .directory("/sys/bus/pci/devices")
        .library("/usr/lib/libOpenCL.so.1")
        .library("/usr/lib/libpocl.so.2")
        .text("/etc/OpenCL/vendors/pocl.icd", "libpocl.so.2")
        .library("/usr/lib/libvulkan.so.1")
        .library("/usr/lib/libvulkan_lvp.so")
        .text("/etc/vulkan/icd.d/lvp.json", "{\"ICD\": {\"library_path\": \"libvulkan_lvp.so\"}}")
        .library("/usr/lib/libze_loader.so.1");
  }

  @Test
  void theLoaderGoesOnBehindADirectoryThatMayNotBeSearched() {
    Profile profile =
        sound()
            .library("/usr/lib/libOpenCL.so.1")
            .library("/usr/lib/libpocl.so.2")
            .text("/etc/OpenCL/vendors/pocl.icd", "libpocl.so.2")
            .variable("LD_LIBRARY_PATH", "/root/lib")
            .failing("/root/lib", FailureKind.DENIED)
            .profile(
                CudaFacts.CUDA_USER_DRIVER,
                CudaFacts.CUDA_VERSION,
                CudaFacts.CUDA_USABLE,
                GpuFacts.OPENCL_USABLE,
                GpuFacts.LEVELZERO_USABLE);
    assertEquals("550.54.14", Machine.value(profile, CudaFacts.CUDA_USER_DRIVER));
    assertEquals("12.4", Machine.value(profile, CudaFacts.CUDA_VERSION));
    assertEquals("unknown FORBIDDEN", usable(profile));
    assertEquals("unknown FORBIDDEN", Machine.value(profile, GpuFacts.OPENCL_USABLE));
    assertEquals("unknown DENIED", Machine.value(profile, GpuFacts.LEVELZERO_USABLE));
  }

  @Test
  void loadersThatMayNotBeReadAreUnknownAndNotBroken() {
    Machine machine = interfaces();
    for (String name : new String[] {"libOpenCL", "libvulkan", "libze_loader"}) {
      machine.failing("/usr/lib/" + name + ".so.1", FailureKind.DENIED);
    }
    Profile profile = machine.profile(INTERFACES);
    for (FactKey<?> key : INTERFACES) {
      if (!key.equals(GpuFacts.OPENCL_DRIVERS)) {
        assertEquals("unknown DENIED", Machine.value(profile, key), key.name());
      }
    }
    assertTrue(profile.findings().isEmpty(), profile.findings().toString());
  }

  @Test
  void aFileOfDriversThatMayNotBeReadProvesNothing() {
    for (String path : new String[] {"/etc/OpenCL/vendors/pocl.icd", "/etc/OpenCL/vendors"}) {
      Profile profile = interfaces().failing(path, FailureKind.DENIED).profile(INTERFACES);
      assertTrue(Machine.value(profile, GpuFacts.OPENCL_USABLE).startsWith("unknown"), path);
      assertEquals(
          "may not be read",
          Machine.records(profile, GpuFacts.OPENCL_DRIVERS).get(0).text("problem").orElse(""));
      assertFalse(Machine.rules(profile).contains("opencl.unusable"), path);
    }
    Profile vulkan =
        interfaces().failing("/etc/vulkan/icd.d/lvp.json", FailureKind.DENIED).profile(INTERFACES);
    assertTrue(Machine.value(vulkan, GpuFacts.VULKAN_USABLE).startsWith("unknown"));
  }

  @Test
  void aRenderNodeThatMayNotBeOpenedCostsItsDeviceAndWhereItIsTheOnlyOneAll() {
    Machine machine =
        Machine.in(root)
            .directory("/sys/bus/pci/devices")
            .device("/dev/kfd")
            .text(NODES + "1/properties", "gfx_target_version 90402", "drm_render_minor 128")
            .denied("/dev/dri/renderD128");
    Profile only = machine.profile(GpuFacts.ROCM_USABLE, GpuFacts.AMDGPU_TARGETS);
    assertEquals("false", Machine.value(only, GpuFacts.ROCM_USABLE));
    assertEquals("[gfx942]", Machine.value(only, GpuFacts.AMDGPU_TARGETS));
    String findings = only.findings().toString();
    assertTrue(findings.contains("/dev/dri/renderD128 (no-permission)"), findings);
    Profile one =
        machine
            .text(NODES + "2/properties", "gfx_target_version 90402", "drm_render_minor 129")
            .device("/dev/dri/renderD129")
            .profile(GpuFacts.ROCM_USABLE);
    assertTrue(Machine.value(one, GpuFacts.ROCM_USABLE).startsWith("unknown"));
    assertTrue(Machine.rules(one).contains("rocm.doubtful"));
  }
}
