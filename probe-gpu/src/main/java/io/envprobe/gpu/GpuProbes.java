package io.envprobe.gpu;

import io.envprobe.gpu.internal.DevicesProbe;
import io.envprobe.gpu.internal.TotalsProbe;
import io.envprobe.gpu.internal.VariablesProbe;
import io.envprobe.gpu.internal.nvidia.CudaProbe;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeProvider;
import java.util.List;

/** The probes of this module. */
public final class GpuProbes implements ProbeProvider {
  /** For {@link java.util.ServiceLoader}. */
  public GpuProbes() {}

  @Override
  public List<Probe> probes() {
    return List.of(new DevicesProbe(), new CudaProbe(), new TotalsProbe(), new VariablesProbe());
  }
}
