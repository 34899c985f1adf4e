package io.envprobe.gpu.internal;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.files.PciDevice;
import io.envprobe.gpu.internal.files.WindowsFiles;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The graphics processors that the kernel lists: those on the PCI bus, and embedded ones. */
public final class DevicesProbe implements Probe {
  private static final String DISPLAYS = "/sys/class/drm";

  @Override
  public String id() {
    return "gpu.devices";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(GpuFacts.GPU_DEVICES);
  }

  @Override
  public void probe(ProbeSession session) {
    Host host = session.host();
    String system = host.property("os.name").answer().orElse("");
    if (system.startsWith("Mac")) {
      session.add(apple(host));
      return;
    }
    if (WindowsFiles.isWindows(host)) {
      session.add(
          Fact.unknown(
              GpuFacts.GPU_DEVICES,
              UnknownCause.UNSUPPORTED,
              "on Windows no file tells the devices"));
      return;
    }
    Outcome<List<PciDevice>> listed = PciDevice.list(host);
    Evidence evidence = Evidence.file(PciDevice.DIRECTORY, "");
    boolean noBus = listed.isNotFound() && host.status("/sys/bus") instanceof Outcome.Answer<?>;
    if (listed instanceof Outcome.Failure<List<PciDevice>> failure && !noBus) {
      boolean unmounted = failure.kind() == FailureKind.NOT_FOUND;
      session.add(
          Fact.unknown(
              GpuFacts.GPU_DEVICES,
              unmounted ? UnknownCause.UNSUPPORTED : failure.kind().cause(),
              failure.detail(),
              evidence));
      return;
    }
    List<FactRecord> records = new ArrayList<>();
    for (PciDevice device : listed.answer().orElse(List.of())) {
      records.add(record(host, device));
    }
    records.addAll(EmbeddedDevices.list(host));
    session.add(
        records.isEmpty()
            ? Fact.absent(GpuFacts.GPU_DEVICES, evidence, Evidence.file(DISPLAYS, ""))
            : Fact.observed(GpuFacts.GPU_DEVICES, records, evidence));
  }

  private static FactRecord record(Host host, PciDevice device) {
    FactRecord.Builder record =
        FactRecord.builder()
            .put("vendor", device.maker())
            .put("pci_address", device.address())
            .put("pci_id", device.id())
            .put("class", device.classNumber())
            .put("driver", device.driver())
            .put("node", device.renderNode());
    if (device.maker().equals("intel")) {
      // Intel's integrated graphics are on the root bus, and cards are behind a bridge.
      boolean root = device.address().startsWith("0000:00:");
      record.put("kind", root ? "integrated" : "discrete");
    }
    if (device.renderNode().isPresent()) {
      String access =
          host.answer(new Request.Access(device.renderNode().get())).answer().orElse("missing");
      record.put("access", access);
    }
    return record.build();
  }

  /** Apple's own processors always have one; what older machines have only IOKit tells. */
  private static Fact<List<FactRecord>> apple(Host host) {
    Evidence evidence = new Evidence("property", "os.arch", "");
    return host.property("os.arch").answer().orElse("").equals("aarch64")
        ? Fact.derived(
            GpuFacts.GPU_DEVICES,
            List.of(FactRecord.builder().put("vendor", "apple").put("kind", "integrated").build()),
            evidence)
        : Fact.unknown(
            GpuFacts.GPU_DEVICES,
            UnknownCause.UNSUPPORTED,
            "on a Mac with an Intel processor only IOKit tells",
            evidence);
  }
}
