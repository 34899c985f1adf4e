package io.envprobe.engine;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.host.HostPermission;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What {@link EnvProbe#detect(DetectOptions)} may do and looks for. Every method returns new
 * options; immutable and thread-safe.
 *
 * <p>{@link #DEFAULT}: the facts that decide between native builds ({@link NativeBuilds#facts}), at
 * most five seconds, files and native calls of a short white list but no child process, nothing
 * kept on disk, and what was found is kept for the life of this class.
 */
public final class DetectOptions {
  /** The options of {@link EnvProbe#detect()}. */
  public static final DetectOptions DEFAULT =
      new DetectOptions(
          Optional.of(NativeBuilds.facts()),
          Duration.ofSeconds(5),
          Set.of(HostPermission.NATIVE_CALLS),
          Optional.empty(),
          Profile.EMPTY,
          Optional.empty());

  private final Optional<Set<FactKey<?>>> facts;
  private final Duration limit;
  private final Set<HostPermission> permissions;
  private final Optional<Duration> maximumAge;
  private final Profile declared;
  private final Optional<Host> host;

  private DetectOptions(
      Optional<Set<FactKey<?>>> facts,
      Duration limit,
      Set<HostPermission> permissions,
      Optional<Duration> maximumAge,
      Profile declared,
      Optional<Host> host) {
    this.facts = facts;
    this.limit = limit;
    this.permissions = permissions;
    this.maximumAge = maximumAge;
    this.declared = declared;
    this.host = host;
  }

  /**
   * Looks for these facts and what the same probes find on the way, for example {@code
   * CompiledMarker.facts()} or {@code Vocabulary.facts()}; nothing else is run.
   */
  public DetectOptions facts(Collection<? extends FactKey<?>> keys) {
    return new DetectOptions(
        Optional.of(Set.copyOf(keys)), limit, permissions, maximumAge, declared, host);
  }

  /** Looks for everything that the installed probes can find; takes the longest. */
  public DetectOptions everything() {
    return new DetectOptions(Optional.empty(), limit, permissions, maximumAge, declared, host);
  }

  /**
   * How long the whole may take; what is not found by then is unknown with that cause.
   *
   * @throws IllegalArgumentException where it is not more than zero
   */
  public DetectOptions limit(Duration time) {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("the limit must be more than zero, not " + time);
    }
    return new DetectOptions(facts, time, permissions, maximumAge, declared, host);
  }

  /**
   * Whether this process may make native calls, of a short white list, where a fact needs one. They
   * need the module {@code io.envprobe.nativeaccess} besides, which brings JNA.
   */
  public DetectOptions nativeCalls(boolean allowed) {
    return permission(HostPermission.NATIVE_CALLS, allowed);
  }

  /**
   * Whether libraries of vendors may be called, each in a child process with a time limit. Without,
   * what is known of devices and drivers comes from files.
   */
  public DetectOptions childProcesses(boolean allowed) {
    return permission(HostPermission.CONVERSATIONS, allowed);
  }

  /** Whether what those libraries answered may be kept in the user's cache directory. */
  public DetectOptions diskCache(boolean allowed) {
    return permission(HostPermission.CACHE, allowed);
  }

  private DetectOptions permission(HostPermission permission, boolean allowed) {
    Set<HostPermission> changed = new HashSet<>(permissions);
    if (allowed) {
      changed.add(permission);
    } else {
      changed.remove(permission);
    }
    return new DetectOptions(facts, limit, Set.copyOf(changed), maximumAge, declared, host);
  }

  /** Takes what was found before with the same options where it is no older than this. */
  public DetectOptions maximumAge(Duration age) {
    return new DetectOptions(facts, limit, permissions, Optional.of(age), declared, host);
  }

  /** Looks again, whatever was found before; the new answer is kept for later calls. */
  public DetectOptions refresh() {
    return maximumAge(Duration.ZERO);
  }

  /** Facts that are known already and not looked for; they stand in the profile as they are. */
  public DetectOptions declared(Profile profile) {
    return new DetectOptions(
        facts, limit, permissions, maximumAge, Objects.requireNonNull(profile), host);
  }

  /**
   * Looks at another host than this machine: {@code SysrootHost.of(directory)}, {@code
   * RecordedHost.load(stream)}, or one of the caller's own, with its own permissions. Nothing is
   * kept for it.
   */
  public DetectOptions host(Host other) {
    return new DetectOptions(facts, limit, permissions, maximumAge, declared, Optional.of(other));
  }

  /** What is looked for; nothing for everything. */
  Optional<Set<FactKey<?>>> facts() {
    return facts;
  }

  Duration limit() {
    return limit;
  }

  Set<HostPermission> permissions() {
    return permissions;
  }

  /** Nothing where any age will do. */
  Optional<Duration> maximumAge() {
    return maximumAge;
  }

  Profile declared() {
    return declared;
  }

  Optional<Host> host() {
    return host;
  }
}
