package io.envprobe.probe.internal;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One probe at work on the thread that makes this run and runs it. */
final class ProbeRun {
  private final Probe probe;
  private final ProbeSession session;
  private final int tries;
  private final long deadline;
  private final GuardedHost.Run host;
  private List<Fact<?>> answered = List.of();
  private volatile boolean ended;
  private volatile @Nullable Throwable thrown;

  /**
   * A run, still to be started.
   *
   * @param tries which run of the probe this is, from 1
   * @param deadline the {@link System#nanoTime()} at which its time is over
   */
  ProbeRun(Probe probe, GuardedHost.Run host, Profile needed, int tries, long deadline) {
    this.probe = probe;
    this.host = host;
    this.tries = tries;
    this.deadline = deadline;
    session = new ProbeSession(host, needed);
  }

  /** Runs the probe; the one place that catches all: a broken one costs its own facts only. */
  void run() {
    try {
      probe.probe(session);
      answered = session.facts();
    } catch (Throwable e) {
      thrown = e;
    }
    ended = true;
  }

  /** The probe. */
  Probe probe() {
    return probe;
  }

  /** Gives up the request that it waits for; false where it waits for none. */
  boolean giveUp() {
    return host.giveUp();
  }

  /** Which run of the probe this is, from 1. */
  int tries() {
    return tries;
  }

  /** The {@link System#nanoTime()} at which its time is over. */
  long deadline() {
    return deadline;
  }

  /**
   * A fact for every key that the probe provides, and what it found beyond facts. Where it has not
   * ended, or broke, the facts are unknown with that as their cause.
   */
  Profile found() {
    if (!ended) {
      return new Profile(
          facts(List.of(), UnknownCause.TIMEOUT, "did not end in time"),
          List.of(
              finding(
                  "probe.timeout",
                  "did not end in time",
                  "raise --timeout, or look at what it waits for")),
          Map.of());
    }
    Throwable cause = thrown;
    if (cause == null) {
      return new Profile(
          facts(answered, UnknownCause.CRASHED, "gave no answer"), session.findings(), Map.of());
    }
    List<Finding> findings = new ArrayList<>(session.findings());
    findings.add(
        finding(
            "probe.broken",
            "broke: " + cause,
            "please report it with a recording of this machine"));
    return new Profile(
        facts(List.of(), UnknownCause.CRASHED, "broke: " + cause.getClass().getSimpleName()),
        findings,
        Map.of());
  }

  /** The facts of a probe for which there is no thread. */
  Profile refused() {
    String what = "could not be started: this process may have no more threads";
    return new Profile(
        facts(List.of(), UnknownCause.NOT_PROBED, what),
        List.of(
            finding("probe.broken", what, "raise the limit of processes: ulimit -u, or pids.max")),
        Map.of());
  }

  /** Of these the facts that the probe provides, and the others lost. */
  private List<Fact<?>> facts(List<Fact<?>> answered, UnknownCause cause, String what) {
    List<Fact<?>> facts = new ArrayList<>();
    Set<FactKey<?>> missing = new HashSet<>(probe.provides());
    for (Fact<?> fact : answered) {
      if (missing.remove(fact.key())) {
        facts.add(fact);
      }
    }
    for (FactKey<?> key : missing) {
      facts.add(
          Fact.unknown(
              key,
              cause,
              "probe " + probe.id() + " " + what,
              new Evidence("probe", probe.id(), "")));
    }
    return facts;
  }

  private Finding finding(String rule, String what, String remedy) {
    return new Finding(
        rule, Severity.WARNING, "probe " + probe.id() + " " + what, probe.id(), List.of(), remedy);
  }
}
