package io.envprobe.target.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * The processors of each kind in a hybrid x86 processor, as the kernel's performance units list.
 */
final class HybridLists {
  private HybridLists() {}

  /** A group for each {@code KIND LIST} line; a list is {@code 0-7,16}. */
  static List<CoreGroup> cores(String text, String vendor) {
    List<CoreGroup> cores = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      int space = line.indexOf(' ');
      int count = space < 0 ? 0 : count(line.substring(space + 1).strip());
      if (count > 0) {
        cores.add(new CoreGroup(vendor, line.substring(0, space), "", count));
      }
    }
    return cores;
  }

  private static int count(String list) {
    long count = 0;
    for (String range : list.split(",", -1)) {
      int dash = range.indexOf('-');
      long first = Words.number(dash < 0 ? range : range.substring(0, dash));
      long last = dash < 0 ? first : Words.number(range.substring(dash + 1));
      if (first >= 0 && last >= first) {
        count += last - first + 1;
      }
    }
    return (int) Math.min(count, 1 << 20);
  }
}
