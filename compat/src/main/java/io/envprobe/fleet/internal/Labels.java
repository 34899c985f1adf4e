package io.envprobe.fleet.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What labels of Node Feature Discovery, of NVIDIA's GPU Feature Discovery and of our own feature
 * file say. A label that is not there says nothing: not every program that sets labels runs on
 * every node, and some flags are left out on purpose.
 *
 * @see <a
 *     href="https://kubernetes-sigs.github.io/node-feature-discovery/stable/usage/features.html">the
 *     labels</a>, <a href="https://github.com/NVIDIA/k8s-device-plugin">those of NVIDIA</a>
 */
final class Labels {
  private static final String NFD = "feature.node.kubernetes.io/";
  private static final String LEVEL = NFD + "cpu-cpuid.X86_64_V";
  private static final String OWN = "probe.host/";
  private static final String NVIDIA = "nvidia.com/";

  private final Map<String, String> labels;
  private Profile profile = Profile.EMPTY;

  private Labels(Map<String, String> labels) {
    this.labels = labels;
  }

  /** The facts that the labels state. */
  static Profile profile(Map<String, String> labels) {
    Labels reader = new Labels(labels);
    reader.texts();
    reader.level();
    reader.gpu();
    return reader.profile;
  }

  private void texts() {
    text(OsFacts.KERNEL_VERSION, NFD + "kernel-version.full");
    text(OsFacts.OS_ID, NFD + "system-os_release.ID");
    text(OsFacts.OS_VERSION_ID, NFD + "system-os_release.VERSION_ID");
    text(LibraryFacts.LIBC_NAME, OWN + "libc");
    text(LibraryFacts.LIBC_VERSION, OWN + "libc-version");
    text(CpuFacts.CPU_TARGET, OWN + "cpu-target");
    text(CudaFacts.CUDA_DRIVER, NVIDIA + "cuda.driver-version.full");
    text(CudaFacts.CUDA_VERSION, NVIDIA + "cuda.runtime-version.full");
    text(CudaFacts.CUDA_VERSION, OWN + "cuda");
    text(CudaFacts.CUDA_COMPUTE_CAPABILITY, OWN + "gpu-cc-min");
  }

  private void text(FactKey<String> key, String label) {
    String value = labels.getOrDefault(label, "");
    if (!value.isEmpty()) {
      profile = profile.with(Fact.observed(key, value));
    }
  }

  /** Each level has its label where a version of that program is new enough to set any of them. */
  private void level() {
    long level = 0;
    for (int number = 1; number <= 4; number++) {
      level = labels.containsKey(LEVEL + number) ? number : level;
    }
    String own = labels.getOrDefault(OWN + "x86-64-level", "");
    if (own.length() == 2 && own.charAt(1) >= '1' && own.charAt(1) <= '4') {
      level = Character.digit(own.charAt(1), 10);
    }
    if (level > 0) {
      profile = profile.with(Fact.observed(CpuFacts.CPU_LEVEL, level));
    }
  }

  private void gpu() {
    String major = labels.getOrDefault(NVIDIA + "gpu.compute.major", "");
    String minor = labels.getOrDefault(NVIDIA + "gpu.compute.minor", "");
    if (isNumber(major) && isNumber(minor)) {
      String capability = major + "." + minor;
      profile = profile.with(Fact.observed(CudaFacts.CUDA_COMPUTE_CAPABILITY, capability));
      profile =
          profile.with(Fact.observed(CudaFacts.CUDA_COMPUTE_CAPABILITIES, List.of(capability)));
    }
    String runtimeMajor = labels.getOrDefault(NVIDIA + "cuda.runtime.major", "");
    String runtimeMinor = labels.getOrDefault(NVIDIA + "cuda.runtime.minor", "");
    if (isNumber(runtimeMajor) && isNumber(runtimeMinor)) {
      profile =
          profile.with(Fact.observed(CudaFacts.CUDA_VERSION, runtimeMajor + "." + runtimeMinor));
    }
    String count = labels.getOrDefault(NVIDIA + "gpu.count", "");
    if (isNumber(count)) {
      profile = profile.with(Fact.observed(GpuFacts.GPU_COUNT, Long.valueOf(count)));
    }
    List<String> vendors = new ArrayList<>();
    for (String label : labels.keySet()) {
      boolean nvidia = label.startsWith(NFD + "pci-03") && label.contains("_10de");
      boolean amd = label.startsWith(NFD + "pci-03") && label.contains("_1002");
      boolean intel = label.startsWith(NFD + "pci-03") && label.contains("_8086");
      add(vendors, nvidia || label.startsWith(NVIDIA + "gpu.product"), "nvidia");
      add(vendors, amd, "amd");
      add(vendors, intel, "intel");
    }
    if (!vendors.isEmpty()) {
      profile =
          profile.with(
              Fact.observed(GpuFacts.GPU_VENDORS, GpuFacts.GPU_VENDORS.type().canonical(vendors)));
    }
  }

  private static void add(List<String> vendors, boolean found, String vendor) {
    if (found && !vendors.contains(vendor)) {
      vendors.add(vendor);
    }
  }

  private static boolean isNumber(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() < 10;
  }
}
