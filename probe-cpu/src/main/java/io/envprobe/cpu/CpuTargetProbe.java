package io.envprobe.cpu;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.OsFacts;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import io.envprobe.target.CpuExamination;
import java.util.Set;

/** Silicon, clusters, targets and profiles: the large tables over the same files. */
final class CpuTargetProbe implements Probe {
  @Override
  public String id() {
    return "cpu-targets";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        CpuFacts.CPU_SILICON,
        CpuFacts.CPU_CLUSTERS,
        CpuFacts.CPU_TARGET,
        CpuFacts.CPU_ARCHSPEC_COMPAT,
        CpuFacts.CPU_AARCH64_LEVEL,
        CpuFacts.CPU_AARCH64_CORE_LEVEL,
        CpuFacts.CPU_RISCV_PROFILES);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(CpuFacts.CPU_ARCH, OsFacts.OS_NAME);
  }

  @Override
  public void probe(ProbeSession session) {
    CpuExamination examination =
        CpuSourcesOfHost.of(session).withCores().withHardwareProbe().withTunables().examine();
    for (Fact<?> fact : examination.targetFacts()) {
      session.add(fact);
    }
    for (Finding finding : examination.findings()) {
      session.add(finding);
    }
  }
}
