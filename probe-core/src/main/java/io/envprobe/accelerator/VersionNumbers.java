package io.envprobe.accelerator;

import java.util.Optional;

/**
 * The versions that vendor libraries answer as one number. A number that no release can have, as a
 * library writes that was not really called, is refused: empty.
 *
 * <p>Sources: the headers {@code cuda.h}, {@code cudnn_version.h}, {@code nccl.h}, {@code
 * NvInferVersion.h} and {@code hip_version.h}.
 */
public final class VersionNumbers {
  private static final long CUDA_LEAST = 1000;
  private static final long CUDA_MOST = 99_990;
  private static final long MOST = 1_000_000;
  private static final long HIP_MAJOR = 10_000_000;
  private static final long HIP_MINOR = 100_000;

  private VersionNumbers() {}

  /** {@code 12040} is 12.4. */
  public static Optional<String> cuda(long number) {
    if (number < CUDA_LEAST || number > CUDA_MOST) {
      return Optional.empty();
    }
    return Optional.of(number / 1000 + "." + number % 1000 / 10);
  }

  /** {@code 90100} is 9.1.0, {@code 8907} is 8.9.7. */
  public static Optional<String> cudnn(long number) {
    return number >= 90_000 ? wide(number) : narrow(number, 1000, 9);
  }

  /** {@code 21805} is 2.18.5, {@code 2708} is 2.7.8. */
  public static Optional<String> nccl(long number) {
    return number >= 10_000 ? wide(number) : narrow(number, 1000, 2);
  }

  /** {@code 100001} is 10.0.1, {@code 8601} is 8.6.1. */
  public static Optional<String> tensorRt(long number) {
    return number >= 100_000 ? wide(number) : narrow(number, 1000, 9);
  }

  /** cuTENSOR: {@code 20102} is 2.1.2. */
  public static Optional<String> wide(long number) {
    return number < 10_000 || number >= MOST
        ? Optional.empty()
        : Optional.of(number / 10_000 + "." + number / 100 % 100 + "." + number % 100);
  }

  /** cuFFT, cuRAND, cuSOLVER: {@code 11203} is 11.2.3. */
  public static Optional<String> narrow(long number) {
    return narrow(number, 1000, 99);
  }

  private static Optional<String> narrow(long number, long least, long highestMajor) {
    return number < least || number / 1000 > highestMajor
        ? Optional.empty()
        : Optional.of(number / 1000 + "." + number / 100 % 10 + "." + number % 100);
  }

  /** {@code 60342134} is 6.3.42134. */
  public static Optional<String> hip(long number) {
    if (number < HIP_MAJOR / 10 || number >= 100 * HIP_MAJOR) {
      return Optional.empty();
    }
    return Optional.of(
        number / HIP_MAJOR + "." + number / HIP_MINOR % 100 + "." + number % HIP_MINOR);
  }

  /** The packed version of Vulkan: {@code 4206830} is 1.3.238. */
  public static Optional<String> vulkan(long number) {
    long major = number >> 22 & 0x7f;
    return number <= 0 || number >> 32 != 0 || major == 0
        ? Optional.empty()
        : Optional.of(major + "." + (number >> 12 & 0x3ff) + "." + (number & 0xfff));
  }

  /** The packed version of the Level Zero API: {@code 65539} is 1.3. */
  public static Optional<String> levelZero(long number) {
    long major = number >> 16;
    return number <= 0 || major == 0 || major > 99
        ? Optional.empty()
        : Optional.of(major + "." + (number & 0xffff));
  }
}
