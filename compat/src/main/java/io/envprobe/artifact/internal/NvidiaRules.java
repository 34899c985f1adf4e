package io.envprobe.artifact.internal;

import io.envprobe.artifact.GpuDevice;
import io.envprobe.artifact.GpuDevice.Compiling;
import io.envprobe.artifact.internal.CoverageRules.Judged;
import io.envprobe.artifact.internal.CoverageRules.Outcome;
import io.envprobe.binaries.gpu.GpuImage;
import io.envprobe.binaries.gpu.GpuModule;
import io.envprobe.binaries.gpu.NvidiaImage;
import io.envprobe.binaries.gpu.SmTarget;
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
      SmTarget target = image.target();
      switch (image.kind()) {
        case CUBIN -> {
          boolean runs = runs(target, device);
          boolean same = isEmbedded(target) == isEmbedded(device);
          ready |= runs && (same || target.minor() == device.minor());
          likely |= runs;
          unknown |=
              GpuTables.KNOWN.isRenamed(
                  target.major(), target.minor(), device.major(), device.minor());
        }
        case PTX -> {
          if (compiles(target, device)) {
            text = true;
            driver = lower(driver, image.version().flatMap(GpuTables.KNOWN::driverFor));
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

  /** Whether machine code runs. */
  private static boolean runs(SmTarget target, GpuDevice.Cuda device) {
    return switch (target.reach()) {
      case EXACT -> target.major() == device.major() && target.minor() == device.minor();
      case FORWARD, FAMILY -> target.major() == device.major() && target.minor() <= device.minor();
    };
  }

  /** Whether a driver that knows its version compiles PTX. */
  private static boolean compiles(SmTarget target, GpuDevice.Cuda device) {
    boolean earlier =
        target.major() < device.major()
            || (target.major() == device.major() && target.minor() <= device.minor());
    return target.reach() == SmTarget.Reach.FORWARD ? earlier : runs(target, device);
  }

  private static boolean isEmbedded(SmTarget target) {
    return GpuTables.KNOWN.isEmbedded(target.major(), target.minor());
  }

  private static boolean isEmbedded(GpuDevice.Cuda device) {
    return GpuTables.KNOWN.isEmbedded(device.major(), device.minor());
  }

  private static Optional<String> lower(Optional<String> left, Optional<String> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.or(() -> right);
    }
    return VersionNumber.compare(left.get(), right.get()) <= 0 ? left : right;
  }
}
