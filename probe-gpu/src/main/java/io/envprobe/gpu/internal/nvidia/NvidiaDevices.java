package io.envprobe.gpu.internal.nvidia;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The NVIDIA devices that files show: those that the kernel driver lists, which in a container are
 * those that it was given; where it lists none, those on the PCI bus.
 *
 * @param listed absent where it is proven that there is none
 */
record NvidiaDevices(Reading<List<NvidiaDevice>> listed, List<Evidence> evidence) {
  private static final String LIST = "/proc/driver/nvidia/gpus";
  private static final String TEGRA_MODEL = "/proc/device-tree/model";

  NvidiaDevices {
    evidence = List.copyOf(evidence);
  }

  static NvidiaDevices read(ProbeSession session, KernelDriver kernel) {
    Host host = session.host();
    if (kernel.is("wsl")) {
      return new NvidiaDevices(
          Reading.unknown(UnknownCause.UNSUPPORTED, "under WSL only the driver's library tells"),
          kernel.evidence());
    }
    if (kernel.is("tegra")) {
      return tegra(host);
    }
    Outcome<List<String>> names = host.list(LIST);
    if (names instanceof Outcome.Answer<List<String>> answer && !answer.value().isEmpty()) {
      List<NvidiaDevice> devices = new ArrayList<>();
      for (String address : answer.value()) {
        String file = LIST + "/" + address + "/information";
        devices.add(
            NvidiaDevice.of(host, address, information(host.text(file).answer().orElse(""))));
      }
      return new NvidiaDevices(Reading.present(devices), List.of(Evidence.file(LIST, "")));
    }
    if (!names.isNotFound() && names instanceof Outcome.Failure<List<String>> failure) {
      return new NvidiaDevices(
          Reading.unknown(failure.kind().cause(), failure.detail()), List.of());
    }
    return onBus(session);
  }

  /** Lines {@code Name: \t value}. */
  static Map<String, String> information(String text) {
    Map<String, String> values = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        values.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return values;
  }

  private static NvidiaDevices tegra(Host host) {
    String model = host.text(TEGRA_MODEL).answer().orElse("").replace('\0', ' ').strip();
    NvidiaDevice device =
        NvidiaDevice.at(
            "", model.isEmpty() ? Optional.empty() : Optional.of(model), Optional.of("nvgpu"));
    return new NvidiaDevices(
        Reading.present(List.of(device)), List.of(Evidence.file(TEGRA_MODEL, model)));
  }

  private static NvidiaDevices onBus(ProbeSession session) {
    Reading<List<FactRecord>> all = session.reading(GpuFacts.GPU_DEVICES);
    if (!(all instanceof Reading.Present<List<FactRecord>> present)) {
      return new NvidiaDevices(
          all instanceof Reading.Unknown<List<FactRecord>> unknown
              ? Reading.unknown(unknown.cause(), unknown.detail())
              : Reading.absent(),
          List.of(Evidence.file("/sys/bus/pci/devices", "")));
    }
    Map<String, NvidiaDevice> devices = new TreeMap<>();
    for (FactRecord record : present.value()) {
      String address = record.text("pci_address").orElse("");
      if (record.text("vendor").orElse("").equals("nvidia")) {
        devices.put(address, NvidiaDevice.at(address, Optional.empty(), record.text("driver")));
      }
    }
    return new NvidiaDevices(
        devices.isEmpty() ? Reading.absent() : Reading.present(List.copyOf(devices.values())),
        List.of(Evidence.file("/sys/bus/pci/devices", "")));
  }

  /**
   * These devices with what libraries answered: of the same address, or of the same place in the
   * order where one has none; a device that only a library knows is added.
   */
  NvidiaDevices with(DriverAnswers answers) {
    List<NvidiaDevice> answered = answers.devices();
    if (answered.isEmpty() && answers.visibleCount().isEmpty()) {
      return this;
    }
    List<NvidiaDevice> merged = new ArrayList<>(devices());
    for (int i = 0; i < answered.size(); i++) {
      NvidiaDevice answer = answered.get(i);
      int at = place(merged, answer, i);
      if (at < 0) {
        merged.add(answer);
      } else {
        merged.set(at, merged.get(at).with(answer));
      }
    }
    if (answers.visibleCount().isPresent()) {
      Set<String> given = new HashSet<>();
      answers.visible().forEach(device -> given.add(device.address()));
      boolean all = answers.visibleCount().get() >= merged.size();
      merged.replaceAll(device -> device.shown(all || given.contains(device.address())));
    }
    return new NvidiaDevices(merged.isEmpty() ? listed : Reading.present(merged), evidence);
  }

  private static int place(List<NvidiaDevice> devices, NvidiaDevice sought, int order) {
    for (int i = 0; i < devices.size(); i++) {
      if (!sought.address().isEmpty() && devices.get(i).address().equals(sought.address())) {
        return i;
      }
    }
    boolean nameless = sought.address().isEmpty() && order < devices.size();
    boolean same = nameless || (devices.size() == 1 && devices.get(0).address().isEmpty());
    return same ? Math.min(order, devices.size() - 1) : -1;
  }

  /** The devices; none where that is not known. */
  List<NvidiaDevice> devices() {
    return listed.asOptional().orElse(List.of());
  }

  boolean isAny() {
    return !devices().isEmpty();
  }
}
