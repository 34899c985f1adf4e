package io.envprobe.fact;

import java.util.List;

/** The facts about graphics processors of all makers, and the libraries that drive them. */
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

  /**
   * The graphics processors, one record each: vendor, name, pci_address, pci_id, class, driver,
   * node, access.
   */
  public static final FactKey<List<FactRecord>> GPU_DEVICES =
      new FactKey<>(
          "gpu.devices",
          FactType.RECORDS,
          "",
          "/sys/bus/pci, /dev",
          "the graphics processors, one record each: vendor, name, pci_address, pci_id, class,"
              + " driver, node, access");

  /** The variables that are set and change what programs see of devices: name, value, effect. */
  public static final FactKey<List<FactRecord>> GPU_VARIABLES =
      new FactKey<>(
          "gpu.variables",
          FactType.RECORDS,
          "",
          "environment variables, by a table",
          "the variables that are set and change what programs see of devices: name, value,"
              + " effect");

  /**
   * The variables that are set and that tools take for facts instead of looking: name, value, tool,
   * fact.
   */
  public static final FactKey<List<FactRecord>> GPU_OVERRIDES =
      new FactKey<>(
          "gpu.overrides",
          FactType.RECORDS,
          "",
          "environment variables, by a table",
          "the variables that are set and that tools take for facts instead of looking: name,"
              + " value, tool, fact");

  /** The release of the AMD kernel driver, where it is not the kernel's own. */
  public static final FactKey<String> ROCM_DRIVER =
      new FactKey<>(
          "rocm.driver",
          FactType.VERSION,
          "lenient",
          "/sys/module/amdgpu/version",
          "the release of the AMD kernel driver, where it is not the kernel's own");

  /** The version of ROCm. */
  public static final FactKey<String> ROCM_VERSION =
      new FactKey<>(
          "rocm.version",
          FactType.VERSION,
          "lenient",
          "ROCm installation, HIP",
          "the version of ROCm");

  /**
   * The copies of ROCm and of its runtimes, one record each: component, version, path, owner,
   * found_by_loader.
   */
  public static final FactKey<List<FactRecord>> ROCM_INSTALLATIONS =
      new FactKey<>(
          "rocm.installations",
          FactType.RECORDS,
          "",
          "/opt/rocm*, ROCM_PATH, system and Python directories",
          "the copies of ROCm and of its runtimes, one record each: component, version, path,"
              + " owner, found_by_loader");

  /**
   * The AMD devices that compute, one record each: node, target, generic, features, reported_as,
   * pci_address, render_node, access, memory_mib, visible.
   */
  public static final FactKey<List<FactRecord>> ROCM_DEVICES =
      new FactKey<>(
          "rocm.devices",
          FactType.RECORDS,
          "",
          "/sys/class/kfd, HSA, HIP",
          "the AMD devices that compute, one record each: node, target, generic, features,"
              + " reported_as, pci_address, render_node, access, memory_mib, visible");

  /**
   * Whether a program can use AMD devices here; the evidence of a no has the code and the remedy.
   */
  public static final FactKey<Boolean> ROCM_USABLE =
      new FactKey<>(
          "rocm.usable",
          FactType.TRUTH,
          "",
          "/dev/kfd, HSA, HIP",
          "whether a program can use AMD devices here; the evidence of a no has the code and the"
              + " remedy");

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

  /** The devices that Level Zero offers, one record each: name, kind, ip, base, pci_id. */
  public static final FactKey<List<FactRecord>> LEVELZERO_DEVICES =
      new FactKey<>(
          "levelzero.devices",
          FactType.RECORDS,
          "",
          "Level Zero",
          "the devices that Level Zero offers, one record each: name, kind, ip, base, pci_id");

  /**
   * Whether a program can use devices through Level Zero here; the evidence of a no has the code
   * and the remedy.
   */
  public static final FactKey<Boolean> LEVELZERO_USABLE =
      new FactKey<>(
          "levelzero.usable",
          FactType.TRUTH,
          "",
          "Level Zero",
          "whether a program can use devices through Level Zero here; the evidence of a no has the"
              + " code and the remedy");

  /** The highest version of the OpenCL platforms. */
  public static final FactKey<String> OPENCL_VERSION =
      new FactKey<>(
          "opencl.version",
          FactType.VERSION,
          "lenient",
          "OpenCL platforms",
          "the highest version of the OpenCL platforms");

  /**
   * The OpenCL drivers that are registered, one record each: file, library, path, sound, problem.
   */
  public static final FactKey<List<FactRecord>> OPENCL_DRIVERS =
      new FactKey<>(
          "opencl.drivers",
          FactType.RECORDS,
          "",
          "/etc/OpenCL/vendors",
          "the OpenCL drivers that are registered, one record each: file, library, path, sound,"
              + " problem");

  /**
   * The OpenCL platforms with their devices, one record each: name, vendor, version, devices,
   * kinds.
   */
  public static final FactKey<List<FactRecord>> OPENCL_PLATFORMS =
      new FactKey<>(
          "opencl.platforms",
          FactType.RECORDS,
          "",
          "OpenCL",
          "the OpenCL platforms with their devices, one record each: name, vendor, version,"
              + " devices, kinds");

  /** Whether a program can use OpenCL here; the evidence of a no has the code and the remedy. */
  public static final FactKey<Boolean> OPENCL_USABLE =
      new FactKey<>(
          "opencl.usable",
          FactType.TRUTH,
          "",
          "OpenCL",
          "whether a program can use OpenCL here; the evidence of a no has the code and the"
              + " remedy");

  /** The version of the Vulkan API. */
  public static final FactKey<String> VULKAN_VERSION =
      new FactKey<>(
          "vulkan.version",
          FactType.VERSION,
          "lenient",
          "Vulkan loader",
          "the version of the Vulkan API");

  /**
   * The Vulkan drivers that are registered, one record each: file, library, api_version, path,
   * sound, problem.
   */
  public static final FactKey<List<FactRecord>> VULKAN_DRIVERS =
      new FactKey<>(
          "vulkan.drivers",
          FactType.RECORDS,
          "",
          "/usr/share/vulkan/icd.d, /etc/vulkan/icd.d, VK_DRIVER_FILES",
          "the Vulkan drivers that are registered, one record each: file, library, api_version,"
              + " path, sound, problem");

  /** The devices that Vulkan offers, one record each: name, kind, vendor, pci_id, api_version. */
  public static final FactKey<List<FactRecord>> VULKAN_DEVICES =
      new FactKey<>(
          "vulkan.devices",
          FactType.RECORDS,
          "",
          "Vulkan",
          "the devices that Vulkan offers, one record each: name, kind, vendor, pci_id,"
              + " api_version");

  /** Whether a program can use Vulkan here; the evidence of a no has the code and the remedy. */
  public static final FactKey<Boolean> VULKAN_USABLE =
      new FactKey<>(
          "vulkan.usable",
          FactType.TRUTH,
          "",
          "Vulkan",
          "whether a program can use Vulkan here; the evidence of a no has the code and the"
              + " remedy");

  /** Whether a program can use Metal here. */
  public static final FactKey<Boolean> METAL_USABLE =
      new FactKey<>(
          "metal.usable",
          FactType.TRUTH,
          "",
          "system frameworks of macOS, cpu.arch",
          "whether a program can use Metal here");

  private GpuFacts() {}

  static List<FactKey<?>> all() {
    return List.of(
        GPU_COUNT,
        GPU_VENDORS,
        GPU_DEVICES,
        GPU_VARIABLES,
        GPU_OVERRIDES,
        ROCM_DRIVER,
        ROCM_VERSION,
        ROCM_INSTALLATIONS,
        ROCM_DEVICES,
        ROCM_USABLE,
        AMDGPU_TARGETS,
        LEVELZERO_VERSION,
        LEVELZERO_DEVICES,
        LEVELZERO_USABLE,
        OPENCL_VERSION,
        OPENCL_DRIVERS,
        OPENCL_PLATFORMS,
        OPENCL_USABLE,
        VULKAN_VERSION,
        VULKAN_DRIVERS,
        VULKAN_DEVICES,
        VULKAN_USABLE,
        METAL_USABLE);
  }

  /**
   * Whether the dotted name of a fact or of a rule is about graphics processors, their drivers,
   * toolkits or interfaces.
   */
  public static boolean isSubject(String name) {
    return switch (name.substring(0, Math.max(0, name.indexOf('.')))) {
      case "gpu", "cuda", "cudnn", "nccl", "rocm", "amdgpu" -> true;
      case "levelzero", "opencl", "vulkan", "metal" -> true;
      default -> false;
    };
  }
}
