package io.envprobe.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the answers of NVIDIA's libraries. */
final class AnswersTest {
  private static final FactKey<?>[] CUDA = {
    CudaFacts.CUDA_DRIVER,
    CudaFacts.CUDA_VERSION,
    CudaFacts.CUDA_USABLE,
    CudaFacts.CUDA_DEVICES,
    CudaFacts.CUDA_VISIBLE_COUNT,
    CudaFacts.CUDA_COMPUTE_CAPABILITIES
  };
  private static final String LIBRARIES = "/usr/lib/x86_64-linux-gnu";
  private static final String VERSION = "did|cuDriverGetVersion||0|version=12040";
  private static final String STARTED = "did|cuInit||0";

  @TempDir Path root;

  private Machine sound() {
    return Machine.in(root)
        .nvidiaDriver("550.54.14")
        .nvidia(0, "NVIDIA H100 80GB HBM3")
        .nvidia(1, "NVIDIA Z9000")
        .userDriver(LIBRARIES, "550.54.14");
  }

  /** What libcuda says of a device at the address of one of {@link #sound}. */
  private static String[] device(int number, String major, String minor) {
    return new String[] {
      "did|cuDeviceGet|" + number + "|0|device=" + number,
      "did|cuDeviceGetName|" + number + "|0|name=NVIDIA Z9000",
      "did|major|" + number + "|0|major=" + major,
      "did|minor|" + number + "|0|minor=" + minor,
      "did|cuDeviceTotalMem_v2|" + number + "|0|memory=85899345920",
      "did|cuDeviceGetPCIBusId|" + number + "|0|bus=0000:0" + (number + 1) + ":00.0"
    };
  }

  private static String[] lines(String[] some, String... more) {
    String[] all = Arrays.copyOf(more, more.length + some.length + 1);
    System.arraycopy(some, 0, all, more.length, some.length);
    all[all.length - 1] = "end";
    return all;
  }

  private static String code(Profile profile) {
    return profile.fact(CudaFacts.CUDA_USABLE).evidence().stream()
        .filter(evidence -> evidence.source().equals("rule"))
        .map(evidence -> evidence.locator())
        .findFirst()
        .orElse("none");
  }

  @Test
  void anAnswerOutranksWhatFilesLetOneDerive() {
    Profile profile =
        sound()
            .answers(
                "libcuda",
                lines(
                    device(1, "13", "1"),
                    "did|cuDriverGetVersion||0|version=12050",
                    STARTED,
                    "did|cuDeviceGetCount||0|count=1"))
            .profile(CUDA);
    assertEquals("12.5", Machine.value(profile, CudaFacts.CUDA_VERSION));
    assertEquals(Origin.OBSERVED, profile.fact(CudaFacts.CUDA_VERSION).origin());
    assertTrue(Machine.rules(profile).contains("cuda.version-differs"));
    assertEquals("true", Machine.value(profile, CudaFacts.CUDA_USABLE));
    assertEquals("1", Machine.value(profile, CudaFacts.CUDA_VISIBLE_COUNT));
  }

  @Test
  void aDeviceThatNoTableKnowsGetsItsCapabilityFromTheDriver() {
    String[] both = new String[12];
    System.arraycopy(device(0, "9", "0"), 0, both, 0, 6);
    System.arraycopy(device(1, "13", "1"), 0, both, 6, 6);
    Profile profile =
        sound()
            .answers("libcuda", lines(both, VERSION, STARTED, "did|cuDeviceGetCount||0|count=2"))
            .profile(CUDA);
    assertEquals("[13.1, 9.0]", Machine.value(profile, CudaFacts.CUDA_COMPUTE_CAPABILITIES));
    FactRecord device = Machine.records(profile, CudaFacts.CUDA_DEVICES).get(1);
    assertEquals(81920L, device.integer("memory_mib").orElse(0L));
    assertTrue(device.isTrue("visible"));
    assertEquals(2, Machine.records(profile, CudaFacts.CUDA_DEVICES).size());
  }

  @Test
  void aCodeMakesWhatIsThereUnusableAndTheVersionStays() {
    for (String code : List.of("803", "804", "802", "999", "800", "100", "101", "34")) {
      Profile profile =
          sound().answers("libcuda", VERSION, "did|cuInit||" + code, "end").profile(CUDA);
      assertEquals("12.4", Machine.value(profile, CudaFacts.CUDA_VERSION), code);
      assertEquals("false", Machine.value(profile, CudaFacts.CUDA_USABLE), code);
      assertTrue(code(profile).startsWith(code + " CUDA_ERROR_"), code(profile));
      assertTrue(profile.findings().get(0).remedy().length() > 5, code);
      assertEquals("2", Machine.value(profile, CudaFacts.CUDA_DEVICE_COUNT));
    }
  }

  @Test
  void aLibraryThatCrashesOrHangsIsUnknownWithTheCauseAndTheVersionStays() {
    for (String end : List.of("CRASHED", "TIMEOUT")) {
      Profile profile =
          sound().answers("libcuda", VERSION, "broken|cuInit|" + end + "|in cuInit").profile(CUDA);
      assertEquals("12.4", Machine.value(profile, CudaFacts.CUDA_VERSION));
      assertEquals("unknown " + end, Machine.value(profile, CudaFacts.CUDA_USABLE));
      assertTrue(profile.findings().toString().contains("cuInit"), profile.findings().toString());
    }
  }

  @Test
  void aLibraryWithoutAFunctionIsBroken() {
    Profile profile =
        sound()
            .answers("libcuda", VERSION, STARTED, "missing|cuDeviceGetCount|", "end")
            .profile(CUDA);
    assertEquals("broken-library", code(profile));
  }

  @Test
  void anAnswerThatCannotBeMeantIsNone() {
    Profile profile =
        sound()
            .answers("libcuda", "did|cuDriverGetVersion||0|version!-559038737", STARTED, "end")
            .profile(CUDA);
    assertEquals("12.4", Machine.value(profile, CudaFacts.CUDA_VERSION));
    assertEquals(Origin.DERIVED, profile.fact(CudaFacts.CUDA_VERSION).origin());
  }

  @Test
  void whatAProgramIsGivenAndWhatTheHostHasAreTwoFacts() {
    Profile profile =
        sound()
            .variable("CUDA_VISIBLE_DEVICES", "1")
            .answers(
                "libcuda",
                lines(
                    new String[] {
                      "did|cuDeviceGet|0|0|device=0", "did|cuDeviceGetPCIBusId|0|0|bus=0000:02:00.0"
                    },
                    VERSION,
                    STARTED,
                    "did|cuDeviceGetCount||0|count=1"))
            .answers(
                "libcuda as the host",
                lines(device(0, "9", "0"), VERSION, STARTED, "did|cuDeviceGetCount||0|count=2"))
            .profile(CUDA);
    assertEquals("1", Machine.value(profile, CudaFacts.CUDA_VISIBLE_COUNT));
    assertEquals("2", Machine.value(profile, CudaFacts.CUDA_DEVICE_COUNT));
    List<FactRecord> devices = Machine.records(profile, CudaFacts.CUDA_DEVICES);
    assertEquals(false, devices.get(0).isTrue("visible"));
    assertEquals(true, devices.get(1).isTrue("visible"));
  }

  @Test
  void oneLostDeviceDoesNotCostTheOthers() {
    Profile profile =
        sound()
            .answers(
                "libnvidia-ml",
                "did|nvmlInitWithFlags||0",
                "did|nvmlDeviceGetCount_v2||0|count=2",
                "did|nvmlDeviceGetHandleByIndex_v2|0|15",
                "did|nvmlDeviceGetHandleByIndex_v2|1|0|device=1",
                "did|nvmlDeviceGetPciInfo_v3|1|0|bus=00000000:02:00.0",
                "did|nvmlDeviceGetCudaComputeCapability|1|0|major=13|minor=0",
                "end")
            .profile(CUDA);
    assertTrue(Machine.rules(profile).contains("cuda.device-refuses"));
    assertTrue(profile.findings().toString().contains("15 NVML_ERROR_GPU_IS_LOST"));
    List<FactRecord> devices = Machine.records(profile, CudaFacts.CUDA_DEVICES);
    assertEquals("13.0", devices.get(1).text("compute_capability").orElse(""));
  }

  @Test
  void underWslTheManagementLibraryTellsTheRelease() {
    Profile profile =
        Machine.in(root)
            .device("/dev/dxg")
            .directory("/sys/bus/pci/devices")
            .library("/usr/lib/libcuda.so.1.1")
            .link("/usr/lib/libcuda.so.1", "libcuda.so.1.1")
            .library("/usr/lib/libnvidia-ml.so.1")
            .answers(
                "libcuda",
                lines(device(0, "8", "9"), VERSION, STARTED, "did|cuDeviceGetCount||0|count=1"))
            .answers(
                "libnvidia-ml",
                "did|nvmlInitWithFlags||0",
                "did|nvmlSystemGetDriverVersion||0|driver=551.61",
                "end")
            .profile(CUDA);
    assertEquals("551.61", Machine.value(profile, CudaFacts.CUDA_DRIVER));
    assertEquals("12.4", Machine.value(profile, CudaFacts.CUDA_VERSION));
    assertEquals("[8.9]", Machine.value(profile, CudaFacts.CUDA_COMPUTE_CAPABILITIES));
  }

  @Test
  void theManagementLibrarysCodeIsAWarning() {
    Profile profile =
        sound()
            .answers("libnvidia-ml", "did|nvmlInitWithFlags||18", "did|nvmlInit_v2||18", "end")
            .profile(CUDA);
    assertTrue(
        profile.findings().toString().contains("18 NVML_ERROR_LIB_RM_VERSION_MISMATCH"),
        profile.findings().toString());
  }

  @Test
  void versionsThatFilesDoNotTellAreAskedFor() {
    Profile profile =
        Machine.in(root)
            .library(LIBRARIES + "/libnccl.so.2")
            .answers("libnccl", "did|ncclGetVersion||0|version=22105", "end")
            .profile(CudaFacts.NCCL_VERSION);
    assertEquals("2.21.5", Machine.value(profile, CudaFacts.NCCL_VERSION));
  }
}
