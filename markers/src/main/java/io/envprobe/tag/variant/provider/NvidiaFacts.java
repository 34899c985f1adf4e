package io.envprobe.tag.variant.provider;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What the management library of NVIDIA says. Immutable.
 *
 * @param loaded whether the library is there and starts
 * @param cudaVersion the version of the driver API, {@code 1000 * major + 10 * minor}
 * @param devices the compute capabilities of those devices that answer
 */
public record NvidiaFacts(boolean loaded, OptionalInt cudaVersion, List<Capability> devices) {
  /** A compute capability, for example 9.0. */
  public record Capability(int major, int minor) implements Comparable<Capability> {
    @Override
    public int compareTo(Capability other) {
      return major != other.major
          ? Integer.compare(major, other.major)
          : Integer.compare(minor, other.minor);
    }
  }

  /** A machine on which the library does not start. */
  public static final NvidiaFacts NONE = new NvidiaFacts(false, OptionalInt.empty(), List.of());

  /** Copies the list. */
  public NvidiaFacts {
    Objects.requireNonNull(cudaVersion);
    devices = List.copyOf(devices);
  }
}
