package io.envprobe.cpu;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.Set;

/**
 * Identity, usable features and the x86-64 level: from files alone on Linux, and cheap enough for
 * every command.
 */
final class CpuProbe implements Probe {
  @Override
  public String id() {
    return "cpu";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        CpuFacts.CPU_VENDOR,
        CpuFacts.CPU_BRAND,
        CpuFacts.CPU_FAMILY,
        CpuFacts.CPU_MODEL,
        CpuFacts.CPU_STEPPING,
        CpuFacts.CPU_FEATURES,
        CpuFacts.CPU_LEVEL);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(CpuFacts.CPU_ARCH, OsFacts.OS_NAME);
  }

  @Override
  public void probe(ProbeSession session) {
    for (Fact<?> fact : CpuSourcesOfHost.of(session).examine().identityFacts()) {
      session.add(fact);
    }
  }
}
