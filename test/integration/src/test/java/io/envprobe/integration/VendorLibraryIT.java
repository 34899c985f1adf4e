package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.gpu.internal.vendor.VendorCalls;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Outcome;
import io.envprobe.host.Transcript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What drivers and runtimes answer that are sound, but have no device, or not for us. */
final class VendorLibraryIT {
  @TempDir Path directory;

  private Transcript with(
      VendorCalls vendor, String source, List<String> flags, String... environment)
      throws IOException, InterruptedException {
    Path library =
        FakeLibrary.build(source, directory.resolve(source + ".so"), flags.toArray(String[]::new));
    Transcript transcript =
        Talk.heard(Talk.with(library, vendor.calls(), Talk.PATIENT, environment));
    Leftovers.assertNone(library);
    assertTrue(transcript.broken().isEmpty(), transcript.text());
    return transcript;
  }

  private static List<String> values(Transcript transcript, String step, String value) {
    return transcript.steps(step).stream().map(it -> it.values().getOrDefault(value, "")).toList();
  }

  @Test
  void keepsTheVersionWhateverCodeADriverRefusesWith() throws IOException, InterruptedException {
    // no device, invalid device, forward compatibility: 802, 803, 804; MPS 800; unknown 999; stub
    for (int code : List.of(100, 101, 802, 803, 804, 800, 999, 34)) {
      Transcript transcript = with(VendorCalls.CUDA, "fakecuda", List.of("-DINIT=" + code));
      assertEquals(Outcome.of("12040"), transcript.value("cuDriverGetVersion", "version"));
      assertEquals(Outcome.of((long) code), transcript.status("cuInit"));
      assertEquals(List.of(), transcript.steps("cuDeviceGetCount"));
    }
  }

  @Test
  void seesNoDeviceWhereTheVariableHidesAll() throws IOException, InterruptedException {
    Transcript process =
        with(VendorCalls.CUDA, "fakecuda", List.of("-DDEVICES=4"), "CUDA_VISIBLE_DEVICES=");
    assertEquals(Outcome.of("0"), process.value("cuDeviceGetCount", "count"));
    Transcript host =
        with(VendorCalls.CUDA, "fakecuda", List.of("-DDEVICES=4"), "CUDA_VISIBLE_DEVICES");
    assertEquals(Outcome.of("4"), host.value("cuDeviceGetCount", "count"));
  }

  @Test
  void keepsEightDifferentDevicesApart() throws IOException, InterruptedException {
    Transcript transcript = with(VendorCalls.CUDA, "fakecuda", List.of("-DDEVICES=8"));
    assertEquals(
        List.of("9", "8", "8", "7", "9", "8", "8", "7"), values(transcript, "major", "major"));
    assertEquals(
        List.of("0", "0", "6", "5", "0", "0", "6", "5"), values(transcript, "minor", "minor"));
    assertEquals("0000:08:00.0", values(transcript, "cuDeviceGetPCIBusId", "bus").get(7));
  }

  @Test
  void keepsNvmlsCodeAndTheVersionThatNeedsNoDriver() throws IOException, InterruptedException {
    for (int code : List.of(18, 9, 4, 17)) {
      for (String init : List.of("-DWITH_FLAGS", "-DWITHOUT_FLAGS")) {
        Transcript transcript = with(VendorCalls.NVML, "fakenvml", List.of("-DINIT=" + code, init));
        assertEquals(
            Outcome.of("12040"), transcript.value("nvmlSystemGetCudaDriverVersion_v2", "version"));
        assertEquals(Outcome.of((long) code), transcript.status("nvmlInit_v2"));
        assertEquals(List.of(), transcript.steps("nvmlDeviceGetCount_v2"));
      }
    }
  }

  @Test
  void losesOnlyTheDeviceThatIsLost() throws IOException, InterruptedException {
    Transcript transcript =
        with(VendorCalls.NVML, "fakenvml", List.of("-DDEVICES=3", "-DBROKEN=1"));
    List<Long> codes =
        transcript.steps("nvmlDeviceGetHandleByIndex_v2").stream()
            .map(it -> it.status().orElseThrow())
            .toList();
    assertEquals(List.of(0L, 15L, 0L), codes);
    assertEquals(
        List.of("0", "2"),
        transcript.steps("nvmlDeviceGetName").stream().map(Transcript.Step::index).toList());
    assertEquals(Outcome.of("550.54.14"), transcript.value("nvmlSystemGetDriverVersion", "driver"));
  }

  @Test
  void countsInstancesOfADividedDevice() throws IOException, InterruptedException {
    Transcript transcript =
        with(VendorCalls.NVML, "fakenvml", List.of("-DINSTANCES=7", "-DWITH_FLAGS"));
    assertEquals(Outcome.of("1"), transcript.value("nvmlDeviceGetCount_v2", "count"));
    assertEquals(Outcome.of("1"), transcript.value("nvmlDeviceGetMigMode", "mig"));
    assertEquals(7, transcript.steps("instance").size());
    assertEquals("NVIDIA H100 MIG 1g.10gb", values(transcript, "instance", "name").get(6));
    assertEquals(
        Outcome.of("00000000:0A:00.0"), transcript.value("nvmlDeviceGetPciInfo_v3", "bus"));
  }

  @Test
  void takesARuntimesZeroForNoDriver() throws IOException, InterruptedException {
    for (int version : List.of(12080, 13000)) {
      Transcript transcript =
          with(VendorCalls.CUDART, "fakecudart", List.of("-DVERSION=" + version));
      assertEquals(
          Outcome.of(String.valueOf(version)),
          transcript.value("cudaRuntimeGetVersion", "version"));
      assertEquals(Outcome.of("0"), transcript.value("cudaDriverGetVersion", "driver"));
    }
  }

  @Test
  void readsTheFeaturesOfAmdDevicesAndLeavesProcessorsOut()
      throws IOException, InterruptedException {
    Transcript transcript = with(VendorCalls.HSA, "fakehsa", List.of());
    assertEquals(List.of("0", "1"), values(transcript, "type", "type"));
    assertEquals(
        List.of("amdgcn-amd-amdhsa--gfx90a:sramecc+:xnack-"),
        values(transcript, "isa", "isa_name"));
    assertEquals("1.0", transcript.steps("isa").get(0).index());
    Transcript none = with(VendorCalls.HSA, "fakehsa", List.of("-DINIT=0x1008"));
    assertEquals(Outcome.of(0x1008L), none.status("hsa_init"));
    assertEquals(List.of(), none.steps("hsa_iterate_agents"));
  }

  @Test
  void readsIntelsDevicesThroughNewLoadersAndOld() throws IOException, InterruptedException {
    for (String loader : List.of("-DNEW", "-DOLD")) {
      Transcript transcript = with(VendorCalls.LEVEL_ZERO, "fakeze", List.of(loader));
      assertEquals(loader.equals("-DOLD"), transcript.status("zeInitDrivers").isNotFound(), loader);
      assertEquals(loader.equals("-DNEW"), transcript.steps("zeInit").isEmpty(), loader);
      assertEquals(Outcome.of("17"), transcript.value("zelLoaderGetVersions", "minor"));
      assertEquals(
          Outcome.of("Intel(R) Arc(TM) A770 Graphics"),
          transcript.value("zeDeviceGetProperties", "name"));
      assertEquals(
          Outcome.of(String.valueOf(0x030dc008)), transcript.value("zeDeviceGetProperties", "ip"));
    }
  }

  @Test
  void everyConversationIsWrittenInCallsThatTheChildReads()
      throws IOException, InterruptedException {
    Path library =
        FakeLibrary.build("fakecudart", directory.resolve("nothing.so"), "-DVERSION=12000");
    for (VendorCalls vendor : VendorCalls.values()) {
      if (vendor != VendorCalls.OPENCL) {
        Transcript transcript = Talk.heard(Talk.with(library, vendor.calls(), Talk.PATIENT));
        assertTrue(transcript.broken().isEmpty(), vendor + " " + transcript.text());
      }
    }
  }

  @Test
  void refusesALibraryThatWasReplacedAfterItWasChecked() throws IOException, InterruptedException {
    Path library =
        FakeLibrary.build("fakecudart", directory.resolve("libcudart.so"), "-DVERSION=12000");
    Outcome<Transcript> outcome =
        new io.envprobe.host.LiveHost(
                java.util.Set.of(io.envprobe.host.HostPermission.CONVERSATIONS))
            .answer(VendorCalls.CUDART.asThisProcess(library.toString(), 12345));
    assertEquals(FailureKind.MALFORMED, Talk.failure(outcome).kind());
  }
}
