package io.envprobe.gpu.internal.khronos;

import io.envprobe.accelerator.VersionNumbers;
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
import io.envprobe.gpu.internal.files.PciDevice;
import io.envprobe.gpu.internal.vendor.VendorCalls;
import io.envprobe.host.Transcript;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Vulkan: the loader, the drivers that are registered, and the devices that it offers. */
public final class VulkanProbe implements Probe {
  private static final String LIBRARY = "libvulkan.so.1";
  private static final String PROPERTIES = "vkGetPhysicalDeviceProperties";
  private static final List<String> KINDS =
      List.of("other", "integrated", "discrete", "virtual", "cpu");

  @Override
  public String id() {
    return "vulkan";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        GpuFacts.VULKAN_VERSION,
        GpuFacts.VULKAN_DRIVERS,
        GpuFacts.VULKAN_DEVICES,
        GpuFacts.VULKAN_USABLE);
  }

  @Override
  public void probe(ProbeSession session) {
    if (OtherSystems.record(session, "vulkan", provides())) {
      return;
    }
    LibrarySearch search = LibrarySearch.of(session.host());
    Optional<LibraryFile> loader = search.first(LIBRARY);
    List<RegisteredDriver> drivers = DriverFiles.vulkan(search);
    session.add(KhronosFacts.drivers(GpuFacts.VULKAN_DRIVERS, drivers, "vulkan/icd.d"));
    Optional<Asked> asked =
        LoaderUse.isWorthAsking(loader, drivers)
            ? Optional.of(Asked.of(session.host(), loader.get(), VendorCalls.VULKAN))
            : Optional.empty();
    session.add(version(loader, asked));
    session.add(devices(loader, asked));
    LoaderUse use = new LoaderUse("vulkan", LIBRARY, loader, drivers, asked);
    Optional<String> count = Asked.value(asked, "vkEnumeratePhysicalDevices", "devices");
    session.add(
        use.usable(
            session,
            GpuFacts.VULKAN_USABLE,
            "vkCreateInstance",
            count.isPresent() ? Optional.of(Long.parseLong(count.get())) : Optional.empty()));
  }

  private static Fact<String> version(Optional<LibraryFile> loader, Optional<Asked> asked) {
    if (loader.isEmpty()) {
      return Fact.absent(GpuFacts.VULKAN_VERSION, Evidence.file(LIBRARY, ""));
    }
    Optional<String> answered =
        asked
            .flatMap(each -> each.value("vkEnumerateInstanceVersion", "version"))
            .flatMap(number -> VersionNumbers.vulkan(Long.parseLong(number)));
    if (answered.isPresent()) {
      return Fact.observed(
          GpuFacts.VULKAN_VERSION,
          answered.get(),
          new Evidence("call", "vkEnumerateInstanceVersion", ""));
    }
    String real = loader.get().realPath();
    String named = Names.leadingNumbers(Names.version(Names.last(real)));
    if (named.indexOf('.') > 0) { // The loader's file carries the version that it implements.
      return Fact.derived(GpuFacts.VULKAN_VERSION, named, Evidence.file(real, ""));
    }
    return asked.isPresent()
        ? asked.get().silence("vkEnumerateInstanceVersion", "version").fact(GpuFacts.VULKAN_VERSION)
        : Fact.unknown(
            GpuFacts.VULKAN_VERSION, UnknownCause.NOT_PROBED, "the loader was not asked");
  }

  private static Fact<List<FactRecord>> devices(
      Optional<LibraryFile> loader, Optional<Asked> asked) {
    if (asked.isEmpty()) {
      return loader.isEmpty()
          ? Fact.absent(GpuFacts.VULKAN_DEVICES, Evidence.file(LIBRARY, ""))
          : Fact.unknown(
              GpuFacts.VULKAN_DEVICES, UnknownCause.NOT_PROBED, "the loader was not asked");
    }
    if (asked.get().value("vkEnumeratePhysicalDevices", "devices").isEmpty()) {
      return asked
          .get()
          .silence("vkEnumeratePhysicalDevices", "devices")
          .fact(GpuFacts.VULKAN_DEVICES);
    }
    List<FactRecord> records = new ArrayList<>();
    for (Transcript.Step step : asked.get().steps(PROPERTIES)) {
      int type = Integer.parseInt(step.values().getOrDefault("type", "0"));
      long vendor = Long.parseLong(step.values().getOrDefault("vendor", "0"));
      long device = Long.parseLong(step.values().getOrDefault("device_id", "-1"));
      records.add(
          FactRecord.builder()
              .put("name", step.values().getOrDefault("name", ""))
              .put("kind", type < KINDS.size() ? KINDS.get(type) : "other")
              .put("vendor", "0x" + Long.toHexString(vendor))
              .put("pci_id", PciDevice.id(vendor, device))
              .put(
                  "api_version",
                  VersionNumbers.vulkan(Long.parseLong(step.values().getOrDefault("api", "0"))))
              .build());
    }
    Evidence evidence = new Evidence("call", PROPERTIES, "");
    return records.isEmpty()
        ? Fact.absent(GpuFacts.VULKAN_DEVICES, evidence)
        : Fact.observed(GpuFacts.VULKAN_DEVICES, records, evidence);
  }
}
