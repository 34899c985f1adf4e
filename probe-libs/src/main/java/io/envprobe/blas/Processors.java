package io.envprobe.blas;

import io.envprobe.host.Host;
import java.util.Optional;
import java.util.OptionalInt;

/** How many processors a process may use: those that are online, and the quota of its group. */
public final class Processors {
  private static final String BOUND = "Cpus_allowed_list:";
  private static final String UNIFIED = "0::";

  private Processors() {}

  /**
   * The number; empty where the machine's files do not tell.
   *
   * <p>Source: https://docs.kernel.org/admin-guide/cgroup-v2.html, cpu.max: a quota and a period in
   * microseconds; https://docs.kernel.org/admin-guide/cputopology.html for the list of those
   * online.
   */
  public static OptionalInt of(Host host) {
    OptionalInt online =
        host.text("/sys/devices/system/cpu/online")
            .answer()
            .map(text -> count(text.strip()))
            .orElse(OptionalInt.empty());
    return limited(host, online, "");
  }

  /**
   * The number for a process: those that it is bound to, and the quota of its group; empty where
   * its files may not be read.
   *
   * <p>Source: https://docs.kernel.org/filesystems/proc.html, Cpus_allowed_list;
   * https://man7.org/linux/man-pages/man7/cgroups.7.html, /proc/pid/cgroup.
   */
  public static OptionalInt of(Host host, long pid) {
    OptionalInt bound = OptionalInt.empty();
    for (String line : host.text("/proc/" + pid + "/status").answer().orElse("").split("\n", -1)) {
      if (line.startsWith(BOUND)) {
        bound = count(line.substring(BOUND.length()).strip());
      }
    }
    String group = "";
    for (String line : host.text("/proc/" + pid + "/cgroup").answer().orElse("").split("\n", -1)) {
      if (line.startsWith(UNIFIED)) {
        group = line.substring(UNIFIED.length());
      }
    }
    return limited(host, bound, group.equals("/") ? "" : group);
  }

  private static OptionalInt limited(Host host, OptionalInt online, String group) {
    Optional<String> limit = host.text("/sys/fs/cgroup" + group + "/cpu.max").answer();
    if (limit.isEmpty()) {
      return online;
    }
    String[] parts = limit.get().strip().split(" ", -1);
    OptionalInt quota = number(parts[0]);
    OptionalInt period = parts.length > 1 ? number(parts[1]) : OptionalInt.empty();
    if (quota.isEmpty() || period.isEmpty() || period.getAsInt() == 0) {
      return online;
    }
    int allowed =
        Math.max(1, Math.floorDiv(quota.getAsInt() + period.getAsInt() - 1, period.getAsInt()));
    return OptionalInt.of(online.isPresent() ? Math.min(online.getAsInt(), allowed) : allowed);
  }

  /** A list such as {@code 0-3,8}. */
  static OptionalInt count(String text) {
    int count = 0;
    for (String range : text.split(",", -1)) {
      int dash = range.indexOf('-');
      OptionalInt from = number(dash < 0 ? range : range.substring(0, dash));
      OptionalInt to = dash < 0 ? from : number(range.substring(dash + 1));
      if (from.isEmpty() || to.isEmpty() || to.getAsInt() < from.getAsInt()) {
        return OptionalInt.empty();
      }
      count += to.getAsInt() - from.getAsInt() + 1;
    }
    return OptionalInt.of(count);
  }

  /** A whole number, or the digits that a text begins with. */
  static OptionalInt number(String text) {
    int end = 0;
    int value = 0;
    while (end < text.length() && end < 8 && Character.digit(text.charAt(end), 10) >= 0) {
      value = value * 10 + Character.digit(text.charAt(end), 10);
      end++;
    }
    return end == 0 ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
