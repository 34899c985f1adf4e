package io.envprobe.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.host.FailureKind;
import io.envprobe.host.SysrootHost;
import io.envprobe.probe.Profiler;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CudaProbeTest extends CudaMachines {
  @Test
  void aSoundMachineTellsAllThreeNumbersApart() {
    Profile profile = sound().profile(ALL);
    assertEquals("550.54.14", Machine.value(profile, CudaFacts.CUDA_DRIVER));
    assertEquals("proprietary", Machine.value(profile, CudaFacts.CUDA_DRIVER_FLAVOUR));
    assertEquals("550.54.14", Machine.value(profile, CudaFacts.CUDA_USER_DRIVER));
    assertEquals("12.4", Machine.value(profile, CudaFacts.CUDA_VERSION));
    assertEquals(Origin.DERIVED, profile.fact(CudaFacts.CUDA_VERSION).origin());
    assertEquals("9.0", Machine.value(profile, CudaFacts.CUDA_COMPUTE_CAPABILITY));
    assertEquals("unknown FORBIDDEN", usable(profile));
    assertEquals("1", Machine.value(profile, GpuFacts.GPU_COUNT));
    assertEquals("[nvidia]", Machine.value(profile, GpuFacts.GPU_VENDORS));
    FactRecord device = Machine.records(profile, CudaFacts.CUDA_DEVICES).get(0);
    assertEquals("Hopper", device.text("architecture").orElse(""));
    assertEquals(List.of("sm_90", "sm_90a"), device.texts("families"));
    assertEquals("rw", device.text("access").orElse(""));
    assertEquals(false, device.fields().toString().contains("GPU-0000"));
  }

  @Test
  void anImageAloneHasNoDevicesToLookAt() {
    Profile profile =
        new Profiler(new GpuProbes().probes())
            .profile(SysrootHost.of(root), Set.of(ALL), Profile.EMPTY, Duration.ofSeconds(10));
    for (FactKey<?> key : ALL) {
      String value = Machine.value(profile, key);
      boolean file = key.equals(CudaFacts.CUDA_USER_DRIVER);
      assertEquals(file ? "absent" : "unknown NOT_PROBED", value, key.name());
    }
  }

  @Test
  void aDeviceHeldByAnotherDriverIsThereAndUnusable() {
    Profile profile =
        Machine.in(root).pci("0000:01:00.0", "10de", "2204", "030000", "nouveau").profile(ALL);
    assertEquals("no-kernel-driver", code(profile));
    assertEquals("1", Machine.value(profile, GpuFacts.GPU_COUNT));
    assertTrue(profile.findings().get(0).message().contains("nouveau"));
  }

  @Test
  void partsOfDifferentReleasesDoNotFit() {
    Profile profile =
        Machine.in(root)
            .nvidiaDriver("550.90.07")
            .nvidia(0, "Tesla T4")
            .userDriver(LIBRARIES, "550.107.02")
            .profile(ALL);
    assertEquals("803 CUDA_ERROR_SYSTEM_DRIVER_MISMATCH", code(profile));
    assertEquals("550.90.07", Machine.value(profile, CudaFacts.CUDA_DRIVER));
    assertEquals("550.107.02", Machine.value(profile, CudaFacts.CUDA_USER_DRIVER));
  }

  @Test
  void aNewerUserPartOfACompatibilityPackageIsMeant() {
    String compat = "/usr/local/cuda-13.0/compat";
    Profile profile =
        sound().userDriver(compat, "580.65.06").variable("LD_LIBRARY_PATH", compat).profile(ALL);
    assertEquals("unknown FORBIDDEN", usable(profile));
    assertEquals("13.0", Machine.value(profile, CudaFacts.CUDA_VERSION));
    Profile older =
        sound()
            .userDriver("/usr/local/cuda-12.2/compat", "535.54.03")
            .variable("LD_LIBRARY_PATH", "/usr/local/cuda-12.2/compat")
            .profile(ALL);
    assertEquals("803 CUDA_ERROR_SYSTEM_DRIVER_MISMATCH", code(older));
  }

  @Test
  void everyTextOfTheKernelDriverIsRead() {
    String file = "/proc/driver/nvidia/version";
    Profile old =
        Machine.in(root)
            .text(file, "NVRM version: NVIDIA UNIX x86_64 Kernel Module  375.74  Wed Jun 14")
            .profile(ALL);
    assertEquals("375.74", Machine.value(old, CudaFacts.CUDA_DRIVER));
    Profile open =
        Machine.in(root)
            .text(
                file,
                "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  550.144.03  Release"
                    + " Build  (dvs-builder@U16-I3)  Mon Dec 30",
                "GCC version:  gcc 13.2",
                "more")
            .profile(ALL);
    assertEquals("550.144.03", Machine.value(open, CudaFacts.CUDA_DRIVER));
    assertEquals("open", Machine.value(open, CudaFacts.CUDA_DRIVER_FLAVOUR));
    Profile empty = Machine.in(root).file(file, new byte[0]).profile(ALL);
    assertEquals("unknown MALFORMED", Machine.value(empty, CudaFacts.CUDA_DRIVER));
    Profile denied =
        Machine.in(root)
            .failing(file, FailureKind.DENIED)
            .failing("/sys/module/nvidia", FailureKind.DENIED)
            .profile(ALL);
    assertEquals("unknown DENIED", Machine.value(denied, CudaFacts.CUDA_DRIVER));
  }

  @Test
  void eightDevicesOfFourKindsAreLeftToTheCaller() {
    Machine machine = Machine.in(root).nvidiaDriver("550.54.14");
    String[] models = {
      "NVIDIA A100-SXM4-80GB",
      "NVIDIA A100-SXM4-80GB",
      "NVIDIA RTX A6000",
      "NVIDIA GeForce RTX 3090",
      "NVIDIA H100 PCIe",
      "NVIDIA H200",
      "Tesla T4",
      "Tesla T4"
    };
    for (int i = 0; i < models.length; i++) {
      machine.nvidia(i, models[i]);
    }
    Profile profile = machine.userDriver(LIBRARIES, "550.54.14").profile(ALL);
    assertEquals(
        "[7.5, 8.0, 8.6, 9.0]", Machine.value(profile, CudaFacts.CUDA_COMPUTE_CAPABILITIES));
    assertEquals("7.5", Machine.value(profile, CudaFacts.CUDA_COMPUTE_CAPABILITY));
    assertEquals("8", Machine.value(profile, CudaFacts.CUDA_DEVICE_COUNT));
    assertEquals("8", Machine.value(profile, GpuFacts.GPU_COUNT));
  }

  @Test
  void aModelThatNoTableKnowsIsNotDropped() {
    Profile profile =
        Machine.in(root)
            .nvidiaDriver("550.54.14")
            .nvidia(0, "NVIDIA Z9000")
            .nvidia(1, "Tesla T4")
            .profile(ALL);
    assertEquals("unknown UNSUPPORTED", Machine.value(profile, CudaFacts.CUDA_COMPUTE_CAPABILITY));
    assertEquals("2", Machine.value(profile, CudaFacts.CUDA_DEVICE_COUNT));
  }

  @Test
  void aDividedDeviceTellsItsInstances() {
    Machine machine = sound();
    for (int i = 0; i < 7; i++) {
      machine.text(
          "/proc/driver/nvidia/capabilities/gpu0/mig/gi" + (i + 7) + "/ci0/access",
          "DeviceFileMinor: 1");
    }
    FactRecord device = Machine.records(machine.profile(ALL), CudaFacts.CUDA_DEVICES).get(0);
    assertEquals(7L, device.integer("mig_instances").orElse(0L));
    assertTrue(device.isTrue("mig"));
  }

  @Test
  void aJetsonHasNoReleaseAndNoManagementLibrary() {
    String directory = "/usr/lib/aarch64-linux-gnu/tegra";
    Profile profile =
        Machine.in(root)
            .property("os.arch", "aarch64")
            .directory("/sys/module/nvgpu")
            .text("/proc/device-tree/model", "NVIDIA Jetson AGX Orin Developer Kit")
            .file(
                directory + "/libcuda.so.1.1",
                SharedObject.of(SharedObject.AARCH64, "libcuda.so.1"))
            .link(directory + "/libcuda.so.1", "libcuda.so.1.1")
            .profile(ALL);
    assertEquals("tegra", Machine.value(profile, CudaFacts.CUDA_DRIVER_FLAVOUR));
    assertEquals("8.7", Machine.value(profile, CudaFacts.CUDA_COMPUTE_CAPABILITY));
    assertEquals("not-on-loader-path", code(profile));
  }

  @Test
  void anEmptyListOfVisibleDevicesGivesProgramsNone() {
    Profile profile = sound().variable("CUDA_VISIBLE_DEVICES", "").profile(ALL);
    assertEquals("100 CUDA_ERROR_NO_DEVICE", code(profile));
    assertEquals("1", Machine.value(profile, CudaFacts.CUDA_DEVICE_COUNT));
    assertEquals("0", Machine.value(profile, CudaFacts.CUDA_VISIBLE_COUNT));
  }

  @Test
  void aDeviceFileThatMayNotBeOpenedIsNoAbsence() {
    Profile profile = sound().denied("/dev/nvidia0").profile(ALL);
    assertEquals("no-permission", code(profile));
    assertEquals("1", Machine.value(profile, GpuFacts.GPU_COUNT));
  }

  @Test
  void aDriverNewerThanTheTableLeavesTheVersionOpen() {
    Profile profile =
        Machine.in(root)
            .nvidiaDriver("900.10")
            .nvidia(0, "Tesla T4")
            .userDriver(LIBRARIES, "900.10")
            .profile(ALL);
    assertEquals("unknown UNSUPPORTED", Machine.value(profile, CudaFacts.CUDA_VERSION));
  }

  @Test
  void displaysOfVirtualMachinesAndManagementControllersAreNoProcessors() {
    Profile profile =
        Machine.in(root)
            .pci("0000:00:02.0", "1234", "1111", "030000", "bochs-drm")
            .pci("0000:03:00.0", "1a03", "2000", "030000", "ast")
            .pci("0000:04:00.0", "8086", "7d1d", "120000", "intel_vpu")
            .pci("0000:00:1f.0", "8086", "7a04", "060100", "")
            .profile(ALL);
    assertEquals("0", Machine.value(profile, GpuFacts.GPU_COUNT));
  }
}
