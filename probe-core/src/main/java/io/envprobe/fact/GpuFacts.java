package io.envprobe.fact;

import java.util.List;

/** The facts about graphics processors and the libraries that drive them. */
public final class GpuFacts {
  /** The number of graphics processors. */
  public static final FactKey<Long> GPU_COUNT =
      new FactKey<>(
          "gpu.count",
          FactType.INTEGER,
          "",
          "device files and vendor libraries",
          "the number of graphics processors");

  /** Their makers: nvidia, amd, intel, apple. */
  public static final FactKey<List<String>> GPU_VENDORS =
      new FactKey<>(
          "gpu.vendors",
          FactType.SET,
          "",
          "device files and vendor libraries",
          "their makers: nvidia, amd, intel, apple");

  /** The release of the NVIDIA kernel driver. */
  public static final FactKey<String> CUDA_DRIVER =
      new FactKey<>(
          "cuda.driver",
          FactType.VERSION,
          "lenient",
          "/proc/driver/nvidia/version, /sys/module/nvidia/version",
          "the release of the NVIDIA kernel driver");

  /** The CUDA version that the driver offers. */
  public static final FactKey<String> CUDA_VERSION =
      new FactKey<>(
          "cuda.version",
          FactType.VERSION,
          "lenient",
          "driver API; table over cuda.driver",
          "the CUDA version that the driver offers");

  /** The lowest compute capability of the NVIDIA devices. */
  public static final FactKey<String> CUDA_COMPUTE_CAPABILITY =
      new FactKey<>(
          "cuda.compute_capability",
          FactType.VERSION,
          "lenient",
          "driver API; table of devices",
          "the lowest compute capability of the NVIDIA devices");

  /** The compute capabilities of the NVIDIA devices. */
  public static final FactKey<List<String>> CUDA_COMPUTE_CAPABILITIES =
      new FactKey<>(
          "cuda.compute_capabilities",
          FactType.SET,
          "",
          "driver API; table of devices",
          "the compute capabilities of the NVIDIA devices");

  /** The version of cuDNN. */
  public static final FactKey<String> CUDNN_VERSION =
      new FactKey<>(
          "cudnn.version", FactType.VERSION, "lenient", "libcudnn", "the version of cuDNN");

  /** The version of NCCL. */
  public static final FactKey<String> NCCL_VERSION =
      new FactKey<>("nccl.version", FactType.VERSION, "lenient", "libnccl", "the version of NCCL");

  /** The version of ROCm. */
  public static final FactKey<String> ROCM_VERSION =
      new FactKey<>(
          "rocm.version", FactType.VERSION, "lenient", "ROCm installation", "the version of ROCm");

  /** The LLVM targets of the AMD devices, for example gfx90a. */
  public static final FactKey<List<String>> AMDGPU_TARGETS =
      new FactKey<>(
          "amdgpu.targets",
          FactType.SET,
          "",
          "/sys/class/kfd",
          "the LLVM targets of the AMD devices, for example gfx90a");

  /** The version of the Level Zero API. */
  public static final FactKey<String> LEVELZERO_VERSION =
      new FactKey<>(
          "levelzero.version",
          FactType.VERSION,
          "lenient",
          "libze_loader",
          "the version of the Level Zero API");

  /** The highest version of the OpenCL platforms. */
  public static final FactKey<String> OPENCL_VERSION =
      new FactKey<>(
          "opencl.version",
          FactType.VERSION,
          "lenient",
          "OpenCL platforms",
          "the highest version of the OpenCL platforms");

  /** The version of the Vulkan API. */
  public static final FactKey<String> VULKAN_VERSION =
      new FactKey<>(
          "vulkan.version",
          FactType.VERSION,
          "lenient",
          "Vulkan loader",
          "the version of the Vulkan API");

  private GpuFacts() {}

  static List<FactKey<?>> all() {
    return List.of(
        GPU_COUNT,
        GPU_VENDORS,
        CUDA_DRIVER,
        CUDA_VERSION,
        CUDA_COMPUTE_CAPABILITY,
        CUDA_COMPUTE_CAPABILITIES,
        CUDNN_VERSION,
        NCCL_VERSION,
        ROCM_VERSION,
        AMDGPU_TARGETS,
        LEVELZERO_VERSION,
        OPENCL_VERSION,
        VULKAN_VERSION);
  }
}
