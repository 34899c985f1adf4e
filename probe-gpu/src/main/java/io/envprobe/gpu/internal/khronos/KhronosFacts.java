package io.envprobe.gpu.internal.khronos;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import java.util.ArrayList;
import java.util.List;

/** What OpenCL and Vulkan have in common as facts. */
final class KhronosFacts {
  private KhronosFacts() {}

  static Fact<List<FactRecord>> drivers(
      FactKey<List<FactRecord>> key, List<RegisteredDriver> drivers, String place) {
    List<FactRecord> records = new ArrayList<>();
    for (RegisteredDriver driver : drivers) {
      records.add(driver.record());
    }
    return records.isEmpty()
        ? Fact.absent(key, Evidence.file(place, ""))
        : Fact.observed(key, records, Evidence.file(place, ""));
  }
}
