package io.envprobe.engine;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.host.HostPermission;
import io.envprobe.host.LiveHost;
import io.envprobe.probe.Profiler;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The one call of an installer: what is this machine?
 *
 * <p>Never throws for the state of the machine: what cannot be found out is unknown in the profile,
 * with its cause. Nothing is printed or logged. Thread-safe: callers at the same time with the same
 * options share one look. Probes are those of the class loader, or module layer, that this library
 * came from.
 */
public final class EnvProbe {
  private static final ConcurrentMap<Question, Kept> KEPT = new ConcurrentHashMap<>();

  private EnvProbe() {}

  /** The facts of this machine that decide between native builds; looked for once. */
  public static Profile detect() {
    return detect(DetectOptions.DEFAULT);
  }

  /** What the options ask for. */
  public static Profile detect(DetectOptions options) {
    if (options.host().isPresent()) {
      return look(options, options.host().get());
    }
    Question question =
        new Question(options.facts(), options.limit(), options.permissions(), options.declared());
    return KEPT.computeIfAbsent(question, asked -> new Kept()).profile(options);
  }

  private static Profile look(DetectOptions options, Host host) {
    Profiler profiler = Profiler.installed();
    Set<FactKey<?>> keys = options.facts().orElseGet(profiler::provides);
    return profiler.profile(host, keys, options.declared(), options.limit());
  }

  /** What makes two answers the same. */
  private record Question(
      Optional<Set<FactKey<?>>> facts,
      Duration limit,
      Set<HostPermission> permissions,
      Profile declared) {}

  /** The last answer to a question. */
  private static final class Kept {
    private @Nullable Profile profile;
    private long found;

    /** Whoever comes while another looks waits, and takes that answer if its age will do. */
    synchronized Profile profile(DetectOptions options) {
      Profile known = profile;
      boolean fresh =
          options
              .maximumAge()
              .map(age -> age.compareTo(Duration.ofNanos(System.nanoTime() - found)) > 0)
              .orElse(true);
      if (known == null || !fresh) {
        known = look(options, new LiveHost(options.permissions()));
        profile = known;
        found = System.nanoTime();
      }
      return known;
    }
  }
}
