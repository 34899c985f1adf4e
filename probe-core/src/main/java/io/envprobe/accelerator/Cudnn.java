package io.envprobe.accelerator;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a release of cuDNN: its parts, and the CUDA versions and devices it is for.
 *
 * <p>Source:
 * https://docs.nvidia.com/deeplearning/cudnn/backend/latest/reference/support-matrix.html
 */
public final class Cudnn {
  private final DottedNumbers version;

  private Cudnn(DottedNumbers version) {
    this.version = version;
  }

  /** A release, {@code 9.1.0}; empty for what is none. */
  public static Optional<Cudnn> parse(String version) {
    Optional<DottedNumbers> numbers = DottedNumbers.parse(version);
    return numbers.isPresent() && numbers.get().first() > 0
        ? Optional.of(new Cudnn(numbers.get()))
        : Optional.empty();
  }

  /** The major version, which is the number of the SONAME. */
  public int major() {
    return version.first();
  }

  /**
   * The libraries that it is made of beside {@code libcudnn} itself, without {@code libcudnn_};
   * those of the last known major version for a newer one.
   *
   * @param jitOnly whether it is told to compile all kernels at run time ({@code
   *     CUDNN_LIB_CONFIG=GRAPH_JIT_ONLY}), and so needs fewer
   */
  public static List<String> parts(int major, boolean jitOnly) {
    List<String> parts = List.of();
    for (Table row : Tables.TABLE.tables("parts")) {
      if (major >= row.integer("major")) {
        parts = row.texts(jitOnly && row.has("jit_only") ? "jit_only" : "all");
      }
    }
    return parts;
  }

  /** The major versions of CUDA that it is built for; empty where the table does not know it. */
  public List<String> cudaMajors() {
    return row().map(row -> row.texts("cuda")).orElse(List.of());
  }

  /** The least compute capability that it serves. */
  public Optional<ComputeCapability> leastCapability() {
    return row().flatMap(row -> ComputeCapability.parse(row.text("capability")));
  }

  /** Whether it serves a device. */
  public Certainty serves(ComputeCapability device) {
    Optional<ComputeCapability> least = leastCapability();
    if (least.isEmpty()) {
      return Certainty.UNKNOWN;
    }
    return device.compareTo(least.get()) >= 0 ? Certainty.YES : Certainty.NO;
  }

  /** The least driver for its build for a major version of CUDA, on Linux. */
  public static Optional<String> leastDriver(String cudaMajor) {
    return CudaDriver.leastForFamily(cudaMajor, false);
  }

  /** The ranges of releases that the table knows, by the first of each, oldest first. */
  public static List<Cudnn> ranges() {
    List<Cudnn> ranges = new ArrayList<>();
    for (Table row : Tables.TABLE.tables("releases")) {
      ranges.add(new Cudnn(DottedNumbers.of(row.text("from"))));
    }
    return ranges;
  }

  /** The range of releases that this one belongs to: {@code 9.0 to 9.10}. */
  public String range() {
    return row().map(row -> row.text("name")).orElse("");
  }

  /** The last row that begins at or before this release: newer ones are like the newest known. */
  private Optional<Table> row() {
    Optional<Table> found = Optional.empty();
    for (Table row : Tables.TABLE.tables("releases")) {
      if (version.isAtLeast(DottedNumbers.of(row.text("from")))) {
        found = Optional.of(row);
      }
    }
    return found;
  }

  private static final class Tables {
    static final Table TABLE = CudnnTable.read();
  }
}
