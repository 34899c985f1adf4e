package io.envprobe.gpu.internal.nvidia;

import io.envprobe.accelerator.ComputeCapability;
import io.envprobe.accelerator.VendorCode;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** NVIDIA's devices as facts: each, and their capabilities in sum. */
record DeviceFacts(NvidiaDevices devices, DriverAnswers answers) {

  void record(ProbeSession session) {
    List<Evidence> evidence = devices.evidence();
    List<FactRecord> records = new ArrayList<>();
    for (NvidiaDevice device : devices.devices()) {
      if (device.problem().isPresent()) {
        session.add(refused(device, records.size()));
      }
      records.add(device.record(records.size()));
    }
    boolean asked = !answers.devices().isEmpty();
    Origin origin = asked || devices.listed().isAbsent() ? Origin.OBSERVED : Origin.DERIVED;
    Reading<List<FactRecord>> all = Reading.present(records);
    Reading<Long> count = Reading.present((long) records.size());
    if (devices.listed() instanceof Reading.Unknown<List<NvidiaDevice>> unknown) {
      all = Reading.unknown(unknown.cause(), unknown.detail());
      count = Reading.unknown(unknown.cause(), unknown.detail());
    } else if (devices.listed().isAbsent()) {
      all = Reading.absent();
    }
    add(session, CudaFacts.CUDA_DEVICES, all, origin, evidence);
    add(session, CudaFacts.CUDA_DEVICE_COUNT, count, Origin.OBSERVED, evidence);
    capabilities(session, origin, evidence);
  }

  private static Finding refused(NvidiaDevice device, int index) {
    String code = device.problem().orElse("");
    String name = device.model().orElse("NVIDIA device");
    int space = code.indexOf(' ');
    Optional<VendorCode> known =
        VendorCode.of("nvml", Long.parseLong(space < 0 ? code : code.substring(0, space)));
    return new Finding(
        "cuda.device-refuses",
        Severity.ERROR,
        name
            + " number "
            + index
            + ": "
            + known.map(VendorCode::meaning).orElse("refuses")
            + " ("
            + code
            + ")",
        CudaFacts.CUDA_DEVICES.name(),
        List.of(new Evidence("call", "nvmlDeviceGetHandleByIndex_v2", code)),
        known.map(VendorCode::remedy).orElse(""));
  }

  private void capabilities(ProbeSession session, Origin origin, List<Evidence> evidence) {
    TreeSet<ComputeCapability> known = new TreeSet<>();
    Optional<String> nameless = Optional.empty();
    for (NvidiaDevice device : devices.devices()) {
      if (device.capability().isPresent()) {
        known.add(device.capability().get());
      } else {
        nameless = Optional.of(device.model().orElse("the device at " + device.address()));
      }
    }
    Reading<String> lowest;
    Reading<List<String>> all;
    if (devices.listed() instanceof Reading.Unknown<List<NvidiaDevice>> unknown) {
      lowest = Reading.unknown(unknown.cause(), unknown.detail());
      all = Reading.unknown(unknown.cause(), unknown.detail());
    } else if (nameless.isPresent()) {
      String detail = "no table knows " + nameless.get() + ", and no library told";
      lowest = Reading.unknown(UnknownCause.UNSUPPORTED, detail);
      all = Reading.unknown(UnknownCause.UNSUPPORTED, detail);
    } else if (known.isEmpty()) {
      lowest = Reading.absent();
      all = Reading.absent();
    } else {
      List<String> texts = new ArrayList<>();
      known.forEach(each -> texts.add(each.toString()));
      lowest = Reading.present(Collections.min(known).toString());
      all = Reading.present(texts);
    }
    add(session, CudaFacts.CUDA_COMPUTE_CAPABILITY, lowest, origin, evidence);
    add(session, CudaFacts.CUDA_COMPUTE_CAPABILITIES, all, origin, evidence);
  }

  private static <T> void add(
      ProbeSession session,
      FactKey<T> key,
      Reading<T> reading,
      Origin origin,
      List<Evidence> evidence) {
    session.add(new Fact<>(key, reading, origin, evidence));
  }
}
