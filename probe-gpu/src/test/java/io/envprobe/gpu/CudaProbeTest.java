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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CudaProbeTest {
  private static final FactKey<?>[] ALL = {
    CudaFacts.CUDA_DRIVER,
    CudaFacts.CUDA_DRIVER_FLAVOUR,
    CudaFacts.CUDA_USER_DRIVER,
    CudaFacts.CUDA_VERSION,
    CudaFacts.CUDA_USABLE,
    CudaFacts.CUDA_DEVICES,
    GpuFacts.GPU_COUNT,
    GpuFacts.GPU_VENDORS
  };
  private static final String LIBRARIES = "/usr/lib/x86_64-linux-gnu";
  private static final String CUDA = LIBRARIES + "/libcuda.so.1";

  @TempDir Path root;

  /** A sound machine with one device. */
  private Machine sound() {
    return Machine.in(root)
        .nvidiaDriver("550.54.14")
        .nvidia(0, "NVIDIA H100 80GB HBM3")
        .userDriver(LIBRARIES, "550.54.14");
  }

  /** A machine with driver and device, without libcuda. */
  private Machine bare() {
    return Machine.in(root).nvidiaDriver("550.54.14").nvidia(0, "NVIDIA A100-SXM4-40GB");
  }

  private static String usable(Profile profile) {
    return Machine.value(profile, CudaFacts.CUDA_USABLE);
  }

  private static String code(Profile profile) {
    return profile.fact(CudaFacts.CUDA_USABLE).evidence().stream()
        .filter(evidence -> evidence.source().equals("rule"))
        .map(evidence -> evidence.locator())
        .findFirst()
        .orElse("none");
  }

  private static String problem(Profile profile) {
    return Machine.records(profile, CudaFacts.CUDA_DRIVER_LIBRARIES).stream()
        .flatMap(record -> record.text("problem").stream())
        .findFirst()
        .orElse("none");
  }

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
  void nothingAnywhereIsAbsentAndSaysWhereItLooked() {
    Profile profile = Machine.in(root).directory("/sys/bus/pci/devices").profile(ALL);
    for (FactKey<?> key :
        List.of(
            CudaFacts.CUDA_DRIVER,
            CudaFacts.CUDA_VERSION,
            CudaFacts.CUDA_USABLE,
            CudaFacts.CUDA_DEVICES)) {
      assertEquals("absent", Machine.value(profile, key), key.name());
    }
    assertTrue(profile.fact(CudaFacts.CUDA_VERSION).evidence().toString().contains("/usr/lib"));
    assertEquals("0", Machine.value(profile, GpuFacts.GPU_COUNT));
    assertEquals(List.of(), profile.findings());
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
  void brokenFilesAreCaughtBeforeAnybodyOpensThem() {
    byte[] whole = SharedObject.of(SharedObject.X86_64, "libcuda.so.1");
    Object[][] cases = {
      {new byte[0], "an empty file"},
      {"/* GNU ld script */\nINPUT(libcuda.so.550)\n".getBytes(StandardCharsets.UTF_8), "a text"},
      {SharedObject.cut(whole), "cut short"},
      {Arrays.copyOf(whole, 40), "no ELF file"}
    };
    for (Object[] each : cases) {
      Profile profile = bare().file(CUDA, (byte[]) each[0]).profile(ALL);
      assertEquals("false", usable(profile), (String) each[1]);
      assertTrue(problem(profile).startsWith((String) each[1]), problem(profile));
      assertEquals("broken-library", code(profile), (String) each[1]);
    }
  }

  @Test
  void aLibraryOfAnotherArchitectureIsPassedOver() {
    byte[] other = SharedObject.of(SharedObject.AARCH64, "libcuda.so.1");
    Profile profile = bare().file(CUDA, other).profile(ALL);
    assertEquals("made for aarch64, not for x86_64", problem(profile));
    assertEquals("false", usable(profile));
    Profile both = bare().file(CUDA, other).userDriver("/usr/lib", "550.54.14").profile(ALL);
    assertEquals("550.54.14", Machine.value(both, CudaFacts.CUDA_USER_DRIVER));
    assertEquals("unknown FORBIDDEN", usable(both));
  }

  @Test
  void aLibraryOf32BitsIsPassedOver() {
    byte[] narrow = SharedObject.of(3, "libcuda.so.1");
    narrow[4] = 1;
    Profile profile = bare().file(CUDA, narrow).profile(ALL);
    assertEquals("false", usable(profile));
    assertEquals("absent", Machine.value(profile, CudaFacts.CUDA_USER_DRIVER));
  }

  @Test
  void aDirectoryIsNoLibrary() {
    assertEquals("a directory, no file", problem(bare().directory(CUDA).profile(ALL)));
  }

  @Test
  void aDanglingLinkIsNoLibrary() {
    Profile profile = bare().link(CUDA, "libcuda.so.550.54.14").profile(ALL);
    assertEquals("a link to what is not there", problem(profile));
    assertEquals("false", usable(profile));
  }

  @Test
  void aLoopOfLinksIsNoLibrary() {
    Profile profile = bare().link(CUDA, "libcuda.so.1").profile(ALL);
    assertEquals("a loop of links, or no file", problem(profile));
    assertEquals("false", usable(profile));
  }

  @Test
  void aLibraryThatMayNotBeReadIsNotAbsent() {
    Profile profile = sound().failing(CUDA, FailureKind.DENIED).profile(ALL);
    assertEquals("may not be read", problem(profile));
    assertEquals("false", usable(profile));
  }

  @Test
  void aStubIsNoDriver() {
    String stubs = "/usr/local/cuda-12.4/lib64/stubs";
    Profile beside = bare().library(stubs + "/libcuda.so").profile(ALL);
    assertEquals("34 CUDA_ERROR_STUB_LIBRARY", code(beside));
    Profile picked =
        bare().library(stubs + "/libcuda.so.1").variable("LD_LIBRARY_PATH", stubs).profile(ALL);
    assertEquals("34 CUDA_ERROR_STUB_LIBRARY", code(picked));
    assertEquals("absent", Machine.value(picked, CudaFacts.CUDA_VERSION));
  }

  @Test
  void theNameWithoutANumberIsNotWhatProgramsAskFor() {
    Profile profile = bare().library(LIBRARIES + "/libcuda.so").profile(ALL);
    assertEquals("no-soname", code(profile));
  }

  @Test
  void aKernelDriverWithoutItsLibraryNeedsTheContainersRuntime() {
    Profile profile = bare().profile(ALL);
    assertEquals("no-user-driver", code(profile));
    assertEquals("false", usable(profile));
    assertEquals("absent", Machine.value(profile, CudaFacts.CUDA_VERSION));
    assertEquals("550.54.14", Machine.value(profile, CudaFacts.CUDA_DRIVER));
    assertTrue(profile.findings().get(0).remedy().contains("--gpus"));
  }

  @Test
  void aLibraryWithoutAKernelDriverIsUnusable() {
    Profile profile =
        Machine.in(root)
            .directory("/sys/bus/pci/devices")
            .userDriver(LIBRARIES, "550.54.14")
            .profile(ALL);
    assertEquals("no-kernel-driver", code(profile));
    assertEquals("absent", Machine.value(profile, CudaFacts.CUDA_DRIVER));
    assertEquals("12.4", Machine.value(profile, CudaFacts.CUDA_VERSION));
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
  void underWslTheLibraryLiesBesideTheModule() {
    Profile profile =
        Machine.in(root)
            .device("/dev/dxg")
            .directory("/sys/bus/pci/devices")
            .library("/usr/lib/wsl/lib/libcuda.so.1.1")
            .link("/usr/lib/wsl/lib/libcuda.so.1", "libcuda.so.1.1")
            .file("/etc/ld.so.cache", SharedObject.cache(List.of("/usr/lib/wsl/lib/libcuda.so.1")))
            .profile(ALL);
    assertEquals("wsl", Machine.value(profile, CudaFacts.CUDA_DRIVER_FLAVOUR));
    assertEquals("unknown UNSUPPORTED", Machine.value(profile, CudaFacts.CUDA_DRIVER));
    assertEquals("unknown FORBIDDEN", Machine.value(profile, CudaFacts.CUDA_VERSION));
    assertEquals("unknown FORBIDDEN", usable(profile));
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
  void librariesBesideTheLoadersPathAreNamed() {
    for (String directory : List.of("/usr/local/nvidia/lib64", "/run/opengl-driver/lib")) {
      Profile profile = bare().userDriver(directory, "550.54.14").profile(ALL);
      assertEquals("not-on-loader-path", code(profile), directory);
      assertEquals("12.4", Machine.value(profile, CudaFacts.CUDA_VERSION));
      assertTrue(
          profile.findings().get(0).message().startsWith("/"), profile.findings().toString());
    }
  }

  @Test
  void aLibraryWhoseCLibraryIsMissingDoesNotLoad() {
    Profile profile =
        bare().library(CUDA, "libc.so.6").library("/lib/ld-musl-x86_64.so.1").profile(ALL);
    assertEquals("false", usable(profile));
    assertTrue(problem(profile).contains("libc.so.6"), problem(profile));
  }

  @Test
  void aCacheThatNamesWhatIsGoneIsNotBelieved() {
    Machine machine = bare();
    machine.file("/etc/ld.so.cache", SharedObject.cache(List.of("/opt/gone/libcuda.so.1")));
    assertEquals("no-user-driver", code(machine.profile(ALL)));
    Profile found = machine.userDriver("/usr/lib", "550.54.14").profile(ALL);
    assertEquals("unknown FORBIDDEN", usable(found));
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
