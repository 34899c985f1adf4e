package io.envprobe.cpu;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.Set;

/**
 * Hypervisor, emulation, and what they hide. Asks the CPUID instruction where the files leave that
 * open, so it is a probe of its own that the common commands do without.
 */
final class CpuEnvironmentProbe implements Probe {
  @Override
  public String id() {
    return "cpu-environment";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        CpuFacts.CPU_HYPERVISOR,
        CpuFacts.CPU_EMULATION,
        CpuFacts.CPU_HIDDEN,
        CpuFacts.CPU_AVX10,
        CpuFacts.CPU_APX,
        CpuFacts.CPU_AMX);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(CpuFacts.CPU_ARCH, OsFacts.OS_NAME);
  }

  @Override
  public void probe(ProbeSession session) {
    for (Fact<?> fact :
        CpuSourcesOfHost.of(session)
            .withCores()
            .withInstruction()
            .withTunables()
            .withSystem()
            .examine()
            .environmentFacts()) {
      session.add(fact);
    }
  }
}
