package io.envprobe.binaries.gpu;

import java.util.Optional;

/**
 * Code for NVIDIA's processors. Immutable.
 *
 * <p>Source: the containers that nvcc 13.0 writes, for each of its options
 *
 * @param kind what it is
 * @param kindNumber the number that says so in a container: 1 PTX, 2 machine code, 8 LTO-IR
 * @param target what it is for
 * @param version of PTX the version of its instruction set, {@code 8.4}, by which a driver knows
 *     whether it can compile it; of other code that of its container; empty for machine code by
 *     itself
 * @param flags as in the container; 0 without one
 * @param size in bytes as it is packed, as claimed
 */
public record NvidiaImage(
    Kind kind,
    int kindNumber,
    SmTarget target,
    Optional<String> version,
    Compression compression,
    long flags,
    long size)
    implements GpuImage {
  /** What an image is. */
  public enum Kind {
    /** Text that the driver compiles. */
    PTX,
    /** Machine code. */
    CUBIN,
    /** What the linker for devices compiles. */
    LTO_IR,
    /** What the numbers in {@link NvidiaImage#kindNumber} are not known for. */
    OTHER
  }

  /** {@code sm_90a} for machine code, {@code compute_90} for what is compiled later. */
  @Override
  public String label() {
    return kind == Kind.CUBIN
        ? "sm_" + target
        : kind == Kind.PTX ? "compute_" + target : "lto_" + target;
  }
}
