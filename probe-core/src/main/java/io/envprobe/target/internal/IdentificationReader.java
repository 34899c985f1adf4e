package io.envprobe.target.internal;

import io.envprobe.fact.Evidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The Arm main identification register of each processor, as Linux shows it below {@code
 * /sys/devices/system/cpu} and Windows in its registry. Fields: Arm Architecture Reference Manual,
 * MIDR_EL1.
 */
final class IdentificationReader {
  private IdentificationReader() {}

  /** Reads {@code CPU value} lines; others are left out. */
  static Observation read(String text, Capacities capacities, String locator) {
    Map<CoreGroup, CoreGroup> kinds = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      int space = line.indexOf(' ');
      long register = space < 0 ? 0 : Words.bits(line.substring(space + 1).strip());
      if (register > 0) {
        CoreGroup kind =
            new CoreGroup(
                hexadecimal(register >>> 24 & 0xff, 2),
                hexadecimal(register >>> 4 & 0xfff, 3),
                hexadecimal(register >>> 20 & 0xf, 1),
                0);
        int capacity = capacities.of(Words.number(line.substring(0, space)));
        kinds.put(kind, kinds.getOrDefault(kind, kind).with(1, capacity));
      }
    }
    List<CoreGroup> cores = List.copyOf(kinds.values());
    return new Observation(
        Evidence.file(locator, ""),
        cores.isEmpty() ? "" : "aarch64",
        cores.isEmpty() ? "" : ArmVendors.name(cores.get(0).implementer()),
        "",
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        cores);
  }

  private static String hexadecimal(long value, int digits) {
    String text = Long.toHexString(value);
    return "0x" + "0".repeat(Math.max(0, digits - text.length())) + text;
  }
}
