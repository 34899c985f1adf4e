package io.envprobe.gpu.internal;

import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Reading;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The number of graphics processors and their makers. Of NVIDIA's those count that the driver
 * lists, which in a container are those that it was given; of the others those that the kernel
 * lists. Devices that a processor only imitates never count.
 */
public final class TotalsProbe implements Probe {
  @Override
  public String id() {
    return "gpu";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(GpuFacts.GPU_COUNT, GpuFacts.GPU_VENDORS);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(GpuFacts.GPU_DEVICES, CudaFacts.CUDA_DEVICE_COUNT);
  }

  @Override
  public void probe(ProbeSession session) {
    Reading<List<FactRecord>> all = session.reading(GpuFacts.GPU_DEVICES);
    Reading<Long> cuda = session.reading(CudaFacts.CUDA_DEVICE_COUNT);
    Evidence[] evidence = {
      Evidence.rule(GpuFacts.GPU_DEVICES.name(), ""),
      Evidence.rule(CudaFacts.CUDA_DEVICE_COUNT.name(), "")
    };
    for (Reading<?> reading : List.of(all, cuda)) {
      if (reading instanceof Reading.Unknown<?> unknown) {
        session.add(Fact.unknown(GpuFacts.GPU_COUNT, unknown.cause(), unknown.detail(), evidence));
        session.add(
            Fact.unknown(GpuFacts.GPU_VENDORS, unknown.cause(), unknown.detail(), evidence));
        return;
      }
    }
    long count = cuda.asOptional().orElse(0L);
    Set<String> vendors = new TreeSet<>();
    if (count > 0) {
      vendors.add("nvidia");
    }
    for (FactRecord device : all.asOptional().orElse(List.of())) {
      String vendor = device.text("vendor").orElse("");
      if (!vendor.equals("nvidia")) {
        vendors.add(vendor);
        count++;
      }
    }
    session.add(Fact.derived(GpuFacts.GPU_COUNT, count, evidence));
    session.add(Fact.derived(GpuFacts.GPU_VENDORS, List.copyOf(vendors), evidence));
  }
}
