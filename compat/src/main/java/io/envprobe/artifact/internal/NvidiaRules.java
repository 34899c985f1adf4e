package io.envprobe.artifact.internal;

import static io.envprobe.accelerator.Certainty.LIKELY;
import static io.envprobe.accelerator.Certainty.UNKNOWN;
import static io.envprobe.accelerator.Certainty.YES;

import io.envprobe.accelerator.Certainty;
import io.envprobe.accelerator.CudaDriver;
import io.envprobe.accelerator.CudaTarget;
import io.envprobe.artifact.GpuDevice;
import io.envprobe.artifact.GpuDevice.Compiling;
import io.envprobe.artifact.internal.CoverageRules.Judged;
import io.envprobe.artifact.internal.CoverageRules.Outcome;
import io.envprobe.binaries.gpu.GpuImage;
import io.envprobe.binaries.gpu.GpuModule;
import io.envprobe.binaries.gpu.NvidiaImage;
import java.util.Optional;

/**
 * Whether a module of NVIDIA's runs on a device. Source:
 * https://docs.nvidia.com/cuda/cuda-c-programming-guide/index.html#binary-compatibility and
 * https://docs.nvidia.com/deploy/cuda-compatibility/
 */
final class NvidiaRules {
  private NvidiaRules() {}

  static boolean concerns(GpuModule module) {
    return module.images().stream().anyMatch(NvidiaImage.class::isInstance);
  }

  static Judged judge(GpuModule module, GpuDevice.Cuda device) {
    boolean ready = false;
    boolean likely = false;
    boolean unknown = false;
    boolean text = false;
    Optional<String> driver = Optional.empty();
    for (GpuImage each : module.images()) {
      if (!(each instanceof NvidiaImage image)) {
        continue;
      }
      Optional<CudaTarget> code = CudaTarget.parse(image.target().toString());
      switch (image.kind()) {
        case CUBIN -> {
          Certainty runs =
              code.map(it -> it.machineCodeRunsOn(device.capability())).orElse(UNKNOWN);
          ready |= runs == YES;
          likely |= runs == YES || runs == LIKELY;
          unknown |= runs == UNKNOWN;
        }
        case PTX -> {
          if (code.isPresent() && code.get().intermediateCodeRunsOn(device.capability())) {
            text = true;
            driver = lower(driver, image.version().flatMap(CudaDriver::leastForPtx));
          }
        }
        case LTO_IR, OTHER -> unknown = true;
      }
    }
    if (device.compiling() != Compiling.ALWAYS && (ready || likely)) {
      return ready
          ? Judged.of(Outcome.READY, "")
          : Judged.of(
              Outcome.LIKELY,
              "machine code is of the same generation, but only one of the two is for embedded"
                  + " systems, for which NVIDIA promises nothing");
    }
    if (text && device.compiling() != Compiling.NEVER) {
      return compiled(device, driver);
    }
    if (unknown) {
      return Judged.of(
          Outcome.UNDECIDED, "has code that is compiled or chosen in a way that files do not tell");
    }
    return Judged.of(
        Outcome.MISSING,
        text
            ? "PTX could be compiled, but the driver must not"
            : "no image for compute capability " + device);
  }

  private static Judged compiled(GpuDevice.Cuda device, Optional<String> needed) {
    if (needed.isEmpty()) {
      return Judged.of(Outcome.UNDECIDED, "has PTX of a version that no known driver compiles");
    }
    if (device.driver().isEmpty() || !VersionNumber.isNumeric(device.driver().get())) {
      return new Judged(
          Outcome.UNDECIDED, needed, "has PTX for a driver of CUDA " + needed.get() + " or later");
    }
    if (VersionNumber.compare(device.driver().get(), needed.get()) < 0) {
      return new Judged(
          Outcome.MISSING,
          needed,
          "has PTX for a driver of CUDA "
              + needed.get()
              + " or later, and the driver is of CUDA "
              + device.driver().get());
    }
    return new Judged(Outcome.COMPILED, needed, "");
  }

  private static Optional<String> lower(Optional<String> left, Optional<String> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.or(() -> right);
    }
    return VersionNumber.compare(left.get(), right.get()) <= 0 ? left : right;
  }
}
