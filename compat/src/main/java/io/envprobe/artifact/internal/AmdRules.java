package io.envprobe.artifact.internal;

import io.envprobe.accelerator.Certainty;
import io.envprobe.accelerator.GfxTarget;
import io.envprobe.artifact.internal.CoverageRules.Judged;
import io.envprobe.artifact.internal.CoverageRules.Outcome;
import io.envprobe.binaries.gpu.AmdImage;
import io.envprobe.binaries.gpu.AmdTarget;
import io.envprobe.binaries.gpu.GpuImage;
import io.envprobe.binaries.gpu.GpuModule;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a module of AMD's runs on a device: the processor must be the very one or of the generic
 * family, and each setting that the code asks for must be the device's. Source:
 * https://llvm.org/docs/AMDGPUUsage.html#target-id
 */
final class AmdRules {
  /** What is compiled on the device's machine. */
  private static final String PORTABLE = "amdgcnspirv";

  private AmdRules() {}

  static boolean concerns(GpuModule module) {
    for (GpuImage image : module.images()) {
      if (image instanceof AmdImage amd && amd.target().isPresent()) {
        return true;
      }
    }
    return false;
  }

  static Judged judge(GpuModule module, AmdTarget device) {
    GfxTarget own = GfxTarget.parse(device.toString()).orElse(new GfxTarget("", Map.of()));
    boolean portable = false;
    String unknown = "";
    String unlike = "";
    for (GpuImage each : module.images()) {
      Optional<AmdTarget> target =
          each instanceof AmdImage image ? image.target() : Optional.empty();
      if (target.isEmpty()) {
        continue;
      }
      AmdTarget code = target.get();
      portable |= code.processor().equals(PORTABLE);
      switch (GfxTarget.parse(code.toString()).map(own::runs).orElse(Certainty.NO)) {
        case YES, LIKELY -> {
          return Judged.of(Outcome.READY, "");
        }
        case UNKNOWN ->
            unknown =
                "has code for "
                    + code
                    + ", and it is not known whether "
                    + device
                    + " is set so, or is of its family";
        case NO -> {
          if (code.processor().equals(device.processor())) {
            unlike = "has code for " + code + ", and the device is set to " + device;
          }
        }
      }
    }
    if (portable) {
      return Judged.of(Outcome.COMPILED, "");
    }
    if (!unknown.isEmpty()) {
      return Judged.of(Outcome.UNDECIDED, unknown);
    }
    return Judged.of(
        Outcome.MISSING, unlike.isEmpty() ? "no image for " + device.processor() : unlike);
  }
}
