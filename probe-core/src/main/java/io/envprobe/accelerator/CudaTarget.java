package io.envprobe.accelerator;

import java.util.Locale;
import java.util.Optional;

/**
 * What NVIDIA code was compiled for: a compute capability and how far it is bound to it.
 *
 * <p>Source: https://docs.nvidia.com/cuda/cuda-c-programming-guide/index.html#binary-compatibility,
 * #ptx-compatibility, #family-specific-features
 *
 * @param capability the capability named
 * @param binding what else runs the code
 */
public record CudaTarget(ComputeCapability capability, Binding binding) {
  /** The suffix of a target. */
  public enum Binding {
    /** None: machine code for this and later minor versions, intermediate code for all later. */
    PLAIN(""),
    /** {@code a}: features of one device alone. */
    ARCHITECTURE("a"),
    /** {@code f}: features of a family, that is of one major version. */
    FAMILY("f");

    private final String suffix;

    Binding(String suffix) {
      this.suffix = suffix;
    }

    /** The suffix: empty, {@code a} or {@code f}. */
    public String suffix() {
      return suffix;
    }
  }

  /** Reads {@code sm_90a}, {@code compute_100f}, {@code 90} or {@code 9.0}. */
  public static Optional<CudaTarget> parse(String text) {
    String rest = text.strip().toLowerCase(Locale.ROOT);
    for (String prefix : new String[] {"sm_", "compute_"}) {
      rest = rest.startsWith(prefix) ? rest.substring(prefix.length()) : rest;
    }
    Binding binding = Binding.PLAIN;
    for (Binding each : Binding.values()) {
      if (each != Binding.PLAIN && rest.endsWith(each.suffix)) {
        binding = each;
      }
    }
    String number = rest.substring(0, rest.length() - binding.suffix.length());
    Optional<ComputeCapability> capability =
        number.indexOf('.') >= 0
            ? ComputeCapability.parse(number)
            : ComputeCapability.ofSm(ComputeCapability.digits(number));
    return capability.isPresent()
        ? Optional.of(new CudaTarget(capability.get(), binding))
        : Optional.empty();
  }

  /**
   * Whether a device runs machine code of this target. Between embedded and other devices NVIDIA
   * promises nothing but equality; nor for code from before a capability got another number.
   */
  public Certainty machineCodeRunsOn(ComputeCapability device) {
    if (device.equals(capability)) {
      return Certainty.YES;
    }
    if (capability.renamed().filter(device::equals).isPresent()) {
      return Certainty.UNKNOWN;
    }
    if (binding == Binding.ARCHITECTURE
        || device.major() != capability.major()
        || device.minor() < capability.minor()) {
      return Certainty.NO;
    }
    return device.isEmbedded() == capability.isEmbedded() ? Certainty.YES : Certainty.LIKELY;
  }

  /**
   * Whether a device runs intermediate code (PTX) of this target, once the driver has compiled it.
   */
  public boolean intermediateCodeRunsOn(ComputeCapability device) {
    return switch (binding) {
      case PLAIN -> device.compareTo(capability) >= 0;
      case ARCHITECTURE -> device.equals(capability);
      case FAMILY -> device.major() == capability.major() && device.minor() >= capability.minor();
    };
  }

  /** As compilers name machine code: {@code sm_90a}. */
  @Override
  public String toString() {
    return "sm_" + capability.sm() + binding.suffix;
  }
}
