package io.envprobe.benchmarks;

import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.Decision;
import io.envprobe.marker.MarkerAlgebra;
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
 * Proofs about two expressions of twenty atoms: standard names as resolvers meet them, and hardware
 * names as installers of native builds do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MarkerAlgebraBenchmark {
  private static final String STANDARD =
      "(python_version >= '3.8' and python_version < '3.13' and sys_platform == 'linux'"
          + " and platform_machine == 'x86_64') or (python_full_version >= '3.9.2' and sys_platform =="
          + " 'darwin' and platform_machine == 'arm64' and implementation_name == 'cpython') or (os_name =="
          + " 'nt' and platform_machine == 'AMD64' and python_version != '3.10' and extra == 'gpu') or"
          + " (implementation_name == 'pypy' and python_version >= '3.10' and python_version < '3.12' and"
          + " sys_platform != 'win32') or (extra == 'all' and platform_machine != 's390x' and os_name =="
          + " 'posix' and python_full_version < '3.14')";
  private static final String WIDER =
      STANDARD.replace("'3.8'", "'3.7'").replace("'3.9.2'", "'3.9.0'").replace("'3.14'", "'3.15'");
  private static final String HARDWARE =
      "(cpu_arch == 'x86_64' and x86_64_level >= '3' and 'avx2' in cpu_features and glibc_version >="
          + " '2.28') or (cpu_arch == 'aarch64' and 'asimddp' in cpu_features and aarch64_level >= '8.2' and"
          + " libc_name == 'glibc') or (cuda_version >= '12.4' and cuda_compute_capability >= '8.0' and"
          + " gpu_count >= '1' and cudnn_version >= '9') or (libc_name == 'musl' and musl_version >= '1.2' and"
          + " kernel_version >= '5.10' and os_id != 'alpine') or (cpu_microarchitecture >= 'haswell' and"
          + " rocm_version == '' and 'openblas' in blas_providers and kernel_version < '7')";
  private static final String WIDER_HARDWARE =
      HARDWARE.replace("'2.28'", "'2.17'").replace("'12.4'", "'12.0'").replace("'1.2'", "'1.1'");

  private final MarkerAlgebra algebra = MarkerAlgebra.exact();
  private final MarkerAlgebra knowing = algebra.withWorldKnowledge();
  private final CompiledMarker standard = CompiledMarker.parse(STANDARD);
  private final CompiledMarker wider = CompiledMarker.parse(WIDER);
  private final CompiledMarker hardware = CompiledMarker.parse(HARDWARE);
  private final CompiledMarker widerHardware = CompiledMarker.parse(WIDER_HARDWARE);

  /** Standard names; it holds. */
  @Benchmark
  public Decision impliesStandard() {
    return algebra.implies(standard, wider);
  }

  /** The same the other way round, with a witness. */
  @Benchmark
  public Decision impliesNotStandard() {
    return algebra.implies(wider, standard);
  }

  /** Standard names with what the table of the world knows. */
  @Benchmark
  public Decision impliesStandardInTheWorld() {
    return knowing.implies(standard, wider);
  }

  /** Hardware names; it holds. */
  @Benchmark
  public Decision impliesHardware() {
    return algebra.implies(hardware, widerHardware);
  }
}
