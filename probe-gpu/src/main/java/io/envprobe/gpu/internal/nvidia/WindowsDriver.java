package io.envprobe.gpu.internal.nvidia;

import io.envprobe.accelerator.CudaDriver;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.Obstacle;
import io.envprobe.gpu.internal.files.WindowsFiles;
import io.envprobe.host.Host;
import io.envprobe.probe.ProbeSession;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * NVIDIA's driver on Windows, by its files: the DLLs that programs load, with the release that
 * their version resource means. Which devices there are no file tells.
 */
final class WindowsDriver {
  static final Table TABLE = WindowsPlacesTable.read();

  private static final String CUDA = "nvcuda.dll";
  private static final String NOT_TOLD = "on Windows no file tells the devices";

  private WindowsDriver() {}

  static void record(ProbeSession session) {
    Host host = session.host();
    WindowsFiles files = new WindowsFiles(host);
    List<FactRecord> records = new ArrayList<>();
    List<Evidence> looked = new ArrayList<>();
    Optional<WindowsFiles.Dll> cuda = Optional.empty();
    for (Table row : TABLE.tables("driver")) {
      looked.add(Evidence.file(row.text("directory") + "/" + row.text("name"), ""));
      for (String directory : files.directories(row.text("directory"))) {
        Optional<WindowsFiles.Dll> dll = files.dll(directory, row.text("name"));
        dll.ifPresent(each -> records.add(record(row, each)));
        cuda = row.text("name").equals(CUDA) ? cuda.or(() -> dll) : cuda;
      }
    }
    Evidence[] evidence = looked.toArray(new Evidence[0]);
    session.add(
        records.isEmpty()
            ? Fact.absent(CudaFacts.CUDA_DRIVER_LIBRARIES, evidence)
            : Fact.observed(CudaFacts.CUDA_DRIVER_LIBRARIES, records, evidence));
    if (cuda.isEmpty()) {
      absent(session, evidence);
    } else {
      driver(session, cuda.get());
    }
    devices(session, cuda);
  }

  private static FactRecord record(Table row, WindowsFiles.Dll dll) {
    return FactRecord.builder()
        .put("name", row.text("name"))
        .put("path", dll.file().path())
        .put("release", dll.version().flatMap(WindowsDriver::release))
        .put("place", row.text("place"))
        .put("found_by_loader", row.text("place").equals("system"))
        .put("sound", dll.file().isSound())
        .put("problem", dll.file().isSound() ? Optional.empty() : Optional.of(dll.file().problem()))
        .build();
  }

  private static void absent(ProbeSession session, Evidence[] evidence) {
    for (FactKey<?> key :
        List.of(
            CudaFacts.CUDA_DRIVER,
            CudaFacts.CUDA_DRIVER_FLAVOUR,
            CudaFacts.CUDA_USER_DRIVER,
            CudaFacts.CUDA_VERSION,
            CudaFacts.CUDA_USABLE)) {
      session.add(Fact.absent(key, evidence));
    }
    session.add(Fact.derived(CudaFacts.CUDA_VISIBLE_COUNT, 0L, evidence));
  }

  private static void driver(ProbeSession session, WindowsFiles.Dll cuda) {
    String path = cuda.file().path();
    Evidence evidence = Evidence.file(path, cuda.version().orElse("no version"));
    Optional<String> release = cuda.version().flatMap(WindowsDriver::release);
    session.add(Fact.observed(CudaFacts.CUDA_DRIVER_FLAVOUR, "proprietary", evidence));
    if (release.isEmpty()) {
      for (FactKey<String> key :
          List.of(CudaFacts.CUDA_DRIVER, CudaFacts.CUDA_USER_DRIVER, CudaFacts.CUDA_VERSION)) {
        session.add(
            Fact.unknown(
                key, UnknownCause.MALFORMED, path + " has no version of a driver", evidence));
      }
    } else {
      session.add(Fact.derived(CudaFacts.CUDA_DRIVER, release.get(), evidence));
      session.add(Fact.derived(CudaFacts.CUDA_USER_DRIVER, release.get(), evidence));
      session.add(version(release.get(), evidence));
    }
    if (cuda.file().isSound()) {
      unknown(session, Set.of(CudaFacts.CUDA_USABLE, CudaFacts.CUDA_VISIBLE_COUNT));
      return;
    }
    Obstacle obstacle =
        Obstacle.certain(
            "broken-library",
            path + ": " + cuda.file().problem(),
            "install the driver anew",
            evidence);
    session.add(obstacle.finding("cuda"));
    session.add(Obstacle.unusable(CudaFacts.CUDA_USABLE, List.of(obstacle), Origin.DERIVED));
    session.add(Fact.derived(CudaFacts.CUDA_VISIBLE_COUNT, 0L, evidence));
  }

  private static Fact<String> version(String release, Evidence evidence) {
    Optional<CudaDriver.Offered> offered = CudaDriver.offeredBy(release);
    return offered.isPresent() && offered.get().exact()
        ? Fact.derived(CudaFacts.CUDA_VERSION, offered.get().version(), evidence)
        : Fact.unknown(
            CudaFacts.CUDA_VERSION,
            UnknownCause.UNSUPPORTED,
            "the table does not know the release " + release,
            evidence);
  }

  private static void devices(ProbeSession session, Optional<WindowsFiles.Dll> cuda) {
    Reading<List<FactRecord>> all = session.reading(GpuFacts.GPU_DEVICES);
    if (cuda.isEmpty() && all.isAbsent()) {
      session.add(Fact.absent(CudaFacts.CUDA_DEVICES));
      session.add(Fact.absent(CudaFacts.CUDA_COMPUTE_CAPABILITY));
      session.add(Fact.absent(CudaFacts.CUDA_COMPUTE_CAPABILITIES));
      session.add(Fact.derived(CudaFacts.CUDA_DEVICE_COUNT, 0L));
      return;
    }
    unknown(
        session,
        Set.of(
            CudaFacts.CUDA_DEVICES,
            CudaFacts.CUDA_COMPUTE_CAPABILITY,
            CudaFacts.CUDA_COMPUTE_CAPABILITIES,
            CudaFacts.CUDA_DEVICE_COUNT));
  }

  private static void unknown(ProbeSession session, Set<FactKey<?>> keys) {
    for (FactKey<?> key : keys) {
      session.add(Fact.unknown(key, UnknownCause.UNSUPPORTED, NOT_TOLD));
    }
  }

  /**
   * The release of NVIDIA's driver that a file version means: its last five digits, {@code
   * 32.0.15.6109} is 561.09. Empty for other versions.
   */
  static Optional<String> release(String version) {
    String[] numbers = version.split("\\.", -1);
    if (numbers.length != 4 || numbers[2].length() != 2) {
      return Optional.empty();
    }
    String digits = numbers[2] + "0".repeat(Math.max(0, 4 - numbers[3].length())) + numbers[3];
    if (digits.length() < 5) {
      return Optional.empty();
    }
    String last = digits.substring(digits.length() - 5);
    String release = last.substring(0, 3) + "." + last.substring(3);
    return KernelDriver.isRelease(release) ? Optional.of(release) : Optional.empty();
  }
}
