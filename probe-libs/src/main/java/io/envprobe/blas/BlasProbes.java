package io.envprobe.blas;

import io.envprobe.blas.internal.BlasProbe;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeProvider;
import java.util.List;

/** The probe of BLAS, LAPACK and OpenMP. */
public final class BlasProbes implements ProbeProvider {
  /** For {@link java.util.ServiceLoader}. */
  public BlasProbes() {}

  @Override
  public List<Probe> probes() {
    return List.of(new BlasProbe());
  }
}
