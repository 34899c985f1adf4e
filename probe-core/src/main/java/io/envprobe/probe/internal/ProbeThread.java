package io.envprobe.probe.internal;

/** A thread that runs the probes of a schedule, one after the other. A daemon. */
final class ProbeThread extends Thread {
  private final Schedule schedule;

  /** A thread for a schedule, still to be started. */
  ProbeThread(Schedule schedule) {
    super("envprobe");
    this.schedule = schedule;
    setDaemon(true);
  }

  @Override
  public void run() {
    for (ProbeRun run = schedule.next(); run != null; run = schedule.next()) {
      setName("envprobe-" + run.probe().id());
      run.run();
      interrupted(); // What a probe leaves behind is not the next one's.
      schedule.ended(run, run.found());
    }
  }
}
