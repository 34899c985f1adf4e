package io.envprobe.gpu.internal.vendor;

import io.envprobe.host.Request;
import io.envprobe.table.Table;
import java.util.List;

/**
 * The conversations with vendors' libraries: which functions are called, in which order, and what
 * of their answers can be meant. Versions are asked for before any device is initialised, and no
 * serial number or UUID is asked for.
 */
public enum VendorCalls {
  CUDA("cuda"),
  NVML("nvml"),
  CUDART("cudart"),
  CUDNN("cudnn"),
  NCCL("nccl"),
  NVRTC("nvrtc"),
  HIP("hip"),
  HSA("hsa"),
  LEVEL_ZERO("level-zero"),
  VULKAN("vulkan"),
  OPENCL("opencl");

  /**
   * The variables that narrow what a program sees of devices; taken away, the host's devices are
   * seen.
   *
   * <p>Source: https://docs.nvidia.com/cuda/cuda-c-programming-guide/ (environment variables),
   * https://rocm.docs.amd.com/en/latest/conceptual/gpu-isolation.html,
   * https://oneapi-src.github.io/level-zero-spec/level-zero/latest/core/PROG.html
   */
  private static final List<String> NARROWING =
      List.of(
          "CUDA_VISIBLE_DEVICES",
          "HIP_VISIBLE_DEVICES",
          "ROCR_VISIBLE_DEVICES",
          "GPU_DEVICE_ORDINAL",
          "HSA_OVERRIDE_GFX_VERSION",
          "ZE_AFFINITY_MASK");

  private static final class Holder {
    static final Table TABLE = CallsTable.read();
  }

  private final String id;

  VendorCalls(String id) {
    this.id = id;
  }

  /** The name in the table. */
  public String id() {
    return id;
  }

  /** The calls, a line each. */
  public List<String> calls() {
    for (Table row : Holder.TABLE.tables("conversations")) {
      if (row.text("name").equals(id)) {
        return row.texts("calls");
      }
    }
    throw new IllegalStateException("no conversation " + id);
  }

  /**
   * The conversation as this process would hold it: with its variables.
   *
   * @param library the absolute path of a file that was found sound
   * @param size its size, in bytes
   */
  public Request.Conversation asThisProcess(String library, long size) {
    return new Request.Conversation(library, size, calls());
  }

  /** The conversation about all that the host has: without the variables that narrow the view. */
  public Request.Conversation asTheHost(String library, long size) {
    return new Request.Conversation(
        library, size, calls(), NARROWING, Request.Conversation.MILLISECONDS);
  }
}
