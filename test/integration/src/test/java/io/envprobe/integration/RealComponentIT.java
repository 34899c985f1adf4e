package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.gpu.internal.vendor.VendorCalls;
import io.envprobe.host.Outcome;
import io.envprobe.host.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real loaders and runtimes, as distributions and wheels bring them; none of them needs a
 * graphics processor to be asked. Each is skipped, loudly, where it is not installed. A directory
 * of {@code nvidia-*} wheels, each unpacked into a directory of its own there, is named by the
 * variable ENVPROBE_NVIDIA_WHEELS.
 */
final class RealComponentIT {
  private static final List<String> DIRECTORIES =
      List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64");
  private static final String CPU_TYPE_OF_OPENCL = "2";
  private static final String CPU_TYPE_OF_VULKAN = "4";

  @TempDir Path directory;

  private static Path skipUnless(Optional<Path> found, String what) {
    if (found.isEmpty()) {
      System.err.println("SKIPPED: " + what + " is not installed");
    }
    Assumptions.assumeTrue(found.isPresent(), what + " is not installed");
    return found.orElseThrow();
  }

  private static Path installed(String name) throws IOException {
    Optional<Path> found =
        DIRECTORIES.stream().map(it -> Path.of(it, name)).filter(Files::isRegularFile).findFirst();
    return skipUnless(found, name).toRealPath();
  }

  private static List<Path> fromWheels(String start) throws IOException {
    String root = Optional.ofNullable(System.getenv("ENVPROBE_NVIDIA_WHEELS")).orElse("/none");
    List<Path> found = List.of();
    if (Files.isDirectory(Path.of(root))) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        found =
            files
                .filter(it -> it.getFileName().toString().startsWith(start))
                .filter(Files::isRegularFile)
                .sorted()
                .toList();
      }
    }
    skipUnless(found.stream().findFirst(), "a wheel with " + start);
    return found;
  }

  private static Transcript ask(VendorCalls vendor, Path library, String... environment)
      throws IOException {
    Transcript transcript =
        Talk.heard(Talk.with(library, vendor.calls(), Talk.PATIENT, environment));
    Leftovers.assertNone(library);
    return transcript;
  }

  @Test
  void poclIsAProcessorWhateverItsVendorSays() throws IOException {
    installed("libpocl.so.2");
    Transcript transcript = ask(VendorCalls.OPENCL, installed("libOpenCL.so.1"));
    assertTrue(transcript.broken().isEmpty(), transcript.text());
    Transcript.Step platform =
        transcript.steps("clGetPlatformInfo").stream()
            .filter(it -> it.values().getOrDefault("name", "").startsWith("Portable Computing"))
            .findFirst()
            .orElseThrow();
    String version = platform.values().getOrDefault("version", "");
    assertTrue(version.startsWith("OpenCL 3.0 PoCL"), platform.toString());
    for (Transcript.Step device : transcript.steps("clGetDeviceInfo")) {
      if (device.index().startsWith(platform.index() + ".")) {
        assertEquals(CPU_TYPE_OF_OPENCL, device.values().get("type"), device.toString());
      }
    }
  }

  @Test
  void anOpenClLoaderWithoutDriversHasNoPlatform() throws IOException {
    Path loader = installed("libOpenCL.so.1");
    Transcript transcript = ask(VendorCalls.OPENCL, loader, "OCL_ICD_VENDORS=" + directory + "/");
    assertEquals(Outcome.of(-1001L), transcript.status("clGetPlatformIDs"), transcript.text());
    assertEquals(List.of(), transcript.steps("clGetDeviceInfo"));
  }

  @Test
  void anOpenClDriverThatIsMissingIsNoPlatform() throws IOException {
    Path loader = installed("libOpenCL.so.1");
    Files.writeString(directory.resolve("gone.icd"), "libgone_opencl.so\n");
    Transcript transcript = ask(VendorCalls.OPENCL, loader, "OCL_ICD_VENDORS=" + directory + "/");
    assertEquals(Outcome.of(-1001L), transcript.status("clGetPlatformIDs"), transcript.text());
  }

  @Test
  void anOpenClDriverThatCrashesCostsOnlyOpenCl() throws IOException, InterruptedException {
    Path loader = installed("libOpenCL.so.1");
    Path driver = FakeLibrary.build("fakeicd", directory.resolve("libcrash.so"));
    Files.writeString(directory.resolve("crash.icd"), driver + "\n");
    Transcript transcript = ask(VendorCalls.OPENCL, loader, "OCL_ICD_VENDORS=" + directory + "/");
    assertEquals("clGetPlatformIDs", transcript.broken().orElseThrow().step(), transcript.text());
    Leftovers.assertNone(driver);
  }

  @Test
  void joclNeverLoadsALeftoverOfTheSharedTemporaryDirectory() throws IOException {
    Path loader = installed("libOpenCL.so.1");
    Path leftover = Path.of(System.getProperty("java.io.tmpdir"), "libJOCL_2_0_6-linux-x86_64.so");
    Assumptions.assumeFalse(Files.exists(leftover));
    Files.write(leftover, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
    try {
      assertTrue(ask(VendorCalls.OPENCL, loader).broken().isEmpty());
    } finally {
      Files.delete(leftover);
    }
  }

  @Test
  void lavapipeIsAProcessor() throws IOException {
    Path driver = Path.of("/usr/share/vulkan/icd.d/lvp_icd.x86_64.json");
    skipUnless(Optional.of(driver).filter(Files::exists), "lavapipe");
    Transcript transcript =
        ask(
            VendorCalls.VULKAN,
            installed("libvulkan.so.1"),
            "VK_DRIVER_FILES=" + driver,
            "VK_ICD_FILENAMES=" + driver);
    assertTrue(transcript.broken().isEmpty(), transcript.text());
    long version =
        Long.parseLong(
            transcript.value("vkEnumerateInstanceVersion", "version").answer().orElseThrow());
    assertEquals(1, version >> 22, transcript.text());
    assertEquals(
        Outcome.of(CPU_TYPE_OF_VULKAN),
        transcript.value("vkGetPhysicalDeviceProperties", "type"),
        transcript.text());
    assertTrue(
        transcript
            .value("vkGetPhysicalDeviceProperties", "name")
            .answer()
            .orElse("")
            .startsWith("llvmpipe"),
        transcript.text());
  }

  @Test
  void aVulkanLoaderWithoutDriversHasNoDevice() throws IOException {
    Transcript transcript =
        ask(
            VendorCalls.VULKAN,
            installed("libvulkan.so.1"),
            "VK_DRIVER_FILES=/none.json",
            "VK_ICD_FILENAMES=/none.json");
    assertEquals(Outcome.of(-9L), transcript.status("vkCreateInstance"), transcript.text());
  }

  @Test
  void levelZeroWithoutADriverIsUninitialisedAndHasItsLoadersVersion() throws IOException {
    Transcript transcript = ask(VendorCalls.LEVEL_ZERO, installed("libze_loader.so.1"));
    assertTrue(transcript.broken().isEmpty(), transcript.text());
    boolean isOld = transcript.status("zeInitDrivers").isNotFound();
    Outcome<Long> status = transcript.status(isOld ? "zeInit" : "zeInitDrivers");
    assertFalse(status.equals(Outcome.of(0L)), transcript.text());
    assertEquals(List.of(), transcript.steps("zeDeviceGetProperties"));
  }

  @Test
  void hsaWithoutADriverSaysThatItHasNoResources() throws IOException {
    Assumptions.assumeFalse(Files.exists(Path.of("/dev/kfd")));
    Transcript transcript = ask(VendorCalls.HSA, installed("libhsa-runtime64.so.1"));
    assertEquals(Outcome.of(0x1008L), transcript.status("hsa_init"), transcript.text());
  }

  /** The versions that the wheels' names give: {@code nvidia_nccl_cu12-2.27.3.dist-info}. */
  private static String wheelVersion(Path library, String distribution) throws IOException {
    for (Path at = library; at != null; at = at.getParent()) {
      try (Stream<Path> entries = Files.list(at.getParent())) {
        Optional<Path> information =
            entries
                .filter(it -> it.getFileName().toString().startsWith(distribution))
                .filter(it -> it.toString().endsWith(".dist-info"))
                .findFirst();
        if (information.isPresent()) {
          String name = information.orElseThrow().getFileName().toString();
          return name.substring(name.indexOf('-') + 1, name.length() - ".dist-info".length());
        }
      }
    }
    return "";
  }

  private static void assertStarts(String version, long major, long minor, String text) {
    assertTrue(version.startsWith(major + "." + minor + "."), version + " and " + text);
  }

  @Test
  void theCudaRuntimeSaysItsVersionAndThatThereIsNoDriver() throws IOException {
    for (Path library : fromWheels("libcudart.so")) {
      Transcript transcript = ask(VendorCalls.CUDART, library);
      long version =
          Long.parseLong(
              transcript.value("cudaRuntimeGetVersion", "version").answer().orElseThrow());
      assertStarts(
          wheelVersion(library, "nvidia_cuda_runtime"),
          version / 1000,
          version % 1000 / 10,
          transcript.text());
      if (!Files.exists(Path.of("/proc/driver/nvidia"))) {
        assertEquals(Outcome.of("0"), transcript.value("cudaDriverGetVersion", "driver"));
      }
    }
  }

  @Test
  void ncclSaysItsVersion() throws IOException {
    Path library = fromWheels("libnccl.so").get(0);
    Transcript transcript = ask(VendorCalls.NCCL, library);
    long version =
        Long.parseLong(transcript.value("ncclGetVersion", "version").answer().orElseThrow());
    String expected = version / 10000 + "." + version / 100 % 100 + "." + version % 100;
    assertEquals(wheelVersion(library, "nvidia_nccl"), expected);
  }

  @Test
  void cudnnSaysItsVersion() throws IOException {
    Path library = fromWheels("libcudnn.so").get(0);
    Transcript transcript = ask(VendorCalls.CUDNN, library);
    long version =
        Long.parseLong(transcript.value("cudnnGetVersion", "version").answer().orElseThrow());
    String expected = version / 10000 + "." + version / 100 % 100 + "." + version % 100;
    assertTrue(wheelVersion(library, "nvidia_cudnn").startsWith(expected), transcript.text());
  }

  @Test
  void nvrtcSaysItsVersion() throws IOException {
    Path library = fromWheels("libnvrtc.so").get(0);
    Transcript transcript = ask(VendorCalls.NVRTC, library);
    assertStarts(
        wheelVersion(library, "nvidia_cuda_nvrtc"),
        Long.parseLong(transcript.value("nvrtcVersion", "major").answer().orElseThrow()),
        Long.parseLong(transcript.value("nvrtcVersion", "minor").answer().orElseThrow()),
        transcript.text());
  }
}
