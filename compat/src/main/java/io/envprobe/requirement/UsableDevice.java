package io.envprobe.requirement;

import io.envprobe.artifact.GpuDevice;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import java.util.Optional;

/** Whether programs can use a device that is there. */
final class UsableDevice {
  private static final String RULE = "rule";
  private static final String REMEDY = "remedy";

  private UsableDevice() {}

  /**
   * Why programs cannot use a device.
   *
   * @param code a name, or the number and name that the driver answers
   */
  record Refusal(String code, String meaning, String remedy) {
    @Override
    public String toString() {
      return meaning + " (" + code + ")";
    }
  }

  /**
   * Why programs cannot use a device; empty where they can, where that is not known, and where the
   * device is one that the user declares.
   */
  static Optional<Refusal> refusal(Profile profile, GpuDevice device) {
    boolean nvidia = device instanceof GpuDevice.Cuda;
    FactKey<?> shown = nvidia ? CudaFacts.CUDA_COMPUTE_CAPABILITIES : GpuFacts.AMDGPU_TARGETS;
    Fact<Boolean> usable = profile.fact(nvidia ? CudaFacts.CUDA_USABLE : GpuFacts.ROCM_USABLE);
    boolean declared =
        profile.fact(shown).origin() == Origin.DECLARED
            || (nvidia && profile.fact(CudaFacts.CUDA_VERSION).origin() == Origin.DECLARED);
    if (declared || usable.reading().asOptional().orElse(true)) {
      return Optional.empty();
    }
    Refusal refusal =
        new Refusal(usable.key().name() + " is false", "programs cannot use the device", "");
    boolean told = false;
    for (Evidence evidence : usable.evidence()) {
      if (evidence.source().equals(RULE) && evidence.locator().equals(REMEDY)) {
        return Optional.of(new Refusal(refusal.code, refusal.meaning, evidence.excerpt()));
      }
      if (evidence.source().equals(RULE) && !told) {
        told = true;
        refusal = new Refusal(evidence.locator(), evidence.excerpt(), "");
      }
    }
    return Optional.of(refusal);
  }
}
