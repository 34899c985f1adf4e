package io.envprobe.gpu.internal.nvidia;

import io.envprobe.accelerator.CudaDriver;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.Asked;
import io.envprobe.gpu.internal.nvidia.UserDriver.Found;
import io.envprobe.host.Outcome;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The releases of the driver's two parts and the CUDA version, as facts. An answer of the library
 * outranks what its release lets one derive; where they differ, that is a finding.
 */
record DriverFacts(
    KernelDriver kernel, UserDriver user, DriverAnswers answers, List<String> looked) {

  void record(ProbeSession session) {
    session.add(release());
    session.add(
        new Fact<>(
            CudaFacts.CUDA_DRIVER_FLAVOUR, kernel.flavour(), Origin.OBSERVED, kernel.evidence()));
    libraries(session);
    Fact<String> derived = derivedVersion();
    Optional<String> answered = answers.cudaVersion();
    if (answered.isEmpty()) {
      session.add(derived);
      return;
    }
    session.add(
        Fact.observed(
            CudaFacts.CUDA_VERSION,
            answered.get(),
            new Evidence("call", library().map(Found::name).orElse(""), answered.get())));
    Optional<String> expected = derived.reading().asOptional();
    if (expected.isPresent() && !expected.equals(answered)) {
      session.add(
          new Finding(
              "cuda.version-differs",
              Severity.WARNING,
              "the driver says CUDA "
                  + answered.get()
                  + ", and its release means "
                  + expected.get(),
              CudaFacts.CUDA_VERSION.name(),
              derived.evidence(),
              ""));
    }
  }

  /** Under WSL, and on boards, only a library tells it. */
  private Fact<String> release() {
    Optional<String> answered = answers.release();
    boolean unread = !kernel.release().isPresent() && answered.isPresent();
    return unread
        ? Fact.observed(
            CudaFacts.CUDA_DRIVER,
            answered.get(),
            new Evidence("call", UserDriver.MANAGEMENT, "nvmlSystemGetDriverVersion"))
        : new Fact<>(CudaFacts.CUDA_DRIVER, kernel.release(), Origin.OBSERVED, kernel.evidence());
  }

  private Evidence looking() {
    return Evidence.rule("ld.so(8)", String.join(":", looked));
  }

  private void libraries(ProbeSession session) {
    List<FactRecord> records = new ArrayList<>();
    for (Found each : user.found()) {
      records.add(each.record());
    }
    session.add(
        records.isEmpty()
            ? Fact.absent(CudaFacts.CUDA_DRIVER_LIBRARIES, looking())
            : Fact.observed(CudaFacts.CUDA_DRIVER_LIBRARIES, records, looking()));
    Optional<Found> library = library();
    if (library.isEmpty()) {
      session.add(Fact.absent(CudaFacts.CUDA_USER_DRIVER, looking()));
    } else if (library.get().release().isEmpty()) {
      session.add(
          Fact.unknown(
              CudaFacts.CUDA_USER_DRIVER, UnknownCause.UNSUPPORTED, noRelease(library.get())));
    } else {
      session.add(
          Fact.observed(
              CudaFacts.CUDA_USER_DRIVER,
              library.get().release(),
              Evidence.file(library.get().file().realPath(), "")));
    }
  }

  private static String noRelease(Found library) {
    return "the file's name has no release: " + library.file().realPath();
  }

  /** The libcuda that tells the version: the loader's, else one beside its path. */
  private Optional<Found> library() {
    Optional<Found> picked = user.picked(UserDriver.CUDA);
    return picked.isPresent() && !picked.get().isStub() ? picked : user.beside(UserDriver.CUDA);
  }

  private Fact<String> derivedVersion() {
    Optional<Found> library = library();
    if (library.isEmpty()) {
      return kernel.release() instanceof Reading.Unknown<String> unknown && !kernel.isPresent()
          ? Fact.unknown(CudaFacts.CUDA_VERSION, unknown.cause(), unknown.detail(), looking())
          : Fact.absent(CudaFacts.CUDA_VERSION, looking());
    }
    String release = library.get().release();
    Optional<CudaDriver.Offered> offered = CudaDriver.offeredBy(release);
    Evidence evidence = Evidence.rule("table of driver branches", "release " + release);
    if (offered.isPresent() && offered.get().exact()) {
      return Fact.derived(CudaFacts.CUDA_VERSION, offered.get().version(), evidence);
    }
    boolean heard =
        answers.cuda().isPresent()
            && (release.isEmpty() || answers.cuda().get().outcome() instanceof Outcome.Answer<?>);
    if (heard) {
      Asked.Silence silence = answers.cuda().get().silence("cuDriverGetVersion", "version");
      return Fact.unknown(CudaFacts.CUDA_VERSION, silence.cause(), silence.detail(), evidence);
    }
    if (release.isEmpty()) {
      return Fact.unknown(
          CudaFacts.CUDA_VERSION, UnknownCause.UNSUPPORTED, noRelease(library.get()), evidence);
    }
    String detail =
        offered.isPresent()
            ? "release "
                + release
                + " is newer than the table: "
                + offered.get().version()
                + " or later"
            : "no table knows the release '" + release + "'";
    return Fact.unknown(CudaFacts.CUDA_VERSION, UnknownCause.UNSUPPORTED, detail, evidence);
  }
}
