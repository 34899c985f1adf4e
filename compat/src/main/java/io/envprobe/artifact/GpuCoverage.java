package io.envprobe.artifact;

import io.envprobe.artifact.internal.CoverageRules;
import io.envprobe.binaries.gpu.GpuCode;
import java.util.List;
import java.util.Optional;

/**
 * Whether the code for graphics processors in a file runs on one of them. Each module is judged by
 * itself: the architectures of a file as one set would promise what no module has. Immutable.
 *
 * <p>Source: https://docs.nvidia.com/cuda/cuda-c-programming-guide/index.html#binary-compatibility
 * and https://llvm.org/docs/AMDGPUUsage.html#target-id
 *
 * @param kind the answer
 * @param modules how many modules for the device's vendor there are
 * @param ready how many have machine code for the device
 * @param compiled how many its driver compiles
 * @param missing how many do not run
 * @param undecided of how many that is not known
 * @param likely whether some of the machine code is for other devices than its kind, for which its
 *     vendor promises nothing
 * @param driverNeeded the lowest CUDA version of a driver that compiles all that must be compiled,
 *     met or not; empty where nothing must be, or no driver is known to do
 * @param reasons why, for a person; none where the code is there
 */
public record GpuCoverage(
    Kind kind,
    int modules,
    int ready,
    int compiled,
    int missing,
    int undecided,
    boolean likely,
    Optional<String> driverNeeded,
    List<String> reasons) {
  public GpuCoverage {
    reasons = List.copyOf(reasons);
  }

  /** Whether the code runs. */
  public enum Kind {
    /** There is machine code in each module. */
    NATIVE,
    /** Each module runs, some of them because the driver compiles them. */
    JIT,
    /** Some modules run, others do not. */
    PARTLY,
    /** No module runs. */
    NONE,
    /** It is not known: of the driver, of a setting, or of the code. */
    UNDETERMINED,
    /** The file has no code for the device's vendor, which says nothing: it may get some. */
    NO_STATEMENT
  }

  /** Judges the code of a file, {@link NativeFile#gpu}, for a device. */
  public static GpuCoverage of(GpuCode code, GpuDevice device) {
    return CoverageRules.judge(code.modules(), device);
  }
}
