package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graphics processors in depth: the page, and who is allowed to ask libraries of vendors. */
final class GpuIT {
  private static final List<String> SUBJECTS =
      List.of("gpu", "cuda", "cudnn", "nccl", "rocm", "levelzero", "opencl", "vulkan", "metal");

  @TempDir Path root;

  private static JsonObject facts(String... words) {
    Jar.Result result = Jar.run(words);
    assertEquals(0, result.exit(), result.toString());
    return JsonParser.parseString(result.output()).getAsJsonObject().getAsJsonObject("facts");
  }

  @Test
  void everyMachineHasAPageWhateverItHas() {
    Jar.Result page = Jar.run("gpu", "--no-cache");
    assertEquals(0, page.exit(), page.toString());
    for (String title : List.of("Graphics processors: ", "\nNVIDIA\n", "\nInterfaces\n")) {
      assertTrue(page.output().contains(title), page.output());
    }
  }

  @Test
  void theFactsOfAllSubjectsAreInItsJson() {
    JsonObject facts = facts("gpu", "--json", "--no-native");
    for (String subject : SUBJECTS) {
      assertTrue(facts.keySet().stream().anyMatch(key -> key.startsWith(subject + ".")), subject);
    }
    assertFalse(facts.has("os.id"));
  }

  @Test
  void withoutNativeCallsNoLibraryIsAsked() {
    String facts = facts("gpu", "--json", "--no-native").toString();
    assertFalse(facts.contains("\"source\":\"call\""), facts);
  }

  @Test
  void anImageAloneHasNoDevicesAndNoLibraryOfItIsRun() {
    JsonObject facts = facts("gpu", "--json", "--sysroot", root.toString());
    JsonObject count = facts.getAsJsonObject("gpu.count");
    assertEquals("unknown", count.get("state").getAsString(), facts.toString());
    assertEquals("NOT_PROBED", count.get("cause").getAsString());
  }

  @Test
  void aCopyOfTheFilesOfAMachineTellsItsDevices() throws IOException {
    Path gpu = root.resolve("proc/driver/nvidia/gpus/0000:01:00.0");
    Files.createDirectories(gpu);
    Files.writeString(
        root.resolve("proc/driver/nvidia/version"),
        "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.14  Thu Feb 22\n");
    Files.writeString(gpu.resolve("information"), "Model: \t\t Tesla T4\nDevice Minor: \t 0\n");
    Path bus = Files.createDirectories(root.resolve("sys/bus/pci/devices/0000:01:00.0"));
    Files.writeString(bus.resolve("class"), "0x030200\n");
    Files.writeString(bus.resolve("vendor"), "0x10de\n");
    Files.writeString(bus.resolve("device"), "0x1eb8\n");
    Path libraries = Files.createDirectories(root.resolve("usr/lib/x86_64-linux-gnu"));
    Files.writeString(libraries.resolve("libcuda.so.1"), "INPUT(libcuda.so.550)\n");
    String[] sysroot = {"--sysroot", root.toString()};
    JsonObject facts = facts("gpu", "--json", sysroot[0], sysroot[1]);
    assertEquals("1", facts.getAsJsonObject("gpu.count").get("value").getAsString());
    assertEquals("false", facts.getAsJsonObject("cuda.usable").get("value").getAsString());
    assertEquals("absent", facts.getAsJsonObject("rocm.usable").get("state").getAsString());
    assertEquals(
        0, Jar.run("eval", "cuda_driver_version == '550.54.14'", sysroot[0], sysroot[1]).exit());
    assertEquals(
        0, Jar.run("eval", "'7.5' in cuda_compute_capabilities", sysroot[0], sysroot[1]).exit());
  }

  @Test
  void declaredFactsAreShownAsSuch() {
    Jar.Result page =
        Jar.run(
            "gpu", "--no-native", "--set", "cuda.version=12.4", "--set", "cuda.driver=535.54.03");
    assertTrue(page.output().contains("DECLARED on the command line"), page.output());
    assertTrue(page.output().contains("CUDA 12.5 to 12.9"), page.output());
  }

  @Test
  void whatAnotherToolIsToldInsteadOfLookingIsDeclaredToo() {
    Jar.Result page =
        Jar.start(
            List.of(Jar.java(), "-jar", Jar.FILE.toString(), "gpu", "--no-native"),
            "",
            Map.of("CONDA_OVERRIDE_CUDA", "12.1"),
            Jar.ROOT);
    assertTrue(page.output().contains("CONDA_OVERRIDE_CUDA=12.1"), page.output());
    assertTrue(page.output().contains("DECLARED for conda"), page.output());
  }
}
