package io.envprobe.benchmarks;

import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.MarkerEnvironment;
import io.envprobe.marker.Truth;
import java.util.Map;
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

/**
 * Reading and evaluating expressions of one and of seven atoms; {@code compare.py} runs them beside
 * Python's packaging, which is why the names are standard.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MarkerBenchmark {
  private static final String ONE = "python_version >= \"3.8\"";
  private static final String SEVEN =
      "(sys_platform == \"linux\" and platform_machine == \"x86_64\" and python_full_version >="
          + " \"3.8.1\") or (os_name == \"nt\" and (platform_machine == \"AMD64\" or platform_machine =="
          + " \"ARM64\")) or implementation_name == \"pypy\"";

  private final MarkerEnvironment environment =
      MarkerEnvironment.of(
          Map.of(
              "implementation_name", "cpython",
              "os_name", "posix",
              "platform_machine", "x86_64",
              "python_full_version", "3.12.3",
              "python_version", "3.12",
              "sys_platform", "linux"));
  private final CompiledMarker one = CompiledMarker.parse(ONE);
  private final CompiledMarker seven = CompiledMarker.parse(SEVEN);

  /** One atom. */
  @Benchmark
  public CompiledMarker parseOneAtom() {
    return CompiledMarker.parse(ONE);
  }

  /** Seven atoms, nested. */
  @Benchmark
  public CompiledMarker parseSevenAtoms() {
    return CompiledMarker.parse(SEVEN);
  }

  /** One atom. */
  @Benchmark
  public Truth evaluateOneAtom() {
    return one.evaluate(environment);
  }

  /** Seven atoms, nested. */
  @Benchmark
  public Truth evaluateSevenAtoms() {
    return seven.evaluate(environment);
  }
}
