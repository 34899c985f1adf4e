package io.envprobe.artifact.internal;

import io.envprobe.artifact.internal.CoverageRules.Judged;
import io.envprobe.artifact.internal.CoverageRules.Outcome;
import io.envprobe.binaries.gpu.AmdImage;
import io.envprobe.binaries.gpu.AmdTarget;
import io.envprobe.binaries.gpu.GpuImage;
import io.envprobe.binaries.gpu.GpuModule;
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
      boolean same =
          code.processor().equals(device.processor())
              || GpuTables.KNOWN.isGenericFor(code.processor(), device.processor());
      if (!same) {
        continue;
      }
      if (differs(code.xnack(), device.xnack()) || differs(code.sramecc(), device.sramecc())) {
        unlike = "has code for " + code + ", and the device is set to " + device;
      } else if (isOpen(code.xnack(), device.xnack()) || isOpen(code.sramecc(), device.sramecc())) {
        unknown = "has code for " + code + ", and how the device is set is not known";
      } else {
        return Judged.of(Outcome.READY, "");
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

  private static boolean differs(Optional<Boolean> code, Optional<Boolean> device) {
    return code.isPresent() && device.isPresent() && !code.equals(device);
  }

  private static boolean isOpen(Optional<Boolean> code, Optional<Boolean> device) {
    return code.isPresent() && device.isEmpty();
  }
}
