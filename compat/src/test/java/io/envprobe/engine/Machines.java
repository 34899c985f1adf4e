package io.envprobe.engine;

import io.envprobe.fact.Baseline;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.Reading;
import java.util.List;

/** Machines that tests judge for. */
public final class Machines {
  private Machines() {}

  /** Debian 12 on x86-64 level 3 with CPython 3.11. */
  public static Profile debian12() {
    return Baseline.named("debian-12")
        .orElseThrow()
        .with(fact(CpuFacts.CPU_LEVEL, 3L))
        .with(fact(PythonFacts.PYTHON_IMPLEMENTATION, "cpython"))
        .with(fact(PythonFacts.PYTHON_VERSION, "3.11.2"))
        .with(fact(PythonFacts.PYTHON_FREE_THREADED, false));
  }

  /** A fact that the user states. */
  public static <T> Fact<T> fact(FactKey<T> key, T value) {
    return new Fact<>(
        key,
        Reading.present(value),
        Origin.DECLARED,
        List.of(new Evidence("user", "test", value.toString())));
  }
}
