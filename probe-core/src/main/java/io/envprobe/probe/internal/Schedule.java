package io.envprobe.probe.internal;

import io.envprobe.fact.Fact;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.probe.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs probes side by side, each as soon as the probes whose facts it needs have ended, and sees to
 * it that none takes more than its time.
 *
 * <p>A probe sees the facts of exactly those probes that it needs, so that what it finds does not
 * depend on which others happen to have ended.
 *
 * <p>There are as many threads as processors, because more of them get in each other's way. When no
 * probe could begin for a while although one is ready, because those at work take long or wait for
 * something, one more thread is added.
 */
public final class Schedule {
  /**
   * How often a probe may run into a request that does not return before all its facts are given
   * up.
   */
  private static final int TRIES = 3;

  /** After how many nanoseconds in which no probe could begin a thread is added. */
  private static final long PATIENCE = 20_000_000;

  /** Less is no wait at all. */
  private static final long MILLISECOND = 1_000_000;

  private final GuardedHost host;
  private final Profile given;
  private final Map<Probe, Set<Probe>> needs;
  private final long start = System.nanoTime();
  private final long limit;
  private final Map<Probe, Integer> waiting;
  private final List<ProbeRun> running = new ArrayList<>();
  private final Map<Probe, Profile> found = new HashMap<>();
  private final Map<Set<Probe>, Profile> views = new HashMap<>();
  private long begun = start;
  private int threads;
  private int idle;
  private boolean refused;

  /**
   * A schedule.
   *
   * @param needs the probes to run, each after those that it waits for, and which these are
   * @param given facts that are known already
   * @param limit how long the whole may take
   */
  public Schedule(Host host, Map<Probe, Set<Probe>> needs, Profile given, Duration limit) {
    this.host = new GuardedHost(host);
    this.needs = needs;
    this.given = given;
    this.limit = limit.toNanos();
    waiting = firstTries(needs);
  }

  /** All probes; those first after which the longest row of others waits. */
  private static Map<Probe, Integer> firstTries(Map<Probe, Set<Probe>> needs) {
    List<Probe> probes = new ArrayList<>(needs.keySet());
    Map<Probe, Integer> rows = new HashMap<>();
    int longest = 0;
    for (int i = probes.size() - 1; i >= 0; i--) {
      int row = rows.getOrDefault(probes.get(i), 0) + 1;
      for (Probe needed : needs.getOrDefault(probes.get(i), Set.of())) {
        rows.put(needed, Math.max(row, rows.getOrDefault(needed, 0)));
        longest = Math.max(longest, row);
      }
    }
    Map<Probe, Integer> tries = new LinkedHashMap<>();
    for (int row = longest; row >= 0; row--) {
      for (Probe probe : probes) {
        if (rows.getOrDefault(probe, 0) == row) {
          tries.put(probe, 1);
        }
      }
    }
    return tries;
  }

  /** Runs all of them. */
  public synchronized void run() {
    int most = Math.min(Runtime.getRuntime().availableProcessors(), waiting.size());
    while (threads < most && addThread()) {}
    while (true) {
      giveUpLate(System.nanoTime());
      if (found.size() == needs.size()) {
        return; // Perhaps just now, and then nobody is left to tell.
      }
      long now = System.nanoTime();
      if (now - begun >= PATIENCE && ready() != null) {
        addThread();
      }
      if (threads == 0 && running.isEmpty()) {
        endAll(true);
        return;
      }
      long left = waiting.isEmpty() ? limit : PATIENCE;
      for (ProbeRun run : running) {
        left = Math.min(left, run.deadline() - now);
      }
      await(left);
    }
  }

  private void await(long left) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, MILLISECOND));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      endAll(false);
    }
  }

  /** Adds a thread that runs probes; false where this process may have no more of them. */
  private boolean addThread() {
    begun = System.nanoTime();
    if (refused) {
      return false;
    }
    try {
      new ProbeThread(this).start();
      threads++;
      return true;
    } catch (OutOfMemoryError e) { // What Java says of it, and on some machines prints.
      refused = true;
      return false;
    }
  }

  /** Runs whose time is over: once more without the request that each waits for, or never. */
  private void giveUpLate(long now) {
    for (ProbeRun run : List.copyOf(running)) {
      if (run.deadline() - now <= 0) {
        running.remove(run);
        threads--; // It is lost, until its request returns.
        if (run.tries() < TRIES && run.giveUp()) {
          waiting.put(run.probe(), run.tries() + 1);
        } else {
          found.put(run.probe(), run.found());
        }
        if (!waiting.isEmpty()) {
          addThread();
        }
        notifyAll();
      }
    }
  }

  /** Waits for none of them any longer. */
  private void endAll(boolean isRefused) {
    for (ProbeRun run : running) {
      found.put(run.probe(), run.found());
    }
    running.clear();
    for (Probe probe : waiting.keySet()) {
      ProbeRun run = begin(probe, 1);
      found.put(probe, isRefused ? run.refused() : run.found());
    }
    waiting.clear();
    notifyAll();
  }

  /** A probe that waits for no other, or null. */
  private @Nullable Probe ready() {
    for (Probe probe : waiting.keySet()) {
      if (found.keySet().containsAll(needs.getOrDefault(probe, Set.of()))) {
        return probe;
      }
    }
    return null;
  }

  /** The next run for a thread, as soon as there is one; null where none is to come. */
  synchronized @Nullable ProbeRun next() {
    while (!waiting.isEmpty()) {
      Probe probe = ready();
      if (probe != null) {
        ProbeRun run = begin(probe, waiting.getOrDefault(probe, 1));
        waiting.remove(probe);
        running.add(run);
        return run;
      }
      idle++;
      try {
        wait();
      } catch (InterruptedException e) {
        // A probe may have left this to its thread; nobody else interrupts it.
      } finally {
        idle--;
      }
    }
    threads--;
    return null;
  }

  private ProbeRun begin(Probe probe, int tries) {
    begun = System.nanoTime();
    // What is left, but never so little that a probe of local files cannot finish.
    long time = Math.max((limit - (begun - start)) / 2, limit / 20);
    // A conversation that its time limit ends still leaves time for what it has told.
    GuardedHost.Run seen = host.until(begun + time / 5 * 4);
    Profile view = view(needs.getOrDefault(probe, Set.of()));
    return new ProbeRun(probe, seen, view, tries, begun + time);
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

  /** A run has ended, perhaps after it was given up. */
  synchronized void ended(ProbeRun run, Profile facts) {
    refused = false;
    if (!running.remove(run)) {
      threads++; // Its time was over, but now it can run others.
    } else {
      found.put(run.probe(), facts);
      if (idle > 0 || found.size() == needs.size()) {
        notifyAll();
      }
    }
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
