package io.envprobe.probe;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.probe.internal.GuardedHost;
import io.envprobe.probe.internal.ProbeRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Runs the probes whose facts are asked for, and no others, side by side.
 *
 * <p>The one place that sees what a probe throws. A probe that throws, hangs or answers nonsense
 * costs only its own facts, which become unknown with their cause. When a probe does not end in
 * time, the request that it waits for is given up, and the probe runs once more with that request
 * answered as timed out; so a single dead file system costs the facts that need it and no more. The
 * threads are daemons: a read that never returns does not keep the process alive.
 *
 * <p>Thread-safe.
 */
public final class Profiler {
  /**
   * How often a probe may run into a request that does not return before all its facts are given
   * up.
   */
  private static final int TRIES = 3;

  private final List<Probe> probes;

  /** A profiler over these probes. */
  public Profiler(Collection<Probe> probes) {
    this.probes = List.copyOf(probes);
  }

  /** A profiler over the probes of every module that is installed. */
  public static Profiler installed() {
    List<Probe> probes = new ArrayList<>();
    for (ProbeProvider provider :
        ServiceLoader.load(ProbeProvider.class, Profiler.class.getClassLoader())) {
      probes.addAll(provider.probes());
    }
    return new Profiler(probes);
  }

  /** Every fact that the probes of this profiler can find out. */
  public Set<FactKey<?>> provides() {
    Set<FactKey<?>> keys = new HashSet<>();
    for (Probe probe : probes) {
      keys.addAll(probe.provides());
    }
    return keys;
  }

  /**
   * Finds out facts.
   *
   * @param keys what is asked for; facts that a probe finds on the way are in the profile too
   * @param given facts that are known already, declared by the user perhaps; probes see these
   *     instead of looking, and they stand in the profile
   * @param limit how long the whole may take
   */
  public Profile profile(Host host, Set<FactKey<?>> keys, Profile given, Duration limit) {
    Deadline deadline = new Deadline(System.nanoTime(), limit.toNanos());
    GuardedHost guarded = new GuardedHost(host);
    Profile profile = given;
    for (List<Probe> wave : waves(keys, given)) {
      profile = run(wave, guarded, profile, deadline).overlay(given);
    }
    return profile;
  }

  private record Deadline(long start, long nanos) {
    /** What is left, but never so little that a probe of local files cannot finish. */
    long perTry() {
      long left = nanos - (System.nanoTime() - start);
      return Math.max(left / 2, nanos / 20);
    }
  }

  private static Profile run(
      List<Probe> wave, GuardedHost host, Profile needed, Deadline deadline) {
    List<ProbeRun> runs = new ArrayList<>();
    endConversations(host, deadline);
    for (Probe probe : wave) {
      runs.add(ProbeRun.start(probe, host, needed));
    }
    List<Fact<?>> facts = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (ProbeRun first : runs) {
      ProbeRun run = first;
      for (int tries = 1;
          !run.await(deadline.perTry()) && tries < TRIES && host.giveUp(run.thread());
          tries++) {
        endConversations(host, deadline);
        run = ProbeRun.start(run.probe(), host, needed);
      }
      facts.addAll(run.facts());
      findings.addAll(run.findings());
    }
    return needed.overlay(new Profile(facts, findings, Map.of()));
  }

  /** A conversation that its time limit ends still leaves time for what it has told. */
  private static void endConversations(GuardedHost host, Deadline deadline) {
    host.endConversationsIn(deadline.perTry() / 5 * 4);
  }

  /** The probes that are needed, in groups; each group needs only facts of the groups before it. */
  private List<List<Probe>> waves(Set<FactKey<?>> keys, Profile given) {
    Map<FactKey<?>, Probe> byKey = new HashMap<>();
    for (Probe probe : probes) {
      for (FactKey<?> key : probe.provides()) {
        byKey.putIfAbsent(key, probe);
      }
    }
    Map<Probe, Integer> depth = new HashMap<>();
    for (FactKey<?> key : keys) {
      depth(key, byKey, given, depth, new HashSet<>());
    }
    List<List<Probe>> waves = new ArrayList<>();
    for (Probe probe :
        probes) { // In the order of the list, so that findings come in the same order every time.
      Integer level = depth.get(probe);
      if (level != null) {
        while (waves.size() <= level) {
          waves.add(new ArrayList<>());
        }
        waves.get(level).add(probe);
      }
    }
    return waves;
  }

  private static int depth(
      FactKey<?> key,
      Map<FactKey<?>, Probe> byKey,
      Profile given,
      Map<Probe, Integer> depth,
      Set<Probe> path) {
    Probe probe = byKey.get(key);
    if (probe == null || given.find(key.name()).isPresent()) {
      return -1;
    }
    Integer known = depth.get(probe);
    if (known != null) {
      return known;
    }
    if (!path.add(probe)) {
      throw new IllegalStateException("probe " + probe.id() + " needs its own facts");
    }
    int level = 0;
    for (FactKey<?> needed : probe.needs()) {
      level = Math.max(level, depth(needed, byKey, given, depth, path) + 1);
    }
    path.remove(probe);
    depth.put(probe, level);
    return level;
  }
}
