package io.envprobe.gpu;

import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Profile;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Machines with and without an NVIDIA driver, and what tests read of them. */
abstract class CudaMachines {
  static final FactKey<?>[] ALL = {
    CudaFacts.CUDA_DRIVER,
    CudaFacts.CUDA_DRIVER_FLAVOUR,
    CudaFacts.CUDA_USER_DRIVER,
    CudaFacts.CUDA_VERSION,
    CudaFacts.CUDA_USABLE,
    CudaFacts.CUDA_DEVICES,
    GpuFacts.GPU_COUNT,
    GpuFacts.GPU_VENDORS
  };
  static final String LIBRARIES = "/usr/lib/x86_64-linux-gnu";
  static final String CUDA = LIBRARIES + "/libcuda.so.1";

  @TempDir Path root;

  /** A sound machine with one device. */
  Machine sound() {
    return Machine.in(root)
        .nvidiaDriver("550.54.14")
        .nvidia(0, "NVIDIA H100 80GB HBM3")
        .userDriver(LIBRARIES, "550.54.14");
  }

  /** A machine with driver and device, without libcuda. */
  Machine bare() {
    return Machine.in(root).nvidiaDriver("550.54.14").nvidia(0, "NVIDIA A100-SXM4-40GB");
  }

  static String usable(Profile profile) {
    return Machine.value(profile, CudaFacts.CUDA_USABLE);
  }

  static String code(Profile profile) {
    return profile.fact(CudaFacts.CUDA_USABLE).evidence().stream()
        .filter(evidence -> evidence.source().equals("rule"))
        .map(evidence -> evidence.locator())
        .findFirst()
        .orElse("none");
  }

  static String problem(Profile profile) {
    return Machine.records(profile, CudaFacts.CUDA_DRIVER_LIBRARIES).stream()
        .flatMap(record -> record.text("problem").stream())
        .findFirst()
        .orElse("none");
  }
}
