package io.envprobe.gpu;

import io.envprobe.gpu.internal.VariablesProbe;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeProvider;
import java.util.List;

/** The probes of this module. */
public final class GpuProbes implements ProbeProvider {
  /** For {@link java.util.ServiceLoader}. */
  public GpuProbes() {}

  @Override
  public List<Probe> probes() {
    return List.of(new VariablesProbe());
  }
}
