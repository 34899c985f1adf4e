package io.envprobe.binaries;

import java.util.Locale;

/** The distribution of many short times, in little memory. */
final class Times {
  /** Microseconds, the last slot for all that took longer. */
  private final long[] slots = new long[200_000];

  private long total;
  private long longest;

  void add(long nanoseconds) {
    slots[(int) Math.min(slots.length - 1, nanoseconds / 1000)]++;
    total++;
    longest = Math.max(longest, nanoseconds);
  }

  String summary() {
    return String.format(
        Locale.ROOT,
        "median %d us, p99 %d us, p99.99 %d us, longest %d us",
        quantile(0.5),
        quantile(0.99),
        quantile(0.9999),
        longest / 1000);
  }

  private long quantile(double part) {
    long before = 0;
    for (int i = 0; i < slots.length; i++) {
      before += slots[i];
      if (before >= part * total) {
        return i;
      }
    }
    return slots.length;
  }
}
