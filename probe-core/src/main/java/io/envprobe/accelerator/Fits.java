package io.envprobe.accelerator;

import io.envprobe.accelerator.CudaDriver.Support;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which CUDA toolkits and releases of cuDNN fit the driver and the devices of a profile.
 *
 * @param toolkits ranges of versions with how the driver supports them, newest first
 * @param cudnn ranges of releases, newest first
 */
public record Fits(List<Toolkits> toolkits, List<Release> cudnn) {
  /** Copies the lists. */
  public Fits {
    toolkits = List.copyOf(toolkits);
    cudnn = List.copyOf(cudnn);
  }

  /** A range of toolkits: {@code 12.5 to 12.9}. */
  public record Toolkits(String range, Support support) {}

  /**
   * A range of releases of cuDNN.
   *
   * @param range {@code 9.0 to 9.10}
   * @param cuda the major versions of CUDA that it is built for and that the driver runs
   * @param reason why it does not fit; empty where it does
   */
  public record Release(String range, List<String> cuda, String reason) {
    /** Copies the list. */
    public Release {
      cuda = List.copyOf(cuda);
    }

    /** Whether it fits. */
    public boolean fits() {
      return reason.isEmpty();
    }
  }

  /** For the driver of a profile; empty where the profile has no CUDA version. */
  public static Optional<Fits> of(Profile profile) {
    Optional<String> api = profile.reading(CudaFacts.CUDA_VERSION).asOptional();
    if (api.isEmpty()) {
      return Optional.empty();
    }
    CudaDriver driver =
        new CudaDriver(profile.reading(CudaFacts.CUDA_DRIVER).asOptional(), api, false);
    return Optional.of(new Fits(toolkits(driver), cudnn(driver, profile)));
  }

  private static List<Toolkits> toolkits(CudaDriver driver) {
    List<Toolkits> ranges = new ArrayList<>();
    String newest = "";
    String oldest = "";
    Support current = Support.UNKNOWN;
    for (String toolkit : CudaDriver.toolkits()) {
      Support support = driver.supports(toolkit);
      if (support != current && !newest.isEmpty()) {
        ranges.add(new Toolkits(range(oldest, newest), current));
        newest = "";
      }
      newest = newest.isEmpty() ? toolkit : newest;
      oldest = toolkit;
      current = support;
    }
    if (!newest.isEmpty()) {
      ranges.add(new Toolkits(range(oldest, newest), current));
    }
    return ranges;
  }

  private static String range(String oldest, String newest) {
    return oldest.equals(newest) ? newest : oldest + " to " + newest;
  }

  private static List<Release> cudnn(CudaDriver driver, Profile profile) {
    Reading<List<String>> capabilities = profile.reading(CudaFacts.CUDA_COMPUTE_CAPABILITIES);
    List<Release> releases = new ArrayList<>();
    for (Cudnn each : Cudnn.ranges()) {
      List<String> cuda = new ArrayList<>();
      for (String major : each.cudaMajors()) {
        Support support = driver.supports(major + ".0");
        if (support == Support.FULL || support == Support.MINOR_VERSION) {
          cuda.add(major);
        }
      }
      releases.add(
          0,
          new Release(
              each.range(),
              cuda,
              cuda.isEmpty()
                  ? "needs a driver for CUDA " + String.join(" or ", each.cudaMajors())
                  : refused(each, capabilities.asOptional().orElse(List.of()))));
    }
    return releases;
  }

  private static String refused(Cudnn release, List<String> capabilities) {
    for (String text : capabilities) {
      Optional<ComputeCapability> device = ComputeCapability.parse(text);
      if (device.isPresent() && release.serves(device.get()) == Certainty.NO) {
        return "serves no device of capability " + text;
      }
    }
    return "";
  }
}
