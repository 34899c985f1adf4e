package io.envprobe.benchmarks;

import io.envprobe.engine.Engine;
import io.envprobe.engine.Verdict;
import io.envprobe.engine.WheelIndex;
import io.envprobe.fact.Baseline;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.Reading;
import io.envprobe.host.LiveInputs;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Wheels of an index: file names ranked, an index of a million asked, a verdict explained. To hold:
 * a million names a second, 5 ms, 1 ms.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx3g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EngineBenchmark {
  private static final int WHEELS = 1_000_000;
  private static final int NAMES = 100_000;

  private final Platform platform = Platform.of(profile());
  private final List<String> names = new ArrayList<>();
  private WheelIndex index = WheelIndex.builder().build();
  private Candidate refused;

  /** Makes names as indexes have them: many versions, Pythons and platforms of one project. */
  public EngineBenchmark() {
    try {
      this.refused =
          RequirementFormats.read(
                  Source.of(
                      "a-1.0-cp311-cp311-manylinux_2_39_x86_64.whl",
                      new LiveInputs(InputStream.nullInputStream())))
              .get(0);
    } catch (RequirementException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Profile profile() {
    return Baseline.named("debian-12")
        .orElseThrow()
        .with(fact(PythonFacts.PYTHON_IMPLEMENTATION, "cpython"))
        .with(fact(PythonFacts.PYTHON_VERSION, "3.11.2"))
        .with(fact(PythonFacts.PYTHON_FREE_THREADED, false));
  }

  private static <T> Fact<T> fact(FactKey<T> key, T value) {
    Evidence evidence = new Evidence("user", "benchmark", "");
    return new Fact<>(key, Reading.present(value), Origin.DECLARED, List.of(evidence));
  }

  /** Builds the index. */
  @Setup
  public void build() {
    Random random = new Random(1);
    String[] systems = {
      "manylinux_2_%d_x86_64",
      "manylinux_2_%d_aarch64",
      "musllinux_1_%d_x86_64",
      "macosx_%d_0_arm64"
    };
    WheelIndex.Builder builder = WheelIndex.builder();
    for (int i = 0; i < WHEELS; i++) {
      int minor = 6 + random.nextInt(9);
      String system =
          String.format(
              java.util.Locale.ROOT,
              systems[random.nextInt(systems.length)],
              5 + random.nextInt(36));
      String name =
          "a-"
              + random.nextInt(30)
              + "."
              + random.nextInt(200)
              + "."
              + random.nextInt(50)
              + "-cp3"
              + minor
              + "-cp3"
              + minor
              + "-"
              + system
              + ".whl";
      builder.add(name, random.nextInt(3) == 0 ? ">=3." + minor : "");
      if (i < NAMES) {
        names.add(name);
      }
    }
    index = builder.build();
  }

  /** One of a hundred thousand file names; a million a second is 1 µs. */
  @Benchmark
  @OperationsPerInvocation(NAMES)
  public int rankNames() {
    int compatible = 0;
    for (String name : names) {
      compatible += platform.wheelRanking().rank(name) >= 0 ? 1 : 0;
    }
    return compatible;
  }

  /** The best of a million. */
  @Benchmark
  public Optional<String> bestOfAMillion() {
    return index.best("a", platform);
  }

  /** The same for a machine that takes none of them. */
  @Benchmark
  public Optional<String> noneOfAMillion() {
    return index.best("a", Platform.of(Baseline.named("debian-12:s390x").orElseThrow()));
  }

  /** A verdict with every reason. */
  @Benchmark
  public Verdict explain() {
    return Engine.check(refused.requirement(), platform);
  }
}
