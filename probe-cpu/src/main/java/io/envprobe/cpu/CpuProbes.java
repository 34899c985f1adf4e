package io.envprobe.cpu;

import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeProvider;
import java.util.List;

/** The probes of this module. */
public final class CpuProbes implements ProbeProvider {
  /** For {@link java.util.ServiceLoader}. */
  public CpuProbes() {}

  @Override
  public List<Probe> probes() {
    return List.of(
        new CpuProbe(),
        new CpuTargetProbe(),
        new CpuEnvironmentProbe(),
        new LoaderDirectoriesProbe());
  }
}
