package io.envprobe.tag.variant.provider;

import java.util.List;

/** The compute capabilities of NVIDIA's systems on a chip; read on first use. */
final class EmbeddedDevices {
  static final List<String> CAPABILITIES = NvidiaDevicesTable.read().texts("embedded");

  private EmbeddedDevices() {}
}
