package io.envprobe.marker;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.PythonFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names of the language: those of the <a
 * href="https://packaging.python.org/en/latest/specifications/dependency-specifiers/">dependency
 * specifiers</a>, those of PEP 825, and the extended ones. Every name that begins with {@code
 * user_} exists as well.
 */
public final class MarkerNames {
  static final String USER_PREFIX = "user_";
  static final int USER_SLOT = -1;
  private static final Map<String, MarkerName> NAMES = new LinkedHashMap<>();
  private static final Map<String, String> OLD_SPELLINGS =
      Map.of(
          "os.name", "os_name",
          "sys.platform", "sys_platform",
          "platform.version", "platform_version",
          "platform.machine", "platform_machine",
          "platform.python_implementation", "platform_python_implementation",
          "python_implementation", "platform_python_implementation");

  static {
    standard("python_version", MarkerType.VERSION, PythonFacts.PYTHON_VERSION, "major.minor");
    standard(
        "python_full_version", MarkerType.VERSION, PythonFacts.PYTHON_VERSION, "the whole version");
    standard("os_name", MarkerType.TEXT, OsFacts.OS_NAME, "os.name: posix, nt or java");
    standard("sys_platform", MarkerType.TEXT, OsFacts.OS_NAME, "sys.platform: linux, darwin …");
    standard(
        "platform_release",
        MarkerType.VERSION_OR_TEXT,
        OsFacts.KERNEL_VERSION,
        "the kernel's release");
    standard(
        "platform_system", MarkerType.TEXT, OsFacts.OS_NAME, "the system: Linux, Darwin, Windows");
    standard(
        "platform_version", MarkerType.VERSION_OR_TEXT, OsFacts.KERNEL_BUILD, "the kernel's build");
    standard(
        "platform_machine",
        MarkerType.TEXT,
        OsFacts.KERNEL_MACHINE,
        "the machine: x86_64, arm64 …");
    standard(
        "platform_python_implementation",
        MarkerType.TEXT,
        PythonFacts.PYTHON_IMPLEMENTATION,
        "CPython, PyPy …");
    standard(
        "implementation_name",
        MarkerType.TEXT,
        PythonFacts.PYTHON_IMPLEMENTATION,
        "cpython, pypy …");
    standard(
        "implementation_version",
        MarkerType.VERSION,
        PythonFacts.PYTHON_INTERPRETERS,
        "the version of the implementation");
    standard("extra", MarkerType.EXTRA, null, "the extra that is asked for");
    standard("extras", MarkerType.SET, null, "the extras of a lock file that are asked for");
    standard("dependency_groups", MarkerType.SET, null, "the dependency groups asked for");
    draft("variant_label", MarkerType.TEXT, "the label of the wheel's variant");
    draft("variant_namespaces", MarkerType.SET, "namespaces of the variant that are supported");
    draft("variant_features", MarkerType.SET, "features of the variant that are supported");
    draft("variant_properties", MarkerType.SET, "properties of the variant that are supported");
    extended("cpu_arch", MarkerType.TEXT, CpuFacts.CPU_ARCH);
    extended("cpu_vendor", MarkerType.TEXT, CpuFacts.CPU_VENDOR);
    extended("cpu_microarchitecture", MarkerType.TARGET, CpuFacts.CPU_TARGET);
    extended("cpu_features", MarkerType.SET, CpuFacts.CPU_FEATURES);
    extended("x86_64_level", MarkerType.LEVEL, CpuFacts.CPU_LEVEL);
    extended("aarch64_level", MarkerType.LENIENT_VERSION, CpuFacts.CPU_AARCH64_LEVEL);
    extended("libc_name", MarkerType.TEXT, LibraryFacts.LIBC_NAME);
    extended("glibc_version", MarkerType.LENIENT_VERSION, LibraryFacts.LIBC_VERSION);
    extended("musl_version", MarkerType.LENIENT_VERSION, LibraryFacts.LIBC_VERSION);
    extended("kernel_version", MarkerType.LENIENT_VERSION, OsFacts.KERNEL_VERSION);
    extended("glibcxx_version", MarkerType.LENIENT_VERSION, LibraryFacts.LIBSTDCXX_GLIBCXX);
    extended("cxxabi_version", MarkerType.LENIENT_VERSION, LibraryFacts.LIBSTDCXX_CXXABI);
    extended("os_id", MarkerType.TEXT, OsFacts.OS_ID);
    extended("os_version_id", MarkerType.LENIENT_VERSION, OsFacts.OS_VERSION_ID);
    extended("cuda_driver_version", MarkerType.LENIENT_VERSION, CudaFacts.CUDA_DRIVER);
    extended("cuda_version", MarkerType.LENIENT_VERSION, CudaFacts.CUDA_VERSION);
    extended(
        "cuda_compute_capability", MarkerType.LENIENT_VERSION, CudaFacts.CUDA_COMPUTE_CAPABILITY);
    extended("cuda_compute_capabilities", MarkerType.SET, CudaFacts.CUDA_COMPUTE_CAPABILITIES);
    extended("cudnn_version", MarkerType.LENIENT_VERSION, CudaFacts.CUDNN_VERSION);
    extended("nccl_version", MarkerType.LENIENT_VERSION, CudaFacts.NCCL_VERSION);
    extended("rocm_version", MarkerType.LENIENT_VERSION, GpuFacts.ROCM_VERSION);
    extended("level_zero_version", MarkerType.LENIENT_VERSION, GpuFacts.LEVELZERO_VERSION);
    extended("opencl_version", MarkerType.LENIENT_VERSION, GpuFacts.OPENCL_VERSION);
    extended("vulkan_version", MarkerType.LENIENT_VERSION, GpuFacts.VULKAN_VERSION);
    extended("amdgpu_targets", MarkerType.SET, GpuFacts.AMDGPU_TARGETS);
    extended("gpu_vendors", MarkerType.SET, GpuFacts.GPU_VENDORS);
    extended("blas_providers", MarkerType.SET, LibraryFacts.BLAS_PROVIDERS);
    extended("blas_interfaces", MarkerType.SET, LibraryFacts.BLAS_INTERFACES);
    extended("openmp_runtimes", MarkerType.SET, LibraryFacts.OPENMP_RUNTIMES);
    extended("gpu_count", MarkerType.INTEGER, GpuFacts.GPU_COUNT);
  }

  private MarkerNames() {}

  private static void standard(
      String name, MarkerType type, @Nullable FactKey<?> fact, String meaning) {
    add(name, type, false, fact, meaning);
  }

  private static void draft(String name, MarkerType type, String meaning) {
    add(name, type, true, null, meaning);
  }

  private static void extended(String name, MarkerType type, FactKey<?> fact) {
    add(name, type, true, fact, fact.meaning());
  }

  private static void add(
      String name, MarkerType type, boolean extended, @Nullable FactKey<?> fact, String meaning) {
    NAMES.put(name, new MarkerName(name, type, extended, fact, meaning, NAMES.size()));
  }

  static int count() {
    return NAMES.size();
  }

  /** All names but the user's own, standard ones first. */
  public static List<MarkerName> all() {
    return new ArrayList<>(NAMES.values());
  }

  /** The name in any spelling, old ones included; a {@code user_} name always exists. */
  public static Optional<MarkerName> named(String spelling) {
    return Optional.ofNullable(find(spelling));
  }

  static @Nullable MarkerName find(String spelling) {
    MarkerName name = NAMES.get(spelling);
    if (name == null && spelling.startsWith(USER_PREFIX)) {
      return new MarkerName(spelling, MarkerType.USER, true, null, "given by the user", USER_SLOT);
    }
    String current = name == null ? OLD_SPELLINGS.get(spelling) : null;
    return current == null ? name : NAMES.get(current);
  }

  /** Whether the spelling is an old one that still parses. */
  static boolean isDeprecated(String spelling) {
    return OLD_SPELLINGS.containsKey(spelling);
  }
}
