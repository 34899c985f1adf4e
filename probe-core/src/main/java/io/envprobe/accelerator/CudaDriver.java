package io.envprobe.accelerator;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An NVIDIA driver and what it can run, by the rules of NVIDIA's compatibility guide.
 *
 * <p>Source: https://docs.nvidia.com/deploy/cuda-compatibility/ and the release notes of the CUDA
 * Toolkit.
 *
 * @param release the release of the kernel driver, {@code 550.54.14}; empty where it is not known
 * @param apiVersion the CUDA version of the driver API, {@code 12.4}; empty where it is not known
 * @param windows whether it is a driver for Windows, which counts its releases otherwise
 */
public record CudaDriver(Optional<String> release, Optional<String> apiVersion, boolean windows) {
  /** Checks for null. */
  public CudaDriver {
    Objects.requireNonNull(release);
    Objects.requireNonNull(apiVersion);
  }

  /** How well a driver supports a toolkit or what was built with it. */
  public enum Support {
    /** Everything works. */
    FULL,
    /**
     * Works within the major version, except that intermediate code of a newer toolkit is not
     * compiled, and functions that only newer drivers have fail.
     */
    MINOR_VERSION,
    /** Does not work without a forward-compatibility package or a newer driver. */
    NONE,
    /** Not enough is known of the driver. */
    UNKNOWN
  }

  /** A CUDA version, exact or the least that it can be. */
  public record Offered(String version, boolean exact) {}

  /**
   * The CUDA version that a driver of this release offers by the table of branches. A branch that
   * is newer than the table offers at least what the last known one does; one older than the table
   * gives nothing.
   */
  public static Optional<Offered> offeredBy(String release) {
    Optional<DottedNumbers> numbers = DottedNumbers.parse(release);
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    Optional<Offered> offered = Optional.empty();
    List<Table> branches = Tables.DRIVERS.tables("branches");
    for (int i = 0; i < branches.size(); i++) {
      long branch = branches.get(i).integer("branch");
      if (numbers.get().first() >= branch) {
        boolean exact = i + 1 < branches.size() || numbers.get().first() == branch;
        offered = Optional.of(new Offered(branches.get(i).text("cuda"), exact));
      }
    }
    return offered;
  }

  /**
   * The least driver release that supports a toolkit in full, {@code 550.54.14} for {@code 12.4};
   * empty where the table has none for it, as for a toolkit newer than the table.
   *
   * @param toolkit two or three numbers; two mean the first release of that version
   */
  public static Optional<String> leastFor(String toolkit, boolean windows) {
    Optional<DottedNumbers> sought = DottedNumbers.parse(toolkit);
    Optional<String> found = Optional.empty();
    if (sought.isPresent()) {
      String column = windows ? "windows" : "linux";
      for (Table row : Tables.DRIVERS.tables("toolkits")) { // Newest first.
        DottedNumbers version = DottedNumbers.of(row.text("toolkit"));
        boolean same = version.firstTwo().equals(sought.get().firstTwo());
        if (same && row.has(column) && (found.isEmpty() || version.isAtLeast(sought.get()))) {
          found = Optional.of(row.text(column));
        }
      }
    }
    return found;
  }

  /**
   * The least driver release on which programs of a major version run by minor-version
   * compatibility; empty for major versions without it.
   */
  public static Optional<String> leastForFamily(String toolkit, boolean windows) {
    Optional<DottedNumbers> sought = DottedNumbers.parse(toolkit);
    if (sought.isEmpty()) {
      return Optional.empty();
    }
    String column = windows ? "windows" : "linux";
    for (Table row : Tables.DRIVERS.tables("families")) {
      DottedNumbers family = DottedNumbers.of(row.text("cuda"));
      boolean exact = row.text("cuda").indexOf('.') >= 0;
      if (exact ? family.equals(sought.get().firstTwo()) : family.first() == sought.get().first()) {
        return Optional.of(row.text(column));
      }
    }
    return Optional.empty();
  }

  /** How well this driver supports what was built with a toolkit. */
  public Support supports(String toolkit) {
    Optional<DottedNumbers> sought = DottedNumbers.parse(toolkit).map(DottedNumbers::firstTwo);
    if (sought.isEmpty()) {
      return Support.UNKNOWN;
    }
    Optional<Offered> offered =
        apiVersion.isPresent()
            ? Optional.of(new Offered(apiVersion.get(), true))
            : release.flatMap(CudaDriver::offeredBy);
    Optional<DottedNumbers> api = offered.flatMap(each -> DottedNumbers.parse(each.version()));
    if (api.isEmpty()) {
      return Support.UNKNOWN;
    }
    if (api.get().isAtLeast(sought.get())) {
      return Support.FULL;
    }
    if (!offered.orElseThrow().exact()) {
      return Support.UNKNOWN;
    }
    if (api.get().first() != sought.get().first()) {
      return Support.NONE;
    }
    Optional<DottedNumbers> least = leastForFamily(toolkit, windows).flatMap(DottedNumbers::parse);
    Optional<DottedNumbers> known = release.flatMap(DottedNumbers::parse);
    if (least.isEmpty()) {
      // Major versions before 11 have no such range; what will hold of later ones is not known.
      return sought.get().first() < 11 ? Support.NONE : Support.UNKNOWN;
    }
    if (known.isEmpty()) {
      return Support.UNKNOWN;
    }
    return known.get().isAtLeast(least.get()) ? Support.MINOR_VERSION : Support.NONE;
  }

  /** The versions of toolkits that the table knows, {@code 12.4}, newest first. */
  public static List<String> toolkits() {
    List<String> toolkits = new ArrayList<>();
    for (Table row : Tables.DRIVERS.tables("toolkits")) {
      DottedNumbers version = DottedNumbers.of(row.text("toolkit"));
      String text = version.first() + "." + version.second();
      if (!toolkits.contains(text)) {
        toolkits.add(text);
      }
    }
    return toolkits;
  }

  /** The newest version of PTX that a driver of a CUDA version compiles, by the table. */
  public static Optional<String> newestPtx(String apiVersion) {
    Optional<DottedNumbers> api = DottedNumbers.parse(apiVersion);
    Optional<String> newest = Optional.empty();
    for (Table row : api.isPresent() ? Tables.PTX.tables("versions") : List.<Table>of()) {
      if (api.get().isAtLeast(DottedNumbers.of(row.text("cuda")))) {
        newest = Optional.of(row.text("ptx"));
      }
    }
    return newest;
  }

  /**
   * The first CUDA version whose driver compiles intermediate code of a version of PTX: by the
   * table, and for later minor versions by its pattern; empty for a version of another major one.
   */
  public static Optional<String> leastForPtx(String ptxVersion) {
    String known = Tables.CUDA_OF_PTX.get(ptxVersion);
    if (known != null) {
      return Optional.of(known);
    }
    Table pattern = Tables.PTX.table("pattern");
    String major = pattern.text("ptx") + ".";
    boolean follows = ptxVersion.startsWith(major) && DottedNumbers.parse(ptxVersion).isPresent();
    return follows
        ? Optional.of(pattern.text("cuda") + "." + ptxVersion.substring(major.length()))
        : Optional.empty();
  }

  /**
   * Whether this driver compiles intermediate code of a version of PTX: by the table, and for a
   * version newer than the table only {@link Certainty#UNKNOWN}, or {@link Certainty#NO} where the
   * driver is within the table.
   */
  public Certainty compilesPtx(String ptxVersion) {
    Optional<DottedNumbers> api = apiVersion.flatMap(DottedNumbers::parse);
    Optional<DottedNumbers> sought = DottedNumbers.parse(ptxVersion);
    if (api.isEmpty() || sought.isEmpty()) {
      return Certainty.UNKNOWN;
    }
    Optional<String> least = leastForPtx(ptxVersion);
    if (least.isPresent()) {
      return api.get().isAtLeast(DottedNumbers.of(least.get())) ? Certainty.YES : Certainty.NO;
    }
    List<Table> known = Tables.PTX.tables("versions");
    Table last = known.get(known.size() - 1);
    boolean newerPtx = sought.get().isAtLeast(DottedNumbers.of(last.text("ptx")));
    boolean knownDriver = DottedNumbers.of(last.text("cuda")).isAtLeast(api.get());
    return newerPtx && knownDriver ? Certainty.NO : Certainty.UNKNOWN;
  }

  private static final class Tables {
    static final Table DRIVERS = CudaDriversTable.read();
    static final Table PTX = PtxVersionsTable.read();
    static final Map<String, String> CUDA_OF_PTX = new HashMap<>();

    static {
      for (Table row : PTX.tables("versions")) {
        CUDA_OF_PTX.put(row.text("ptx"), row.text("cuda"));
      }
    }
  }
}
