package io.envprobe.benchmarks;

import io.envprobe.fact.Fact;
import io.envprobe.target.CpuExamination;
import io.envprobe.target.CpuInput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Examining the text of {@code /proc/cpuinfo}, from two to 512 processors; the budget of the whole
 * detection is 5 ms. Beside it: {@code python -m archspec cpu}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CpuBenchmark {
  private static final String FLAGS =
      "fpu cx8 cmov mmx fxsr sse sse2 syscall lm pni ssse3 cx16 sse4_1 sse4_2 popcnt lahf_lm abm avx"
          + " avx2 bmi1 bmi2 f16c fma movbe xsave fsgsbase rdseed clzero aes pclmulqdq sse4a xsavec"
          + " xsaveopt clflushopt clwb vaes vpclmulqdq pku hypervisor";

  /** How many processors the text has. */
  @Param({"2", "512"})
  public int processors;

  private String text = "";

  /** Makes the text. */
  @Setup
  public void write() {
    StringBuilder cpuinfo = new StringBuilder();
    for (int i = 0; i < processors; i++) {
      cpuinfo.append("processor\t: ").append(i);
      cpuinfo.append("\nvendor_id\t: AuthenticAMD\ncpu family\t: 25\nmodel\t\t: 1\n");
      cpuinfo.append("model name\t: AMD EPYC 7763\nstepping\t: 1\nflags\t\t: ");
      cpuinfo.append(FLAGS).append("\n\n");
    }
    text = cpuinfo.toString();
  }

  private CpuExamination examination() {
    return CpuExamination.of(
        "x86_64", "linux", List.of(CpuInput.of(CpuInput.Kind.CPUINFO, "/proc/cpuinfo", text)));
  }

  /** What every command needs. */
  @Benchmark
  public List<Fact<?>> identity() {
    return examination().identityFacts();
  }

  /** Everything. */
  @Benchmark
  public List<Fact<?>> everything() {
    CpuExamination examination = examination();
    List<Fact<?>> facts = new ArrayList<>(examination.facts());
    examination.findings();
    return facts;
  }
}
