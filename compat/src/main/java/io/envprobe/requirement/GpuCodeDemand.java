package io.envprobe.requirement;

import io.envprobe.accelerator.ComputeCapability;
import io.envprobe.artifact.GpuCoverage;
import io.envprobe.artifact.GpuDevice;
import io.envprobe.binaries.gpu.GpuCode;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.marker.Truth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Code for graphics processors must run on one of the machine's that programs can use. A machine
 * without such a processor does not refute it where the file has code for the main processor too.
 *
 * @param code of the file
 * @param requiredBy the file
 * @param bare whether the file is nothing but that code, as cubins and PTX are
 */
public record GpuCodeDemand(GpuCode code, String requiredBy, boolean bare) implements Demand {
  /** Of both makers; those that decide come first. */
  private static final List<FactKey<?>> OF_NVIDIA =
      List.of(
          CudaFacts.CUDA_COMPUTE_CAPABILITIES,
          CudaFacts.CUDA_VERSION,
          CudaFacts.CUDA_USABLE,
          CudaFacts.CUDA_DRIVER_FLAVOUR,
          CudaFacts.CUDA_DRIVER_LIBRARIES,
          GpuFacts.GPU_VARIABLES);

  private static final List<FactKey<?>> OF_AMD =
      List.of(GpuFacts.AMDGPU_TARGETS, GpuFacts.ROCM_USABLE);
  private static final Set<FactKey<?>> DECISIVE =
      Set.of(CudaFacts.CUDA_VERSION, CudaFacts.CUDA_COMPUTE_CAPABILITIES, GpuFacts.AMDGPU_TARGETS);
  private static final String COMPILER = "libnvidia-ptxjitcompiler.so.1";

  private static final GpuDevice NVIDIA = GpuDevice.cuda("1.0", Optional.empty()).orElseThrow();
  private static final GpuDevice AMD = GpuDevice.amd("gfx900");

  public GpuCodeDemand {
    Objects.requireNonNull(code);
    Objects.requireNonNull(requiredBy);
  }

  /** The code in a library or program, which has code for the main processor too. */
  public GpuCodeDemand(GpuCode code, String requiredBy) {
    this(code, requiredBy, false);
  }

  @Override
  public String text() {
    return "GPU code";
  }

  @Override
  public Set<FactKey<?>> facts() {
    Set<FactKey<?>> facts = new LinkedHashSet<>();
    if (speaksOf(NVIDIA)) {
      facts.addAll(OF_NVIDIA);
    }
    if (speaksOf(AMD)) {
      facts.addAll(OF_AMD);
    }
    return facts;
  }

  @Override
  public Truth test(Platform platform) {
    return truth(platform.profile());
  }

  private Truth truth(Profile profile) {
    if (profile.reading(CudaFacts.CUDA_COMPUTE_CAPABILITIES).isUnknown() && speaksOf(NVIDIA)) {
      return Truth.UNKNOWN;
    }
    if (profile.reading(GpuFacts.AMDGPU_TARGETS).isUnknown() && speaksOf(AMD)) {
      return Truth.UNKNOWN;
    }
    Truth best = Truth.FALSE;
    boolean spoken = false;
    for (GpuDevice device : devices(profile)) {
      GpuCoverage coverage = GpuCoverage.of(code, device);
      if (coverage.kind() == GpuCoverage.Kind.NO_STATEMENT) {
        continue;
      }
      spoken = true;
      if (UsableDevice.refusal(profile, device).isPresent()) {
        continue; // Whatever code it has, nothing runs there.
      }
      best =
          best.or(
              switch (coverage.kind()) {
                case NATIVE, JIT, PARTLY -> Truth.TRUE;
                case NONE -> Truth.FALSE;
                case UNDETERMINED, NO_STATEMENT -> Truth.UNKNOWN;
              });
    }
    // Without a processor that the code speaks of there is nothing that it could fail on, unless
    // there is nothing else in the file.
    if (spoken || !bare) {
      return spoken ? best : Truth.TRUE;
    }
    return isSilent() ? Truth.UNKNOWN : Truth.FALSE;
  }

  /** Whether no code can be read in the file, as where it is cut short. */
  private boolean isSilent() {
    return !speaksOf(NVIDIA) && !speaksOf(AMD);
  }

  /** Whether the file has code for devices of a maker. */
  private boolean speaksOf(GpuDevice example) {
    return GpuCoverage.of(code, example).kind() != GpuCoverage.Kind.NO_STATEMENT;
  }

  private static List<GpuDevice> devices(Profile profile) {
    List<GpuDevice> devices = new ArrayList<>();
    Optional<String> driver = profile.reading(CudaFacts.CUDA_VERSION).asOptional();
    for (String capability : items(profile, CudaFacts.CUDA_COMPUTE_CAPABILITIES)) {
      ComputeCapability.parse(capability)
          .ifPresent(each -> devices.add(new GpuDevice.Cuda(each, driver, compiling(profile))));
    }
    for (String target : items(profile, GpuFacts.AMDGPU_TARGETS)) {
      devices.add(GpuDevice.amd(target));
    }
    return devices;
  }

  /**
   * What the driver does with intermediate code: variables decide, and whether its compiler is
   * there.
   */
  private static GpuDevice.Compiling compiling(Profile profile) {
    for (FactRecord variable :
        profile.reading(GpuFacts.GPU_VARIABLES).asOptional().orElse(List.of())) {
      String assignment =
          variable.text("name").orElse("") + "=" + variable.text("value").orElse("").strip();
      if (assignment.equals("CUDA_DISABLE_PTX_JIT=1")) {
        return GpuDevice.Compiling.NEVER;
      }
      if (assignment.equals("CUDA_FORCE_PTX_JIT=1")) {
        return GpuDevice.Compiling.ALWAYS;
      }
    }
    String flavour = profile.reading(CudaFacts.CUDA_DRIVER_FLAVOUR).asOptional().orElse("");
    boolean packaged = flavour.equals("open") || flavour.equals("proprietary");
    Optional<List<FactRecord>> libraries =
        profile.reading(CudaFacts.CUDA_DRIVER_LIBRARIES).asOptional();
    boolean compiler = !packaged || libraries.isEmpty();
    for (FactRecord library : libraries.orElse(List.of())) {
      compiler |= library.text("name").orElse("").equals(COMPILER);
    }
    return compiler ? GpuDevice.Compiling.WHERE_NEEDED : GpuDevice.Compiling.NEVER;
  }

  private static List<String> items(Profile profile, FactKey<List<String>> key) {
    return profile.reading(key) instanceof Reading.Present<List<String>> present
        ? present.value()
        : List.of();
  }

  @Override
  public Answer explain(Platform platform) {
    Truth truth = truth(platform.profile());
    List<String> reasons = new ArrayList<>();
    String remedy = "";
    for (GpuDevice device : devices(platform.profile())) {
      GpuCoverage coverage = GpuCoverage.of(code, device);
      if (coverage.kind() != GpuCoverage.Kind.NO_STATEMENT) {
        Optional<UsableDevice.Refusal> refusal = UsableDevice.refusal(platform.profile(), device);
        reasons.add(
            device + ": " + words(coverage) + refusal.map(each -> "; but " + each).orElse(""));
        if (truth == Truth.FALSE && refusal.isPresent()) {
          remedy = refusal.get().remedy();
        } else if (truth == Truth.FALSE && coverage.driverNeeded().isPresent()) {
          remedy = "a driver for CUDA " + coverage.driverNeeded().get() + " or newer";
        }
      }
    }
    String reason =
        reasons.isEmpty()
            ? "the machine has no device that " + requiredBy + " has code for"
            : requiredBy + ": " + String.join("; ", reasons);
    if (truth == Truth.UNKNOWN && isSilent()) {
      return Answer.of(
          truth, "no code can be read in " + requiredBy, platform, List.of(), "take a whole copy");
    }
    if (truth == Truth.UNKNOWN) {
      List<FactKey<?>> missing = new ArrayList<>();
      for (FactKey<?> key : DECISIVE) {
        if (facts().contains(key) && platform.profile().fact(key).reading().isUnknown()) {
          missing.add(key);
        }
      }
      missing.sort(null);
      remedy = Answer.supply(missing);
      reason = "the devices and their driver are not known well enough for " + requiredBy;
    }
    return Answer.of(truth, reason, platform, truth == Truth.TRUE ? List.of() : facts(), remedy);
  }

  /** Natively, compiled by the driver, partly, or not, and why. */
  private static String words(GpuCoverage coverage) {
    String runs =
        switch (coverage.kind()) {
          case NATIVE ->
              coverage.ready()
                  + " of "
                  + coverage.modules()
                  + " modules have its code"
                  + (coverage.likely() ? ", likely" : "");
          case JIT ->
              coverage.compiled()
                  + " of "
                  + coverage.modules()
                  + " modules are compiled by the driver"
                  + coverage.driverNeeded().map(each -> " (CUDA " + each + " or later)").orElse("");
          case PARTLY ->
              (coverage.ready() + coverage.compiled())
                  + " of "
                  + coverage.modules()
                  + " modules run, "
                  + coverage.missing()
                  + " do not";
          case NONE -> "";
          case UNDETERMINED, NO_STATEMENT -> "not known";
        };
    String why = String.join(", ", coverage.reasons());
    return runs + (runs.isEmpty() || why.isEmpty() ? "" : ": ") + why;
  }
}
