package io.envprobe.benchmarks;

import io.envprobe.fact.Baseline;
import io.envprobe.fact.Profile;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.python.PythonVocabulary;
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

/** The platform tags of a profile. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TagBenchmark {
  private final Profile profile = Baseline.named("debian-12").orElseThrow();
  private final PythonVocabulary python = new PythonVocabulary();

  /** From a profile to ordered platform tags. */
  @Benchmark
  public TagSet platformTags() {
    return python.tags(profile, TagOptions.NONE);
  }
}
