package io.envprobe.probe.internal;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One probe at work on a thread of its own. */
public final class ProbeRun implements Runnable {
  private final Probe probe;
  private final ProbeSession session;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Throwable thrown;

  private ProbeRun(Probe probe, Host host, Profile needed) {
    this.probe = probe;
    this.session = new ProbeSession(host, needed);
    this.thread = new Thread(this, "envprobe-" + probe.id());
    thread.setDaemon(true);
  }

  /** Starts a probe. */
  public static ProbeRun start(Probe probe, Host host, Profile needed) {
    ProbeRun run = new ProbeRun(probe, host, needed);
    run.thread.start();
    return run;
  }

  @Override
  public void run() {
    try {
      probe.probe(session);
    } catch (
        Throwable
            e) { // The one place that catches all: a broken probe costs its own facts and nothing
      // else.
      thrown = e;
    } finally {
      end.countDown();
    }
  }

  /** The probe. */
  public Probe probe() {
    return probe;
  }

  /** The thread that it runs on. */
  public Thread thread() {
    return thread;
  }

  /** Waits for the end; false where it did not come in time. */
  public boolean await(long nanos) {
    try {
      return end.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean ended() {
    return end.getCount() == 0;
  }

  /** A fact for every key that the probe provides. */
  public List<Fact<?>> facts() {
    List<Fact<?>> facts = new ArrayList<>();
    Set<FactKey<?>> missing = new HashSet<>(probe.provides());
    if (ended() && thrown == null) {
      for (Fact<?> fact : session.facts()) {
        if (missing.remove(fact.key())) {
          facts.add(fact);
        }
      }
    }
    for (FactKey<?> key : missing) {
      facts.add(lost(key));
    }
    return facts;
  }

  private <T> Fact<T> lost(FactKey<T> key) {
    Evidence evidence = new Evidence("probe", probe.id(), "");
    if (!ended()) {
      return Fact.unknown(
          key, UnknownCause.TIMEOUT, "probe " + probe.id() + " did not end in time", evidence);
    }
    Throwable cause = thrown;
    String detail =
        cause == null
            ? "probe " + probe.id() + " gave no answer"
            : "probe " + probe.id() + " broke: " + cause.getClass().getSimpleName();
    return Fact.unknown(key, UnknownCause.CRASHED, detail, evidence);
  }

  /** What the probe found beyond facts, and whether it broke. */
  public List<Finding> findings() {
    if (!ended()) {
      return List.of(
          finding(
              "probe.timeout",
              "did not end in time",
              "raise --timeout, or look at what it waits for"));
    }
    List<Finding> findings = new ArrayList<>(session.findings());
    Throwable cause = thrown;
    if (cause != null) {
      findings.add(
          finding(
              "probe.broken",
              "broke: " + cause,
              "please report it with a recording of this machine"));
    }
    return findings;
  }

  private Finding finding(String rule, String what, String remedy) {
    return new Finding(
        rule, Severity.WARNING, "probe " + probe.id() + " " + what, probe.id(), List.of(), remedy);
  }
}
