package io.envprobe.artifact;

import io.envprobe.accelerator.ComputeCapability;
import io.envprobe.binaries.gpu.AmdTarget;
import java.util.Optional;

/** A graphics processor with its driver, as far as code for it is concerned. Immutable. */
public sealed interface GpuDevice {
  /**
   * One of NVIDIA's.
   *
   * @param capability for example 9.0
   * @param driver the CUDA version of the driver, {@code 12.4}, as {@code cuDriverGetVersion} has
   *     it; empty where it is not known
   * @param compiling whether the driver compiles
   */
  record Cuda(ComputeCapability capability, Optional<String> driver, Compiling compiling)
      implements GpuDevice {
    /** The compute capability, {@code 9.0}. */
    @Override
    public String toString() {
      return capability.toString();
    }
  }

  /** What NVIDIA's driver does with PTX. */
  enum Compiling {
    /** What there is no machine code for. */
    WHERE_NEEDED,
    /** Nothing: {@code CUDA_DISABLE_PTX_JIT}, or its compiler is missing. */
    NEVER,
    /** Everything, machine code is not used: {@code CUDA_FORCE_PTX_JIT}. */
    ALWAYS
  }

  /**
   * One of AMD's.
   *
   * @param target the processor and its settings; a setting is empty where it is not known, or
   *     where the processor does not have it
   */
  record Amd(AmdTarget target) implements GpuDevice {
    /** As the runtime names it, {@code gfx90a:sramecc+:xnack-}. */
    @Override
    public String toString() {
      return target.toString();
    }
  }

  /**
   * One of NVIDIA's by its compute capability.
   *
   * @param capability {@code 9.0}
   * @return empty where that is no compute capability
   */
  static Optional<GpuDevice> cuda(String capability, Optional<String> driver) {
    return ComputeCapability.parse(capability)
        .map(parsed -> new Cuda(parsed, driver, Compiling.WHERE_NEEDED));
  }

  /** One of AMD's by its text, {@code gfx90a:sramecc+:xnack-}. */
  static GpuDevice amd(String target) {
    return new Amd(AmdTarget.of(target));
  }
}
