package io.envprobe.tag.variant.provider;

import io.envprobe.table.Table;
import java.util.List;

/** The compute capabilities of NVIDIA's systems on a chip; read on first use. */
final class EmbeddedDevices {
  static final List<String> CAPABILITIES =
      Table.read(EmbeddedDevices.class.getResourceAsStream("nvidia-devices.table"))
          .texts("embedded");

  private EmbeddedDevices() {}
}
