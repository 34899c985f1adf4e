package io.envprobe.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.FailureKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The libraries of the NVIDIA driver: which one programs get, and what is wrong with it. */
final class CudaLibraryTest extends CudaMachines {
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
  void whereProgramsAreBuiltWithoutADriverTheStubIsTheOneFinding() {
    Profile profile =
        Machine.in(root)
            .directory("/sys/bus/pci/devices")
            .library("/usr/local/cuda-12.6/lib64/stubs/libcuda.so")
            .profile(ALL);
    assertEquals("34 CUDA_ERROR_STUB_LIBRARY", code(profile));
    assertEquals(1, profile.findings().size(), profile.findings().toString());
    assertTrue(profile.findings().get(0).message().startsWith("of libcuda there is only"));
    assertEquals("absent", Machine.value(profile, CudaFacts.CUDA_USER_DRIVER));
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
  void theModuleAloneIsAKernelDriverTooWhateverItsFlavour() {
    Profile profile =
        Machine.in(root)
            .text("/sys/module/nvidia/version", "535.104.05")
            .pci("0000:01:00.0", "10de", "2204", "030000", "nvidia")
            .profile(ALL);
    assertEquals("535.104.05", Machine.value(profile, CudaFacts.CUDA_DRIVER));
    assertEquals("unknown UNSUPPORTED", Machine.value(profile, CudaFacts.CUDA_DRIVER_FLAVOUR));
    assertEquals("no-user-driver", code(profile));
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
}
