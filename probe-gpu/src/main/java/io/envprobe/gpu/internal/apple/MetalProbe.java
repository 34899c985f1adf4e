package io.envprobe.gpu.internal.apple;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.Set;

/**
 * Metal: every Mac with Apple's own processor has it, and every one that macOS 11 or later can be
 * installed on; of others only Metal itself tells.
 *
 * <p>Source: https://support.apple.com/102894
 */
public final class MetalProbe implements Probe {
  private static final String FRAMEWORK = "/System/Library/Frameworks/Metal.framework";

  @Override
  public String id() {
    return "metal";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(GpuFacts.METAL_USABLE);
  }

  @Override
  public void probe(ProbeSession session) {
    Host host = session.host();
    Evidence evidence = Evidence.file(FRAMEWORK, "");
    Outcome<?> framework = host.status(FRAMEWORK);
    if (framework.isNotFound()) {
      session.add(Fact.absent(GpuFacts.METAL_USABLE, evidence));
    } else if (framework instanceof Outcome.Failure<?> failure) {
      session.add(
          Fact.unknown(GpuFacts.METAL_USABLE, failure.kind().cause(), failure.detail(), evidence));
    } else if (host.property("os.arch").answer().orElse("").equals("aarch64") || needsIt(host)) {
      session.add(Fact.derived(GpuFacts.METAL_USABLE, true, evidence));
    } else {
      session.add(
          Fact.unknown(
              GpuFacts.METAL_USABLE,
              UnknownCause.UNSUPPORTED,
              "on a Mac with an Intel processor and an older macOS it depends on the graphics card",
              evidence));
    }
  }

  /** Whether the system is one that only runs on Macs with Metal. */
  private static boolean needsIt(Host host) {
    String version = host.property("os.version").answer().orElse("");
    int dot = version.indexOf('.');
    String major = dot < 0 ? version : version.substring(0, dot);
    return major.length() == 2 && major.compareTo("11") >= 0 && major.compareTo("99") <= 0;
  }
}
