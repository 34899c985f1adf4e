package io.envprobe.gpu.internal.nvidia;

import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.Asked;
import io.envprobe.gpu.internal.Obstacle;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether programs can use NVIDIA's devices, and how many they are given. What libcuda itself
 * answers, started as a program would start it, outranks what files let one fear.
 */
record UsableFact(
    KernelDriver kernel,
    UserDriver user,
    NvidiaDevices devices,
    List<Obstacle> obstacles,
    DriverAnswers answers) {
  private static final String COUNT = "cuDeviceGetCount";

  void record(ProbeSession session) {
    for (Optional<Asked> each : List.of(answers.management(), answers.cuda())) {
      if (each.isPresent()) {
        each.get().recordBreak(session, "cuda");
      }
    }
    List<Obstacle> all = new ArrayList<>(obstacles);
    Optional<Obstacle> refusal = refusal();
    if (refusal.isPresent()) {
      all.add(0, refusal.get());
    }
    Optional<Obstacle> managementRefusal = managementRefusal();
    if (managementRefusal.isPresent()) {
      all.add(managementRefusal.get());
    }
    boolean runs = isPicked() && answers.visibleCount().orElse(0L) > 0;
    boolean certain = false;
    for (Obstacle obstacle : all) {
      certain |= obstacle.certain();
      if (!runs) {
        session.add(obstacle.finding("cuda"));
      }
    }
    session.add(usable(runs, certain, all));
    session.add(visible(certain));
  }

  /** A library beside the loader's path is asked too, but no program gets it. */
  private boolean isPicked() {
    return user.picked(UserDriver.CUDA).isPresent();
  }

  /** What libcuda, or the management library, answers instead of a device. */
  private Optional<Obstacle> refusal() {
    if (answers.cuda().isEmpty()) {
      return Optional.empty();
    }
    Asked cuda = answers.cuda().get();
    for (String step : List.of("cuInit", COUNT)) {
      Optional<Long> status = cuda.status(step);
      if (status.isPresent() && status.get() != 0) {
        return Optional.of(Obstacle.answered("cuda", step, status.get()));
      }
      if (cuda.lacks(step)) {
        return Optional.of(
            Obstacle.certain(
                "broken-library",
                cuda.library().path() + " has no " + step,
                "install the driver's libraries anew",
                Evidence.file(cuda.library().realPath(), step)));
      }
    }
    return answers.visibleCount().filter(count -> count == 0).isPresent()
        ? Optional.of(Obstacle.answered("cuda", COUNT, 100))
        : Optional.empty();
  }

  /** No proof: programs that compute do not need the management library. */
  private Optional<Obstacle> managementRefusal() {
    Optional<Long> status = Asked.status(answers.management(), "nvmlInit_v2");
    if (status.isEmpty() || status.get() == 0) {
      return Optional.empty();
    }
    Obstacle refusal = Obstacle.answered("nvml", "nvmlInit_v2", status.get());
    return Optional.of(
        Obstacle.likely(refusal.code(), refusal.meaning(), refusal.remedy(), refusal.evidence()));
  }

  private Fact<Boolean> usable(boolean runs, boolean certain, List<Obstacle> all) {
    if (runs) {
      return Fact.observed(
          CudaFacts.CUDA_USABLE,
          true,
          new Evidence("call", "cuInit", "0"),
          new Evidence("call", COUNT, String.valueOf(answers.visibleCount().orElse(0L))));
    }
    if (certain) {
      boolean answered = !all.equals(obstacles);
      return Obstacle.unusable(
          CudaFacts.CUDA_USABLE, all, answered ? Origin.OBSERVED : Origin.DERIVED);
    }
    if (kernel.release().isAbsent() && !user.isAny() && devices.listed().isAbsent()) {
      return Fact.absent(CudaFacts.CUDA_USABLE, kernel.evidence().toArray(new Evidence[0]));
    }
    if (kernel.release() instanceof Reading.Unknown<String> unknown && !kernel.isPresent()) {
      return Fact.unknown(CudaFacts.CUDA_USABLE, unknown.cause(), unknown.detail());
    }
    return silence().fact(CudaFacts.CUDA_USABLE);
  }

  private Asked.Silence silence() {
    return answers.cuda().isPresent()
        ? answers.cuda().get().silence(COUNT, "count")
        : new Asked.Silence(UnknownCause.NOT_PROBED, "no library was asked");
  }

  private Fact<Long> visible(boolean certain) {
    Optional<Long> count = answers.visibleCount();
    if (count.isPresent() && isPicked()) {
      return Fact.observed(
          CudaFacts.CUDA_VISIBLE_COUNT, count.get(), new Evidence("call", COUNT, ""));
    }
    if (certain || devices.listed().isAbsent()) {
      return Fact.derived(CudaFacts.CUDA_VISIBLE_COUNT, 0L, Evidence.rule("cuda.usable", ""));
    }
    return silence().fact(CudaFacts.CUDA_VISIBLE_COUNT);
  }
}
