package io.envprobe.cli.machine;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.probe.Profiler;
import io.envprobe.probe.UserFeatures;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A machine that is looked at only as far as somebody asks. */
public final class Machine {
  private final Optional<Host> host;
  private final Profile given;
  private final Duration limit;
  private final Set<FactKey<?>> asked = new HashSet<>();
  private Profile known;
  private @Nullable Profiler profiler;
  private boolean userFeaturesRead;

  private Machine(Optional<Host> host, Profile known, Profile given, Duration limit) {
    this.host = host;
    this.known = known.overlay(given);
    this.given = given;
    this.limit = limit;
  }

  /** A machine that can be looked at, with the facts that the user declares. */
  static Machine of(Host host, Profile given, Duration limit) {
    return new Machine(Optional.of(host), Profile.EMPTY, given, limit);
  }

  /** A machine of which nothing is known but a profile, with the facts that the user declares. */
  static Machine of(Profile profile, Profile given) {
    return new Machine(Optional.empty(), profile, given, Duration.ZERO);
  }

  /** The host; empty for a machine that is known by its profile only. */
  public Optional<Host> host() {
    return host;
  }

  /** How long looking at it may take. */
  public Duration limit() {
    return limit;
  }

  /**
   * The facts that probes can find out here; for a machine known by its profile, those of the
   * profile.
   */
  public Set<FactKey<?>> available() {
    Set<FactKey<?>> keys = new HashSet<>();
    if (host.isPresent()) {
      keys.addAll(profiler().provides());
    }
    known.facts().forEach(fact -> keys.add(fact.key()));
    return keys;
  }

  /** What is known after looking for these facts. */
  public Profile profile(Set<FactKey<?>> keys) {
    Set<FactKey<?>> missing = new HashSet<>();
    boolean user = false;
    for (FactKey<?> key : keys) {
      user |= key.name().startsWith(UserFeatures.PREFIX);
      if (!asked.contains(key) && known.find(key.name()).isEmpty()) {
        missing.add(key);
      }
    }
    if (user) {
      readUserFeatures();
    }
    if (host.isPresent() && !missing.isEmpty()) {
      asked.addAll(missing);
      known = profiler().profile(host.orElseThrow(), missing, known, limit);
    }
    return known;
  }

  /** What is known after looking for everything. */
  public Profile everything() {
    readUserFeatures();
    return profile(available());
  }

  private void readUserFeatures() {
    if (host.isPresent() && !userFeaturesRead) {
      userFeaturesRead = true;
      known = known.overlay(UserFeatures.read(host.orElseThrow())).overlay(given);
    }
  }

  /**
   * Makes ready to look on another thread, while this one still finds out what is asked for. What
   * that costs is lost where nothing is.
   */
  public void prepare() {
    if (host.isPresent()) {
      try {
        new Preparation().start();
      } catch (OutOfMemoryError e) { // This process may have no more threads; then it is not ahead.
        return;
      }
    }
  }

  /** Whether every probe came to its end by itself, so that another run would find the same. */
  boolean isThoughtThrough() {
    for (Finding finding : known.findings()) {
      if (finding.rule().startsWith("probe.")) {
        return false;
      }
    }
    for (Fact<?> fact : known.facts()) {
      if (fact.reading() instanceof Reading.Unknown<?> unknown
          && (unknown.cause() == UnknownCause.TIMEOUT || unknown.cause() == UnknownCause.CRASHED)) {
        return false;
      }
    }
    return true;
  }

  private final class Preparation extends Thread {
    private Preparation() {
      super("envprobe-preparation");
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        profiler();
      } catch (RuntimeException | Error e) {
        return; // Who looks meets it again.
      }
    }
  }

  private synchronized Profiler profiler() {
    Profiler installed = profiler;
    if (installed == null) {
      installed = Installed.profiler();
      profiler = installed;
    }
    return installed;
  }
}
