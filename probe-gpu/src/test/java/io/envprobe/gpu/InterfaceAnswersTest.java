package io.envprobe.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Profile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the answers of interfaces that no one vendor owns. */
final class InterfaceAnswersTest {
  @TempDir Path root;

  @Test
  void levelZeroTellsTheIpVersionAndAProcessorIsNoGraphicsDevice() {
    String drivers = "did|zeInitDrivers||0|drivers=1";
    String version = "did|zeDriverGetApiVersion|0|0|api=65545";
    Machine machine = Machine.in(root).library("/usr/lib/libze_loader.so.1");
    Profile graphics =
        machine
            .answers(
                "libze",
                drivers,
                version,
                "did|zeDeviceGetProperties|0.0|0|ip=51314695|type=1|vendor=32902|name=Max 1550",
                "end")
            .profile(GpuFacts.LEVELZERO_VERSION, GpuFacts.LEVELZERO_DEVICES);
    assertEquals("1.9", Machine.value(graphics, GpuFacts.LEVELZERO_VERSION));
    assertEquals("true", Machine.value(graphics, GpuFacts.LEVELZERO_USABLE));
    FactRecord device = Machine.records(graphics, GpuFacts.LEVELZERO_DEVICES).get(0);
    assertEquals("12.60.7", device.text("ip").orElse(""));
    Profile processor =
        machine
            .answers(
                "libze",
                drivers,
                version,
                "did|zeDeviceGetProperties|0.0|0|type=2|vendor=32902|name=Xeon",
                "end")
            .profile(GpuFacts.LEVELZERO_USABLE);
    assertEquals("false", Machine.value(processor, GpuFacts.LEVELZERO_USABLE));
  }

  @Test
  void processorsThatImitateDevicesAreNoGraphicsProcessors() {
    String manifest = "{\"ICD\": {\"library_path\": \"libvulkan_lvp.so\"}}";
    Profile profile =
        Machine.in(root)
            .directory("/sys/bus/pci/devices")
            .library("/usr/lib/libvulkan.so.1")
            .library("/usr/lib/libvulkan_lvp.so")
            .text("/usr/share/vulkan/icd.d/lvp.json", manifest)
            .library("/usr/lib/libOpenCL.so.1")
            .library("/usr/lib/libpocl.so.2")
            .text("/etc/OpenCL/vendors/pocl.icd", "libpocl.so.2")
            .answers(
                "libvulkan",
                "did|vkEnumerateInstanceVersion||0|version=4206831",
                "did|vkCreateInstance||0|instance=1",
                "did|vkEnumeratePhysicalDevices||0|devices=1",
                "did|vkGetPhysicalDeviceProperties|0|0|type=4|vendor=65541|api=4206822|name=llvmpipe",
                "end")
            .answers(
                "libOpenCL",
                "did|clGetPlatformIDs||0|count=1",
                "did|clGetPlatformInfo|0|0|name=PoCL|vendor=pocl|version=OpenCL 3.0 PoCL 3.1",
                "did|clGetDeviceInfo|0.0|0|name=pthread|type=2",
                "end")
            .profile(
                GpuFacts.VULKAN_USABLE,
                GpuFacts.VULKAN_DEVICES,
                GpuFacts.OPENCL_VERSION,
                GpuFacts.OPENCL_PLATFORMS,
                GpuFacts.GPU_COUNT);
    assertEquals("true", Machine.value(profile, GpuFacts.VULKAN_USABLE));
    assertEquals(
        "cpu", Machine.records(profile, GpuFacts.VULKAN_DEVICES).get(0).text("kind").orElse(""));
    assertEquals("3.0", Machine.value(profile, GpuFacts.OPENCL_VERSION));
    assertEquals(
        List.of("cpu"), Machine.records(profile, GpuFacts.OPENCL_PLATFORMS).get(0).texts("kinds"));
    assertEquals("0", Machine.value(profile, GpuFacts.GPU_COUNT));
  }
}
