package io.envprobe.probe.internal;

import io.envprobe.fact.Fact;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.probe.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs probes side by side, each as soon as the probes whose facts it needs have ended, and sees to
 * it that none takes more than its time.
 *
 * <p>A probe sees the facts of exactly those probes that it needs, so that what it finds does not
 * depend on which others happen to have ended.
 */
public final class Schedule {
  /**
   * How often a probe may run into a request that does not return before all its facts are given
   * up.
   */
  private static final int TRIES = 3;

  /** Less is no wait at all. */
  private static final long MILLISECOND = 1_000_000;

  private final GuardedHost host;
  private final Profile given;
  private final Map<Probe, Set<Probe>> needs;
  private final long start = System.nanoTime();
  private final long limit;
  private final Map<Probe, Profile> found = new HashMap<>();
  private final Map<Set<Probe>, Profile> views = new HashMap<>();
  private final List<ProbeRun> running = new ArrayList<>();

  /**
   * A schedule.
   *
   * @param needs the probes to run, in the order in which they are started, and which of them each
   *     waits for
   * @param given facts that are known already
   * @param limit how long the whole may take
   */
  public Schedule(Host host, Map<Probe, Set<Probe>> needs, Profile given, Duration limit) {
    this.host = new GuardedHost(host);
    this.needs = needs;
    this.given = given;
    this.limit = limit.toNanos();
  }

  /** Runs all of them. */
  public void run() {
    Set<Probe> waiting = new HashSet<>(needs.keySet());
    while (found.size() < needs.size()) {
      for (Map.Entry<Probe, Set<Probe>> each : needs.entrySet()) {
        if (found.keySet().containsAll(each.getValue()) && waiting.remove(each.getKey())) {
          running.add(start(each.getKey(), 1));
        }
      }
      ProbeRun run = next();
      running.remove(run);
      if (!run.ended() && run.tries() < TRIES && host.giveUp(run.thread())) {
        running.add(start(run.probe(), run.tries() + 1));
      } else {
        found.put(run.probe(), run.found());
      }
    }
  }

  private ProbeRun start(Probe probe, int tries) {
    long now = System.nanoTime();
    // What is left, but never so little that a probe of local files cannot finish.
    long time = Math.max((limit - (now - start)) / 2, limit / 20);
    // A conversation that its time limit ends still leaves time for what it has told.
    Host seen = host.until(now + time / 5 * 4);
    ProbeRun run = new ProbeRun(probe, seen, view(needs.getOrDefault(probe, Set.of())), this);
    run.start(tries, now + time);
    return run;
  }

  /** What a probe sees that needs these. */
  private Profile view(Set<Probe> needed) {
    Profile view = views.get(needed);
    if (view == null) {
      view = needed.isEmpty() ? given : profile(needed);
      views.put(needed, view);
    }
    return view;
  }

  /** The first run that has ended, or the one whose time is over. */
  private synchronized ProbeRun next() {
    while (true) {
      long now = System.nanoTime();
      ProbeRun soonest = running.get(0);
      for (ProbeRun run : running) {
        if (run.ended()) {
          return run;
        }
        if (run.deadline() - soonest.deadline() < 0) {
          soonest = run;
        }
      }
      long left = soonest.deadline() - now;
      if (left <= 0) {
        return soonest;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, MILLISECOND));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return soonest;
      }
    }
  }

  /** A run has ended. */
  synchronized void wake() {
    notifyAll();
  }

  /**
   * What was given and what these probes have found beyond it; of two values of one fact that of
   * the later probe counts.
   */
  public Profile profile(Iterable<Probe> probes) {
    List<Fact<?>> facts = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (Probe probe : probes) {
      Profile each = found.getOrDefault(probe, Profile.EMPTY);
      findings.addAll(each.findings());
      for (Fact<?> fact : each.facts()) {
        if (given.find(fact.key().name()).isEmpty()) {
          facts.add(fact);
        }
      }
    }
    return given.overlay(new Profile(facts, findings, Map.of()));
  }
}
