package io.envprobe.benchmarks;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.host.LiveHost;
import io.envprobe.probe.Profiler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import oshi.SystemInfo;

/**
 * Detecting the processor of this machine from its files, reading them included: the first time in
 * a new JVM and once it is warm, beside OSHI in the same JVM. The budget is 5 ms; nothing is
 * started, no native call is allowed.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.SingleShotTime, Mode.AverageTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 0)
@Measurement(iterations = 3, time = 1)
public class CpuDetectionBenchmark {
  private static final Set<FactKey<?>> KEYS =
      Set.of(
          CpuFacts.CPU_ARCH,
          CpuFacts.CPU_VENDOR,
          CpuFacts.CPU_FEATURES,
          CpuFacts.CPU_LEVEL,
          CpuFacts.CPU_SILICON,
          CpuFacts.CPU_CLUSTERS,
          CpuFacts.CPU_TARGET,
          CpuFacts.CPU_ARCHSPEC_COMPAT);

  private final Host host = new LiveHost(Set.of());

  /** Silicon, features, level, clusters, target and archspec's answer. */
  @Benchmark
  public Profile files() {
    return Profiler.installed().profile(host, KEYS, Profile.EMPTY, Duration.ofSeconds(10));
  }

  /** OSHI's name of the microarchitecture. */
  @Benchmark
  public String oshi() {
    return new SystemInfo()
        .getHardware()
        .getProcessor()
        .getProcessorIdentifier()
        .getMicroarchitecture();
  }
}
