package io.envprobe.probe.system;

import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeProvider;
import java.util.List;

/** The probes of this module. */
public final class SystemProbes implements ProbeProvider {
  @Override
  public List<Probe> probes() {
    return List.of(new KernelProbe(), new DistributionProbe(), new OverridesProbe());
  }
}
