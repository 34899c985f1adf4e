package io.envprobe.gpu;

import io.envprobe.gpu.internal.DevicesProbe;
import io.envprobe.gpu.internal.TotalsProbe;
import io.envprobe.gpu.internal.VariablesProbe;
import io.envprobe.gpu.internal.amd.RocmProbe;
import io.envprobe.gpu.internal.amd.TargetsProbe;
import io.envprobe.gpu.internal.apple.MetalProbe;
import io.envprobe.gpu.internal.intel.LevelZeroProbe;
import io.envprobe.gpu.internal.khronos.OpenClProbe;
import io.envprobe.gpu.internal.khronos.VulkanProbe;
import io.envprobe.gpu.internal.nvidia.CudaProbe;
import io.envprobe.gpu.internal.nvidia.LibrariesProbe;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeProvider;
import java.util.List;

/** The probes of this module. */
public final class GpuProbes implements ProbeProvider {
  /** For {@link java.util.ServiceLoader}. */
  public GpuProbes() {}

  @Override
  public List<Probe> probes() {
    return List.of(
        new DevicesProbe(),
        new CudaProbe(),
        new LibrariesProbe(),
        new TargetsProbe(),
        new RocmProbe(),
        new LevelZeroProbe(),
        new OpenClProbe(),
        new VulkanProbe(),
        new MetalProbe(),
        new TotalsProbe(),
        new VariablesProbe());
  }
}
