package io.envprobe.fact;

import java.util.List;

/** The facts about NVIDIA devices, their driver and the libraries of CUDA. */
public final class CudaFacts {
  /** The release of the NVIDIA kernel driver. */
  public static final FactKey<String> CUDA_DRIVER =
      new FactKey<>(
          "cuda.driver",
          FactType.VERSION,
          "lenient",
          "/proc/driver/nvidia/version, /sys/module/nvidia/version; on Windows the version of"
              + " nvcuda.dll",
          "the release of the NVIDIA kernel driver");

  /** The kind of that driver: proprietary, open, tegra, wsl. */
  public static final FactKey<String> CUDA_DRIVER_FLAVOUR =
      new FactKey<>(
          "cuda.driver_flavour",
          FactType.TEXT,
          "",
          "/proc/driver/nvidia/version, /dev",
          "the kind of that driver: proprietary, open, tegra, wsl");

  /** The release of the user part of the driver that a program would load. */
  public static final FactKey<String> CUDA_USER_DRIVER =
      new FactKey<>(
          "cuda.user_driver",
          FactType.VERSION,
          "lenient",
          "name of the file that libcuda.so.1 leads to; version of nvcuda.dll",
          "the release of the user part of the driver that a program would load");

  /**
   * Every libcuda and NVML found, one record each: name, path, real_path, release, place,
   * found_by_loader, sound, problem.
   */
  public static final FactKey<List<FactRecord>> CUDA_DRIVER_LIBRARIES =
      new FactKey<>(
          "cuda.driver_libraries",
          FactType.RECORDS,
          "",
          "loader path and the known directories beside it",
          "every libcuda and NVML found, one record each: name, path, real_path, release, place,"
              + " found_by_loader, sound, problem");

  /** The CUDA version that the driver offers. */
  public static final FactKey<String> CUDA_VERSION =
      new FactKey<>(
          "cuda.version",
          FactType.VERSION,
          "lenient",
          "driver API; table over cuda.user_driver or cuda.driver",
          "the CUDA version that the driver offers");

  /**
   * Whether a program can use CUDA devices here; the evidence of a no has the code and the remedy.
   */
  public static final FactKey<Boolean> CUDA_USABLE =
      new FactKey<>(
          "cuda.usable",
          FactType.TRUTH,
          "",
          "driver API; driver files",
          "whether a program can use CUDA devices here; the evidence of a no has the code and the"
              + " remedy");

  /**
   * The NVIDIA devices, one record each: index, name, architecture, compute_capability, families,
   * memory_mib, driver, mig, mig_instances, pci_address, node, access, visible.
   */
  public static final FactKey<List<FactRecord>> CUDA_DEVICES =
      new FactKey<>(
          "cuda.devices",
          FactType.RECORDS,
          "",
          "/proc/driver/nvidia, PCI, NVML, driver API",
          "the NVIDIA devices, one record each: index, name, architecture, compute_capability,"
              + " families, memory_mib, driver, mig, mig_instances, pci_address, node, access,"
              + " visible");

  /** The number of NVIDIA devices that the machine, or its container, has. */
  public static final FactKey<Long> CUDA_DEVICE_COUNT =
      new FactKey<>(
          "cuda.device_count",
          FactType.INTEGER,
          "",
          "/proc/driver/nvidia, PCI, NVML, driver API",
          "the number of NVIDIA devices that the machine, or its container, has");

  /** The number of CUDA devices that a program started here is given. */
  public static final FactKey<Long> CUDA_VISIBLE_COUNT =
      new FactKey<>(
          "cuda.visible_count",
          FactType.INTEGER,
          "",
          "driver API",
          "the number of CUDA devices that a program started here is given");

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

  /** The CUDA runtimes, one record each: version, soname, path, owner. */
  public static final FactKey<List<FactRecord>> CUDA_RUNTIMES =
      new FactKey<>(
          "cuda.runtimes",
          FactType.RECORDS,
          "",
          "libcudart in system, Python, conda and toolkit directories",
          "the CUDA runtimes, one record each: version, soname, path, owner");

  /** The CUDA toolkits, one record each: version, path, owner, compiler. */
  public static final FactKey<List<FactRecord>> CUDA_TOOLKITS =
      new FactKey<>(
          "cuda.toolkits",
          FactType.RECORDS,
          "",
          "/usr/local/cuda*, CUDA_HOME, conda, Python packages",
          "the CUDA toolkits, one record each: version, path, owner, compiler");

  /**
   * The libraries for CUDA, one record each: component, version, soname, path, owner,
   * found_by_loader, complete, missing.
   */
  public static final FactKey<List<FactRecord>> CUDA_LIBRARIES =
      new FactKey<>(
          "cuda.libraries",
          FactType.RECORDS,
          "",
          "system, Python, conda and toolkit directories",
          "the libraries for CUDA, one record each: component, version, soname, path, owner,"
              + " found_by_loader, complete, missing");

  /** The version of cuDNN. */
  public static final FactKey<String> CUDNN_VERSION =
      new FactKey<>(
          "cudnn.version", FactType.VERSION, "lenient", "libcudnn", "the version of cuDNN");

  /** Whether all parts of cuDNN are there and of one version. */
  public static final FactKey<Boolean> CUDNN_USABLE =
      new FactKey<>(
          "cudnn.usable",
          FactType.TRUTH,
          "",
          "files of cuDNN",
          "whether all parts of cuDNN are there and of one version");

  /**
   * The copies of cuDNN, one record each: version, path, owner, cuda, complete, missing,
   * found_by_loader.
   */
  public static final FactKey<List<FactRecord>> CUDNN_INSTALLATIONS =
      new FactKey<>(
          "cudnn.installations",
          FactType.RECORDS,
          "",
          "system, Python and conda directories",
          "the copies of cuDNN, one record each: version, path, owner, cuda, complete, missing,"
              + " found_by_loader");

  /** The version of NCCL. */
  public static final FactKey<String> NCCL_VERSION =
      new FactKey<>("nccl.version", FactType.VERSION, "lenient", "libnccl", "the version of NCCL");

  private CudaFacts() {}

  static List<FactKey<?>> all() {
    return List.of(
        CUDA_DRIVER,
        CUDA_DRIVER_FLAVOUR,
        CUDA_USER_DRIVER,
        CUDA_DRIVER_LIBRARIES,
        CUDA_VERSION,
        CUDA_USABLE,
        CUDA_DEVICES,
        CUDA_DEVICE_COUNT,
        CUDA_VISIBLE_COUNT,
        CUDA_COMPUTE_CAPABILITY,
        CUDA_COMPUTE_CAPABILITIES,
        CUDA_RUNTIMES,
        CUDA_TOOLKITS,
        CUDA_LIBRARIES,
        CUDNN_VERSION,
        CUDNN_USABLE,
        CUDNN_INSTALLATIONS,
        NCCL_VERSION);
  }
}
