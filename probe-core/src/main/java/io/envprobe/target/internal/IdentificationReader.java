package io.envprobe.target.internal;

import io.envprobe.fact.Evidence;
import java.util.ArrayList;
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
  static Observation read(String text, String locator) {
    Map<CoreGroup, Integer> counts = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      int space = line.indexOf(' ');
      long register = space < 0 ? -1 : new HexScanner(line, space + 3, line.length()).next();
      if (register > 0) {
        CoreGroup kind =
            new CoreGroup(
                "0x%02x".formatted(register >>> 24 & 0xff),
                "0x%03x".formatted(register >>> 4 & 0xfff),
                "0x%x".formatted(register >>> 20 & 0xf),
                0);
        counts.merge(kind, 1, Integer::sum);
      }
    }
    List<CoreGroup> cores = new ArrayList<>();
    counts.forEach(
        (kind, count) ->
            cores.add(new CoreGroup(kind.implementer(), kind.part(), kind.variant(), count)));
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
}
