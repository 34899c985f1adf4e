package io.envprobe.gpu.internal.amd;

import io.envprobe.gpu.internal.Asked;
import io.envprobe.host.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A device as HIP gives it to a program.
 *
 * @param address on the PCI bus, {@code 0000:03:00.0}; empty where it was not told
 * @param memory in MiB
 */
record HipDevice(String address, Optional<String> name, Optional<Long> memory) {
  /** What HIP answers where there is no device for this process: hipErrorNoDevice. */
  static final long NO_DEVICE = 100;

  private static final long MEBIBYTE = 1 << 20;

  static List<HipDevice> list(Asked hip) {
    List<HipDevice> devices = new ArrayList<>();
    for (Transcript.Step step : hip.steps("hipDeviceGet")) {
      String round = step.index();
      devices.add(
          new HipDevice(
              hip.value("hipDeviceGetPCIBusId", round, "bus").orElse("").toLowerCase(Locale.ROOT),
              hip.value("hipDeviceGetName", round, "name").filter(name -> !name.isBlank()),
              hip.value("hipDeviceTotalMem", round, "memory")
                  .map(bytes -> Long.parseLong(bytes) / MEBIBYTE)));
    }
    return devices;
  }
}
