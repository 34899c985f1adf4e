package io.envprobe.gpu.internal.amd;

import io.envprobe.accelerator.GfxTarget;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.OtherSystems;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What code AMD's devices run, as the kernel tells it. A probe of its own, because who asks this
 * need not look for every library of ROCm.
 */
public final class TargetsProbe implements Probe {
  @Override
  public String id() {
    return "amdgpu";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(GpuFacts.AMDGPU_TARGETS);
  }

  @Override
  public void probe(ProbeSession session) {
    if (!OtherSystems.record(session, "rocm", provides())) {
      session.add(targets(session.host()));
    }
  }

  private static Fact<List<String>> targets(Host host) {
    FactKey<List<String>> key = GpuFacts.AMDGPU_TARGETS;
    Evidence evidence = Evidence.file(KfdNode.DIRECTORY, "");
    Outcome<List<KfdNode>> nodes = KfdNode.list(host);
    if (nodes instanceof Outcome.Failure<List<KfdNode>> failure) {
      return nodes.isNotFound()
          ? Fact.absent(key, evidence)
          : Fact.unknown(key, failure.kind().cause(), failure.detail(), evidence);
    }
    Set<String> targets = new TreeSet<>();
    boolean hidden = false;
    for (KfdNode node : nodes.answer().orElseThrow()) {
      Optional<GfxTarget> target = node.target();
      if (target.isPresent()) {
        targets.add(target.get().toString());
      } else if (!node.hidden()) {
        return Fact.unknown(
            key,
            UnknownCause.UNSUPPORTED,
            "the kernel does not tell the target of node " + node.number(),
            evidence);
      }
      hidden |= node.hidden();
    }
    if (!targets.isEmpty()) {
      return Fact.observed(key, List.copyOf(targets), evidence);
    }
    return hidden
        ? Fact.unknown(
            key, UnknownCause.DENIED, "every AMD device is hidden from this process", evidence)
        : Fact.absent(key, evidence);
  }
}
