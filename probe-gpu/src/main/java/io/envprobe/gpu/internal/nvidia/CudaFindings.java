package io.envprobe.gpu.internal.nvidia;

import io.envprobe.accelerator.ComputeCapability;
import io.envprobe.accelerator.CudaDriver;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.Obstacle;
import io.envprobe.gpu.internal.nvidia.UserDriver.Found;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What files show of NVIDIA's driver and devices, as facts. */
record CudaFindings(
    KernelDriver kernel,
    UserDriver user,
    NvidiaDevices devices,
    List<Obstacle> obstacles,
    List<String> looked) {

  /** What a library answered about devices would be asked for, if it was allowed. */
  private static final String NOT_ASKED = "no library of the vendor was asked";

  void record(ProbeSession session) {
    Evidence[] kernelEvidence = kernel.evidence().toArray(new Evidence[0]);
    session.add(fact(CudaFacts.CUDA_DRIVER, kernel.release(), kernelEvidence));
    session.add(fact(CudaFacts.CUDA_DRIVER_FLAVOUR, kernel.flavour(), kernelEvidence));
    libraries(session);
    session.add(version());
    deviceFacts(session);
    session.add(usable());
    for (Obstacle obstacle : obstacles) {
      session.add(obstacle.finding("cuda"));
    }
  }

  private static <T> Fact<T> fact(FactKey<T> key, Reading<T> reading, Evidence... evidence) {
    return new Fact<>(key, reading, Origin.OBSERVED, List.of(evidence));
  }

  private void libraries(ProbeSession session) {
    List<FactRecord> records = new ArrayList<>();
    for (Found each : user.found()) {
      records.add(each.record());
    }
    Evidence evidence = Evidence.rule("ld.so(8)", String.join(":", looked));
    session.add(
        records.isEmpty()
            ? Fact.absent(CudaFacts.CUDA_DRIVER_LIBRARIES, evidence)
            : Fact.observed(CudaFacts.CUDA_DRIVER_LIBRARIES, records, evidence));
    Optional<Found> library = library();
    if (library.isEmpty()) {
      session.add(Fact.absent(CudaFacts.CUDA_USER_DRIVER, evidence));
    } else if (library.get().release().isEmpty()) {
      session.add(
          Fact.unknown(
              CudaFacts.CUDA_USER_DRIVER,
              UnknownCause.UNSUPPORTED,
              "the file's name has no release: " + library.get().file().realPath()));
    } else {
      session.add(
          Fact.observed(
              CudaFacts.CUDA_USER_DRIVER,
              library.get().release(),
              Evidence.file(library.get().file().realPath(), "")));
    }
  }

  /** The libcuda that tells the version: the loader's, else one beside its path. */
  private Optional<Found> library() {
    Optional<Found> picked = user.picked(UserDriver.CUDA);
    return picked.isPresent() && !picked.get().isStub() ? picked : user.beside(UserDriver.CUDA);
  }

  private Fact<String> version() {
    Optional<Found> library = library();
    if (library.isEmpty()) {
      Evidence looking = Evidence.rule("ld.so(8)", String.join(":", looked));
      return kernel.release() instanceof Reading.Unknown<String> unknown && !kernel.isPresent()
          ? Fact.unknown(CudaFacts.CUDA_VERSION, unknown.cause(), unknown.detail(), looking)
          : Fact.absent(CudaFacts.CUDA_VERSION, looking);
    }
    String release = library.get().release();
    if (release.isEmpty()) {
      return Fact.unknown(CudaFacts.CUDA_VERSION, UnknownCause.NOT_PROBED, NOT_ASKED);
    }
    Evidence evidence = Evidence.rule("table of driver branches", "release " + release);
    Optional<CudaDriver.Offered> offered = CudaDriver.offeredBy(release);
    if (offered.isPresent() && offered.get().exact()) {
      return Fact.derived(CudaFacts.CUDA_VERSION, offered.get().version(), evidence);
    }
    String detail =
        offered.isPresent()
            ? "release "
                + release
                + " is newer than the table: "
                + offered.get().version()
                + " or later"
            : "release " + release + " is older than the table";
    return Fact.unknown(CudaFacts.CUDA_VERSION, UnknownCause.UNSUPPORTED, detail, evidence);
  }

  private void deviceFacts(ProbeSession session) {
    Evidence[] evidence = devices.evidence().toArray(new Evidence[0]);
    List<FactRecord> records = new ArrayList<>();
    for (NvidiaDevice device : devices.devices()) {
      records.add(device.record(records.size()));
    }
    session.add(fact(CudaFacts.CUDA_DEVICES, devices.listed().map(list -> records), evidence));
    session.add(
        devices.listed().isAbsent()
            ? Fact.observed(CudaFacts.CUDA_DEVICE_COUNT, 0L, evidence)
            : fact(CudaFacts.CUDA_DEVICE_COUNT, devices.listed().map(list -> (long) list.size())));
    capabilities(session, evidence);
    boolean none = devices.listed().isAbsent() || isCertainlyUnusable();
    session.add(
        none
            ? Fact.derived(CudaFacts.CUDA_VISIBLE_COUNT, 0L, evidence)
            : Fact.unknown(CudaFacts.CUDA_VISIBLE_COUNT, UnknownCause.NOT_PROBED, NOT_ASKED));
  }

  private void capabilities(ProbeSession session, Evidence[] evidence) {
    TreeSet<ComputeCapability> known = new TreeSet<>();
    Optional<String> nameless = Optional.empty();
    for (NvidiaDevice device : devices.devices()) {
      if (device.capability().isPresent()) {
        known.add(device.capability().get());
      } else {
        nameless = Optional.of(device.model().orElse("the device at " + device.address()));
      }
    }
    if (nameless.isPresent() || devices.listed().isUnknown()) {
      String detail = "no table knows " + nameless.orElse("the devices");
      session.add(
          Fact.unknown(
              CudaFacts.CUDA_COMPUTE_CAPABILITY, UnknownCause.UNSUPPORTED, detail, evidence));
      session.add(
          Fact.unknown(
              CudaFacts.CUDA_COMPUTE_CAPABILITIES, UnknownCause.UNSUPPORTED, detail, evidence));
    } else if (known.isEmpty()) {
      session.add(Fact.absent(CudaFacts.CUDA_COMPUTE_CAPABILITY, evidence));
      session.add(Fact.absent(CudaFacts.CUDA_COMPUTE_CAPABILITIES, evidence));
    } else {
      List<String> texts = new ArrayList<>();
      known.forEach(each -> texts.add(each.toString()));
      Evidence table = Evidence.rule("table of models", "");
      session.add(
          Fact.derived(
              CudaFacts.CUDA_COMPUTE_CAPABILITY, Collections.min(known).toString(), table));
      session.add(Fact.derived(CudaFacts.CUDA_COMPUTE_CAPABILITIES, texts, table));
    }
  }

  private boolean isCertainlyUnusable() {
    for (Obstacle obstacle : obstacles) {
      if (obstacle.certain()) {
        return true;
      }
    }
    return false;
  }

  private Fact<Boolean> usable() {
    if (isCertainlyUnusable()) {
      return Obstacle.unusable(CudaFacts.CUDA_USABLE, obstacles, Origin.DERIVED);
    }
    boolean nothing = kernel.release().isAbsent() && !user.isAny() && devices.listed().isAbsent();
    if (nothing) {
      return Fact.absent(CudaFacts.CUDA_USABLE, kernel.evidence().toArray(new Evidence[0]));
    }
    return kernel.release() instanceof Reading.Unknown<String> unknown && !kernel.isPresent()
        ? Fact.unknown(CudaFacts.CUDA_USABLE, unknown.cause(), unknown.detail())
        : Fact.unknown(CudaFacts.CUDA_USABLE, UnknownCause.NOT_PROBED, NOT_ASKED);
  }
}
