package io.envprobe.target.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The relative speed of each processor, as Linux has it in {@code cpu_capacity}. Equal designs may
 * differ in it, for they may run at different frequencies, so it never makes two kinds out of one
 * that is identified; it tells that there are several where nothing identifies them. Source: {@code
 * Documentation/ABI/testing/sysfs-devices-system-cpu} of the Linux kernel.
 */
final class Capacities {
  private static final int LARGEST = 1024;

  private final Map<Long, Integer> byProcessor;

  private Capacities(Map<Long, Integer> byProcessor) {
    this.byProcessor = byProcessor;
  }

  /** Reads {@code CPU value} lines; others are left out. */
  static Capacities parse(String text) {
    Map<Long, Integer> byProcessor = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      int space = line.indexOf(' ');
      long processor = space < 0 ? -1 : Words.number(line.substring(0, space));
      long capacity = space < 0 ? -1 : Words.number(line.substring(space + 1).strip());
      if (processor >= 0 && capacity > 0 && capacity <= LARGEST) {
        byProcessor.put(processor, (int) capacity);
      }
    }
    return new Capacities(byProcessor);
  }

  /** That of a processor; 0 where it is not known. */
  int of(long processor) {
    return byProcessor.getOrDefault(processor, 0);
  }

  /** A group for each speed, the fastest first, of cores that nothing identifies. */
  List<CoreGroup> groups() {
    Map<Integer, Integer> counts = new TreeMap<>(Collections.reverseOrder());
    for (int capacity : byProcessor.values()) {
      counts.merge(capacity, 1, Integer::sum);
    }
    List<CoreGroup> groups = new ArrayList<>();
    for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
      groups.add(new CoreGroup("", "", "", count.getValue(), count.getKey()));
    }
    return groups;
  }
}
