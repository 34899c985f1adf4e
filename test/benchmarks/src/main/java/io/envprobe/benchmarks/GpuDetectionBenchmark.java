package io.envprobe.benchmarks;

import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.host.LiveHost;
import io.envprobe.probe.Profiler;
import java.time.Duration;
import java.util.HashSet;
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
 * Everything that files tell of graphics processors, drivers, toolkits and interfaces on this
 * machine: the first time in a new JVM and once it is warm, beside OSHI's list of graphics cards in
 * the same JVM. The budget is 20 ms; nothing is started, no native call is allowed.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.SingleShotTime, Mode.AverageTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 0)
@Measurement(iterations = 3, time = 1)
public class GpuDetectionBenchmark {
  private final Host host = new LiveHost(Set.of());
  private final Set<FactKey<?>> keys = new HashSet<>();

  /** Chooses the facts that the command {@code gpu} shows. */
  public GpuDetectionBenchmark() {
    for (FactKey<?> key : FactCatalogue.all()) {
      if (GpuFacts.isSubject(key.name())) {
        keys.add(key);
      }
    }
    if (!Profiler.installed().provides().containsAll(keys)) {
      throw new IllegalStateException("no probe of graphics processors is on the path");
    }
  }

  /** All facts about devices, by files alone. */
  @Benchmark
  public Profile files() {
    return Profiler.installed().profile(host, keys, Profile.EMPTY, Duration.ofSeconds(10));
  }

  /** The names of the graphics cards that OSHI finds; on Linux it starts programs. */
  @Benchmark
  public int oshi() {
    return new SystemInfo().getHardware().getGraphicsCards().size();
  }
}
