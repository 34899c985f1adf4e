package io.envprobe.artifact.internal;

import io.envprobe.artifact.GpuCoverage;
import io.envprobe.artifact.GpuCoverage.Kind;
import io.envprobe.artifact.GpuDevice;
import io.envprobe.binaries.gpu.GpuModule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges modules one by one, and sums up. */
public final class CoverageRules {
  private static final int MOST_REASONS = 8;

  private final Set<String> reasons = new LinkedHashSet<>();
  private int ready;
  private int compiled;
  private int missing;
  private int undecided;
  private boolean likely;
  private Optional<String> driver = Optional.empty();

  private CoverageRules() {}

  /** What a module is to a device. */
  enum Outcome {
    READY,
    LIKELY,
    COMPILED,
    MISSING,
    UNDECIDED
  }

  /**
   * A judgement of one module.
   *
   * @param driver the CUDA version that compiling it takes
   * @param reason why it does not simply run; may be empty
   */
  record Judged(Outcome outcome, Optional<String> driver, String reason) {
    static Judged of(Outcome outcome, String reason) {
      return new Judged(outcome, Optional.empty(), reason);
    }
  }

  /** As {@link GpuCoverage#of}. */
  public static GpuCoverage judge(List<GpuModule> modules, GpuDevice device) {
    List<GpuModule> linked = new ArrayList<>();
    List<GpuModule> unlinked = new ArrayList<>();
    for (GpuModule module : modules) {
      boolean mine =
          device instanceof GpuDevice.Cuda
              ? NvidiaRules.concerns(module)
              : AmdRules.concerns(module);
      if (mine) {
        (module.linked() ? linked : unlinked).add(module);
      }
    }
    CoverageRules sum = new CoverageRules();
    for (GpuModule module : linked) {
      sum.add(
          module,
          device instanceof GpuDevice.Cuda cuda
              ? NvidiaRules.judge(module, cuda)
              : AmdRules.judge(module, ((GpuDevice.Amd) device).target()));
    }
    // What is linked contains what was not; only where nothing is, does that count.
    if (linked.isEmpty()) {
      for (GpuModule module : unlinked) {
        sum.add(module, Judged.of(Outcome.MISSING, "waits for the linker for devices"));
      }
    }
    return sum.coverage();
  }

  private void add(GpuModule module, Judged judged) {
    Judged counted = judged;
    if (!module.sound() && judged.outcome() == Outcome.MISSING) {
      counted = Judged.of(Outcome.UNDECIDED, "a container is damaged");
    }
    switch (counted.outcome()) {
      case READY -> ready++;
      case LIKELY -> {
        ready++;
        likely = true;
      }
      case COMPILED -> compiled++;
      case MISSING -> missing++;
      case UNDECIDED -> undecided++;
    }
    if (!counted.reason().isEmpty() && reasons.size() < MOST_REASONS) {
      reasons.add(counted.reason());
    }
    Optional<String> needed = counted.driver();
    if (needed.isPresent()
        && (driver.isEmpty() || VersionNumber.compare(needed.get(), driver.get()) > 0)) {
      driver = needed;
    }
  }

  private GpuCoverage coverage() {
    int modules = ready + compiled + missing + undecided;
    return new GpuCoverage(
        kind(modules),
        modules,
        ready,
        compiled,
        missing,
        undecided,
        likely,
        driver,
        List.copyOf(reasons));
  }

  private Kind kind(int modules) {
    if (modules == 0) {
      return Kind.NO_STATEMENT;
    }
    if (missing == modules) {
      return Kind.NONE;
    }
    if (missing > 0 && ready + compiled > 0) {
      return Kind.PARTLY;
    }
    if (undecided > 0) {
      return Kind.UNDETERMINED;
    }
    return compiled > 0 ? Kind.JIT : Kind.NATIVE;
  }
}
