package io.envprobe.gpu.internal.khronos;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.Asked;
import io.envprobe.gpu.internal.OtherSystems;
import io.envprobe.gpu.internal.files.LibraryFile;
import io.envprobe.gpu.internal.files.LibrarySearch;
import io.envprobe.gpu.internal.files.Names;
import io.envprobe.gpu.internal.vendor.VendorCalls;
import io.envprobe.host.Transcript;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import io.envprobe.version.VersionSchemes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** OpenCL: the loader, the drivers that are registered, and the platforms that it offers. */
public final class OpenClProbe implements Probe {
  private static final String LIBRARY = "libOpenCL.so.1";
  private static final String PLATFORMS = "clGetPlatformIDs";
  private static final String INFO = "clGetPlatformInfo";
  private static final String VERSION = "OpenCL ";
  private static final long CPU = 2;
  private static final long GPU = 4;
  private static final long ACCELERATOR = 8;

  @Override
  public String id() {
    return "opencl";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        GpuFacts.OPENCL_VERSION,
        GpuFacts.OPENCL_DRIVERS,
        GpuFacts.OPENCL_PLATFORMS,
        GpuFacts.OPENCL_USABLE);
  }

  @Override
  public void probe(ProbeSession session) {
    if (OtherSystems.record(session, "opencl", provides())) {
      return;
    }
    LibrarySearch search = LibrarySearch.of(session.host());
    Optional<LibraryFile> loader = search.first(LIBRARY);
    List<RegisteredDriver> drivers = DriverFiles.openCl(search);
    session.add(KhronosFacts.drivers(GpuFacts.OPENCL_DRIVERS, drivers, "/etc/OpenCL/vendors"));
    Optional<Asked> asked =
        LoaderUse.isWorthAsking(loader, drivers)
            ? Optional.of(Asked.of(session.host(), loader.get(), VendorCalls.OPENCL))
            : Optional.empty();
    platforms(session, loader.isEmpty() || drivers.isEmpty(), asked);
    Optional<Long> devices = Optional.empty();
    if (asked.isPresent() && asked.get().value(PLATFORMS, "count").isPresent()) {
      devices = Optional.of((long) asked.get().steps("clGetDeviceInfo").size());
    }
    LoaderUse use = new LoaderUse("opencl", LIBRARY, loader, drivers, asked);
    session.add(use.usable(session, GpuFacts.OPENCL_USABLE, PLATFORMS, devices));
  }

  private static void platforms(ProbeSession session, boolean none, Optional<Asked> asked) {
    if (asked.isEmpty()) {
      for (FactKey<?> key : List.of(GpuFacts.OPENCL_VERSION, GpuFacts.OPENCL_PLATFORMS)) {
        session.add(
            none
                ? Fact.absent(key, Evidence.file(LIBRARY, ""))
                : Fact.unknown(key, UnknownCause.NOT_PROBED, "the loader was not asked"));
      }
      return;
    }
    if (asked.get().value(PLATFORMS, "count").isEmpty()) {
      Asked.Silence silence = asked.get().silence(PLATFORMS, "count");
      session.add(silence.fact(GpuFacts.OPENCL_VERSION));
      session.add(silence.fact(GpuFacts.OPENCL_PLATFORMS));
      return;
    }
    List<FactRecord> records = new ArrayList<>();
    Optional<String> highest = Optional.empty();
    for (Transcript.Step step : asked.get().steps(INFO)) {
      String text = step.values().getOrDefault("version", "");
      String version =
          text.startsWith(VERSION) ? Names.leadingNumbers(text.substring(VERSION.length())) : "";
      if (!version.isEmpty()
          && (highest.isEmpty() || VersionSchemes.LENIENT.compare(version, highest.get()) > 0)) {
        highest = Optional.of(version);
      }
      records.add(record(step, asked.get()));
    }
    Evidence evidence = new Evidence("call", INFO, "");
    session.add(
        records.isEmpty()
            ? Fact.absent(GpuFacts.OPENCL_PLATFORMS, evidence)
            : Fact.observed(GpuFacts.OPENCL_PLATFORMS, records, evidence));
    session.add(
        highest.isEmpty()
            ? Fact.absent(GpuFacts.OPENCL_VERSION, evidence)
            : Fact.observed(GpuFacts.OPENCL_VERSION, highest.get(), evidence));
  }

  private static FactRecord record(Transcript.Step platform, Asked asked) {
    List<String> devices = new ArrayList<>();
    Set<String> kinds = new TreeSet<>();
    for (Transcript.Step device : asked.steps("clGetDeviceInfo")) {
      if (device.index().startsWith(platform.index() + ".")) {
        devices.add(device.values().getOrDefault("name", ""));
        kinds.add(kind(Long.parseLong(device.values().getOrDefault("type", "0"))));
      }
    }
    FactRecord.Builder record = FactRecord.builder();
    for (String name : List.of("name", "vendor", "version")) {
      record.put(name, platform.values().getOrDefault(name, ""));
    }
    return record.put("devices", devices).put("kinds", List.copyOf(kinds)).build();
  }

  /** A processor that runs kernels is no graphics processor, whoever made it. */
  private static String kind(long type) {
    if ((type & GPU) != 0) {
      return "gpu";
    }
    if ((type & ACCELERATOR) != 0) {
      return "accelerator";
    }
    return (type & CPU) != 0 ? "cpu" : "other";
  }
}
