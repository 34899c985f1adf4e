package io.envprobe.cli.output;

import java.time.Duration;

/** A line on standard error that says how far a long piece of work is. */
public final class ProgressBar {
  private static final int WIDTH = 30;
  private static final long PATIENCE = Duration.ofSeconds(1).toNanos();
  private static final long PAUSE = Duration.ofMillis(100).toNanos();

  private final Output output;
  private final long start = System.nanoTime();
  private long last;
  private boolean shown;

  /** A bar that is not shown before a second has passed. */
  public ProgressBar(Output output) {
    this.output = output;
  }

  /** Shows how far the work is. */
  public synchronized void at(long done, long total, String what) {
    long now = System.nanoTime() - start;
    if (now < PATIENCE || now - last < PAUSE || total <= 0) {
      return;
    }
    last = now;
    shown = true;
    int full = (int) (WIDTH * Math.min(done, total) / total);
    String name = what.substring(what.lastIndexOf('/') + 1);
    String shortened = name.length() > WIDTH ? name.substring(0, WIDTH) : name;
    output.overwrite(
        "["
            + "#".repeat(full)
            + " ".repeat(WIDTH - full)
            + "] "
            + 100 * Math.min(done, total) / total
            + "% "
            + shortened);
  }

  /** Takes the bar away. */
  public synchronized void end() {
    if (shown) {
      output.overwrite("");
      shown = false;
    }
  }
}
