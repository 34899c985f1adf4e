package io.envprobe.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows, by its files: no call, and what they do not tell is not known. */
final class WindowsTest {
  private static final FactKey<?>[] CUDA = {
    CudaFacts.CUDA_DRIVER,
    CudaFacts.CUDA_USER_DRIVER,
    CudaFacts.CUDA_VERSION,
    CudaFacts.CUDA_USABLE,
    CudaFacts.CUDA_DEVICES,
    CudaFacts.CUDA_DEVICE_COUNT,
    CudaFacts.CUDA_DRIVER_LIBRARIES,
    GpuFacts.GPU_COUNT
  };
  private static final String SYSTEM = "/Windows/System32";

  @TempDir Path root;

  private Machine windows() {
    return Machine.in(root).property("os.name", "Windows 11").directory(SYSTEM);
  }

  private Machine driver(String version) {
    return windows()
        .file(SYSTEM + "/nvcuda.dll", WindowsDll.of(version))
        .file(SYSTEM + "/nvml.dll", WindowsDll.of(version))
        .file(
            SYSTEM + "/DriverStore/FileRepository/nv_dispi.inf_amd64_0123/nvcuda64.dll",
            WindowsDll.of(version));
  }

  @Test
  void theVersionOfTheDriversFileIsItsRelease() {
    Profile profile = driver("32.0.15.6109").profile(CUDA);
    assertEquals("561.09", Machine.value(profile, CudaFacts.CUDA_DRIVER));
    assertEquals("561.09", Machine.value(profile, CudaFacts.CUDA_USER_DRIVER));
    assertEquals("12.6", Machine.value(profile, CudaFacts.CUDA_VERSION));
    assertEquals(Origin.DERIVED, profile.fact(CudaFacts.CUDA_VERSION).origin());
    List<FactRecord> libraries = Machine.records(profile, CudaFacts.CUDA_DRIVER_LIBRARIES);
    assertEquals(
        List.of("system", "system", "store"),
        libraries.stream().map(each -> each.text("place").orElse("")).toList());
    Profile older = driver("27.21.14.5167").profile(CUDA);
    assertEquals("451.67", Machine.value(older, CudaFacts.CUDA_DRIVER));
  }

  @Test
  void whichDevicesThereAreNoFileTells() {
    Profile profile = driver("32.0.15.6109").profile(CUDA);
    for (FactKey<?> key :
        List.of(CudaFacts.CUDA_USABLE, CudaFacts.CUDA_DEVICES, GpuFacts.GPU_COUNT)) {
      assertEquals("unknown UNSUPPORTED", Machine.value(profile, key), key.name());
    }
  }

  @Test
  void withoutADriverThereIsNoCudaAndTheDevicesAreNotKnown() {
    Profile profile = windows().profile(CUDA);
    for (FactKey<?> key :
        List.of(CudaFacts.CUDA_DRIVER, CudaFacts.CUDA_VERSION, CudaFacts.CUDA_USABLE)) {
      assertEquals("absent", Machine.value(profile, key), key.name());
      assertFalse(profile.fact(key).evidence().isEmpty(), key.name());
    }
    assertEquals("unknown UNSUPPORTED", Machine.value(profile, CudaFacts.CUDA_DEVICES));
  }

  @Test
  void aBrokenDriverIsThereAndUnusable() {
    Profile empty = windows().file(SYSTEM + "/nvcuda.dll", new byte[0]).profile(CUDA);
    assertEquals("false", Machine.value(empty, CudaFacts.CUDA_USABLE));
    assertEquals("unknown MALFORMED", Machine.value(empty, CudaFacts.CUDA_VERSION));
    assertEquals(List.of("cuda.unusable"), Machine.rules(empty));
    Profile text =
        windows()
            .file(SYSTEM + "/nvcuda.dll", "no DLL".getBytes(StandardCharsets.UTF_8))
            .profile(CUDA);
    assertEquals("false", Machine.value(text, CudaFacts.CUDA_USABLE));
  }

  @Test
  void aVersionThatIsNoneOfADriverIsNotGuessed() {
    Profile profile = driver("1.2.3.4").profile(CUDA);
    assertEquals("unknown MALFORMED", Machine.value(profile, CudaFacts.CUDA_DRIVER));
    assertEquals("unknown UNSUPPORTED", Machine.value(profile, CudaFacts.CUDA_USABLE));
  }

  @Test
  void toolkitsAndLibrariesAreFoundWhereWindowsHasThem() {
    String toolkit = "/Program Files/NVIDIA GPU Computing Toolkit/CUDA/v12.4";
    byte[] dll = WindowsDll.of("6.14.11.12040");
    String version = "{\"cuda\": {\"name\": \"CUDA SDK\", \"version\": \"12.4.1\"}}";
    Profile profile =
        windows()
            .variable("VIRTUAL_ENV", "/venv")
            .file(toolkit + "/version.json", version.getBytes(StandardCharsets.UTF_8))
            .file(toolkit + "/bin/nvcc.exe", dll)
            .file(toolkit + "/bin/cudart64_12.dll", dll)
            .file("/venv/Lib/site-packages/nvidia/cudnn/bin/cudnn64_9.dll", dll)
            .file("/venv/Lib/site-packages/nvidia/cudnn/bin/cudnn_ops64_9.dll", dll)
            .directory("/venv/Lib/site-packages/nvidia_cudnn_cu12-9.1.0.70.dist-info")
            .profile(
                CudaFacts.CUDA_TOOLKITS,
                CudaFacts.CUDA_RUNTIMES,
                CudaFacts.CUDNN_VERSION,
                CudaFacts.CUDNN_USABLE);
    FactRecord found = Machine.records(profile, CudaFacts.CUDA_TOOLKITS).get(0);
    assertEquals("12.4.1", found.text("version").orElse(""));
    assertEquals(true, found.isTrue("compiler"));
    FactRecord runtime = Machine.records(profile, CudaFacts.CUDA_RUNTIMES).get(0);
    assertEquals(toolkit + "/bin/cudart64_12.dll", runtime.text("path").orElse(""));
    assertEquals("9.1.0.70", Machine.value(profile, CudaFacts.CUDNN_VERSION));
    assertEquals("false", Machine.value(profile, CudaFacts.CUDNN_USABLE));
  }

  @Test
  void interfacesThatAreThereAreNotAbsentAndNotAsked() {
    FactKey<?>[] keys = {
      GpuFacts.OPENCL_USABLE,
      GpuFacts.VULKAN_USABLE,
      GpuFacts.LEVELZERO_USABLE,
      GpuFacts.ROCM_USABLE
    };
    Machine machine = windows();
    Profile none = machine.profile(keys);
    for (FactKey<?> key : keys) {
      assertEquals("absent", Machine.value(none, key), key.name());
    }
    byte[] dll = WindowsDll.of("1.3.290.0");
    for (String name : List.of("OpenCL.dll", "vulkan-1.dll", "ze_loader.dll", "amdhip64_6.dll")) {
      machine.file(SYSTEM + "/" + name, dll);
    }
    Profile all = machine.profile(keys);
    for (FactKey<?> key : keys) {
      assertEquals("unknown UNSUPPORTED", Machine.value(all, key), key.name());
    }
  }

  @Test
  void aDiskOfWindowsTellsItsDriverToo() {
    Profile profile =
        Machine.in(root)
            .property("os.name", "Windows 11")
            .file(SYSTEM + "/nvcuda.dll", WindowsDll.of("31.0.15.5161"))
            .profile(CUDA);
    assertEquals("551.61", Machine.value(profile, CudaFacts.CUDA_DRIVER));
    assertEquals("12.4", Machine.value(profile, CudaFacts.CUDA_VERSION));
  }
}
