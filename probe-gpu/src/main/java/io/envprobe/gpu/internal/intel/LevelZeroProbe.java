package io.envprobe.gpu.internal.intel;

import io.envprobe.accelerator.IntelIp;
import io.envprobe.accelerator.VersionNumbers;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.Asked;
import io.envprobe.gpu.internal.Obstacle;
import io.envprobe.gpu.internal.OtherSystems;
import io.envprobe.gpu.internal.files.LibraryFile;
import io.envprobe.gpu.internal.files.LibrarySearch;
import io.envprobe.gpu.internal.files.PciDevice;
import io.envprobe.gpu.internal.vendor.VendorCalls;
import io.envprobe.host.Transcript;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Level Zero: its loader, and the devices of its drivers. That there is a graphics device of Intel
 * does not mean that programs compute on it.
 */
public final class LevelZeroProbe implements Probe {
  private static final String LIBRARY = "libze_loader.so.1";
  private static final String PROPERTIES = "zeDeviceGetProperties";
  private static final List<String> KINDS =
      List.of("other", "gpu", "cpu", "fpga", "mca", "npu", "other");

  @Override
  public String id() {
    return "levelzero";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        GpuFacts.LEVELZERO_VERSION, GpuFacts.LEVELZERO_DEVICES, GpuFacts.LEVELZERO_USABLE);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(GpuFacts.GPU_DEVICES);
  }

  @Override
  public void probe(ProbeSession session) {
    if (OtherSystems.record(session, "levelzero", provides())) {
      return;
    }
    LibrarySearch search = LibrarySearch.of(session.host());
    Optional<LibraryFile> loader = search.first(LIBRARY);
    Evidence evidence = Evidence.file(loader.isPresent() ? loader.get().path() : LIBRARY, "");
    if (loader.isEmpty()) {
      session.add(Fact.absent(GpuFacts.LEVELZERO_VERSION, evidence));
      session.add(Fact.absent(GpuFacts.LEVELZERO_DEVICES, evidence));
      session.add(withoutLoader(session, evidence));
      return;
    }
    String problem =
        loader.get().isSound() ? search.unmetNeed(loader.get()) : loader.get().problem();
    if (loader.get().cause().isPresent()) {
      for (FactKey<?> key : provides()) {
        String detail = loader.get().path() + " " + problem;
        session.add(Fact.unknown(key, loader.get().cause().get(), detail, evidence));
      }
      return;
    }
    if (!problem.isEmpty()) {
      Obstacle obstacle =
          Obstacle.certain(
              "broken-library",
              loader.get().path() + ": " + problem,
              "install the loader of Level Zero anew",
              evidence);
      for (FactKey<?> key : List.of(GpuFacts.LEVELZERO_VERSION, GpuFacts.LEVELZERO_DEVICES)) {
        session.add(Fact.unknown(key, UnknownCause.MALFORMED, obstacle.meaning(), evidence));
      }
      session.add(Obstacle.unusable(GpuFacts.LEVELZERO_USABLE, List.of(obstacle), Origin.DERIVED));
      session.add(obstacle.finding("levelzero"));
      return;
    }
    Asked asked = Asked.of(session.host(), loader.get(), VendorCalls.LEVEL_ZERO);
    asked.recordBreak(session, "levelzero");
    session.add(version(asked));
    devices(session, asked);
  }

  /** Integrated graphics without Level Zero are the usual state of an office computer. */
  private static Fact<Boolean> withoutLoader(ProbeSession session, Evidence evidence) {
    if (!hasIntel(session)) {
      return Fact.absent(GpuFacts.LEVELZERO_USABLE, evidence);
    }
    Obstacle obstacle =
        Obstacle.certain(
            "no-loader",
            "there is an Intel graphics device, but not the loader of Level Zero",
            "install libze1 and libze-intel-gpu1 (level-zero, intel-level-zero-gpu)",
            evidence);
    return Obstacle.unusable(GpuFacts.LEVELZERO_USABLE, List.of(obstacle), Origin.DERIVED);
  }

  private static boolean hasIntel(ProbeSession session) {
    for (FactRecord device : session.reading(GpuFacts.GPU_DEVICES).asOptional().orElse(List.of())) {
      if (device.text("vendor").orElse("").equals("intel")) {
        return true;
      }
    }
    return false;
  }

  /** The highest that a driver offers; without a driver, the one that the loader is made for. */
  private static Fact<String> version(Asked asked) {
    long highest = 0;
    for (Transcript.Step step : asked.steps("zeDriverGetApiVersion")) {
      highest = Math.max(highest, number(step.values().getOrDefault("api", "0")));
    }
    Optional<String> version = VersionNumbers.levelZero(highest);
    if (version.isPresent()) {
      return Fact.observed(
          GpuFacts.LEVELZERO_VERSION,
          version.get(),
          new Evidence("call", "zeDriverGetApiVersion", ""));
    }
    String spec = asked.value("zelLoaderGetVersions", "spec").orElse("0");
    Optional<String> loaders = VersionNumbers.levelZero(number(spec));
    if (loaders.isPresent()) {
      return Fact.observed(
          GpuFacts.LEVELZERO_VERSION,
          loaders.get(),
          new Evidence("call", "zelLoaderGetVersions", "of the loader"));
    }
    Optional<Obstacle> refusal = refusal(asked);
    return refusal.isPresent() // Without a driver a program gets no API of any version.
        ? Fact.absent(GpuFacts.LEVELZERO_VERSION, refusal.get().evidence())
        : asked.silence("zeDriverGetApiVersion", "api").fact(GpuFacts.LEVELZERO_VERSION);
  }

  private static long number(String text) {
    return Long.parseLong(text);
  }

  private static void devices(ProbeSession session, Asked asked) {
    List<FactRecord> records = new ArrayList<>();
    boolean graphics = false;
    for (Transcript.Step step : asked.steps(PROPERTIES)) {
      FactRecord record = record(step);
      records.add(record);
      graphics |= record.text("kind").orElse("").equals("gpu");
    }
    Evidence evidence = new Evidence("call", PROPERTIES, "");
    if (!records.isEmpty()) {
      session.add(Fact.observed(GpuFacts.LEVELZERO_DEVICES, records, evidence));
    }
    if (graphics) {
      session.add(Fact.observed(GpuFacts.LEVELZERO_USABLE, true, evidence));
      return;
    }
    Optional<Obstacle> refusal = refusal(asked);
    if (refusal.isPresent()) {
      // A loader without any device of Intel is what a package brought along; nothing is broken.
      Severity severity = hasIntel(session) ? Severity.ERROR : Severity.INFO;
      session.add(refusal.get().finding("levelzero", severity));
      session.add(
          Obstacle.unusable(GpuFacts.LEVELZERO_USABLE, List.of(refusal.get()), Origin.OBSERVED));
    } else {
      session.add(asked.silence("zeDriverGet", "drivers").fact(GpuFacts.LEVELZERO_USABLE));
    }
    if (records.isEmpty()) {
      session.add(
          refusal.isPresent()
              ? Fact.absent(GpuFacts.LEVELZERO_DEVICES, refusal.get().evidence())
              : asked.silence("zeDriverGet", "drivers").fact(GpuFacts.LEVELZERO_DEVICES));
    }
  }

  /** The newer way to start answers for both; before it there was only the older. */
  private static Optional<Obstacle> refusal(Asked asked) {
    for (String step : List.of("zeInit", "zeInitDrivers")) {
      Optional<Long> status = asked.status(step);
      if (status.isPresent() && status.get() != 0) {
        return Optional.of(
            Obstacle.answered("levelzero", step, Integer.toUnsignedLong(status.get().intValue())));
      }
    }
    boolean heard = asked.outcome().answer().isPresent() && asked.broken().isEmpty();
    return heard
        ? Optional.of(
            Obstacle.certain(
                "no-device",
                "Level Zero offers no graphics device",
                "install the driver for your device",
                new Evidence("call", "zeDeviceGet", "")))
        : Optional.empty();
  }

  private static FactRecord record(Transcript.Step step) {
    int type = (int) number(step.values().getOrDefault("type", "0"));
    long packed = number(step.values().getOrDefault("ip", "0"));
    IntelIp ip = IntelIp.of(packed);
    boolean told = packed > 0 && ip.architecture() > 0;
    long vendor = number(step.values().getOrDefault("vendor", "0"));
    return FactRecord.builder()
        .put("name", step.values().getOrDefault("name", ""))
        .put("kind", type < KINDS.size() ? KINDS.get(type) : "other")
        .put("ip", told ? Optional.of(ip.toString()) : Optional.empty())
        .put(
            "devices",
            told && !ip.devices().isEmpty() ? Optional.of(ip.devices()) : Optional.empty())
        .put("base", told ? ip.base() : Optional.empty())
        .put("vendor_id", vendor)
        .put("pci_id", PciDevice.id(vendor, number(step.values().getOrDefault("device_id", "-1"))))
        .build();
  }
}
