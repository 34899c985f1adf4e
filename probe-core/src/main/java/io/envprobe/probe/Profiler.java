package io.envprobe.probe;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.probe.internal.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the probes whose facts are asked for, and no others, side by side, each as soon as what it
 * needs is known.
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
  private final List<Probe> probes;
  private final Map<FactKey<?>, Probe> providers = new HashMap<>();

  /** A profiler over these probes; of two that provide the same fact the first counts. */
  public Profiler(Collection<Probe> probes) {
    this.probes = List.copyOf(probes);
    for (Probe probe : probes) {
      for (FactKey<?> key : probe.provides()) {
        providers.putIfAbsent(key, probe);
      }
    }
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
    return new HashSet<>(providers.keySet());
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
    Map<Probe, Set<Probe>> needed = needed(keys, given);
    Schedule schedule = new Schedule(host, needed, given, limit);
    schedule.run();
    return schedule.profile(needed.keySet());
  }

  /**
   * The probes that are needed and which of them each needs itself; those that need none first, and
   * else in the order of the list, so that findings come in the same order every time.
   */
  private Map<Probe, Set<Probe>> needed(Set<FactKey<?>> keys, Profile given) {
    Map<Probe, Integer> depths = new HashMap<>();
    for (FactKey<?> key : keys) {
      depth(key, given, depths, new HashSet<>());
    }
    Map<Probe, Set<Probe>> needed = new LinkedHashMap<>();
    for (int depth = 0; needed.size() < depths.size(); depth++) {
      for (Probe probe : probes) {
        if (depths.getOrDefault(probe, -1) == depth) {
          needed.put(probe, providers(probe.needs(), given));
        }
      }
    }
    return needed;
  }

  private Set<Probe> providers(Set<FactKey<?>> keys, Profile given) {
    Set<Probe> found = new LinkedHashSet<>();
    for (FactKey<?> key : keys) {
      Probe provider = provider(key, given);
      if (provider != null) {
        found.add(provider);
      }
    }
    return found;
  }

  /** Whom to ask for a fact that is not given; null where nobody knows. */
  private @Nullable Probe provider(FactKey<?> key, Profile given) {
    return given.find(key.name()).isPresent() ? null : providers.get(key);
  }

  private int depth(FactKey<?> key, Profile given, Map<Probe, Integer> depths, Set<Probe> path) {
    Probe probe = provider(key, given);
    if (probe == null) {
      return -1;
    }
    Integer known = depths.get(probe);
    if (known != null) {
      return known;
    }
    if (!path.add(probe)) {
      throw new IllegalStateException("probe " + probe.id() + " needs its own facts");
    }
    int depth = 0;
    for (FactKey<?> needed : probe.needs()) {
      depth = Math.max(depth, depth(needed, given, depths, path) + 1);
    }
    path.remove(probe);
    depths.put(probe, depth);
    return depth;
  }
}
