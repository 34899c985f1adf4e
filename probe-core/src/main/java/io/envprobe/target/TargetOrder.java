package io.envprobe.target;

import java.util.Set;

/**
 * The partial order of CPU microarchitectures: a target is at least another when every program that
 * runs on the other runs on it. Immutable and thread-safe.
 */
public interface TargetOrder {

  /** Whether the name belongs to a known target. */
  boolean contains(String name);

  /**
   * Whether every program built for {@code other} runs on {@code target}; a target is at least
   * itself. False where either name is not known.
   */
  boolean isAtLeast(String target, String other);

  /** The names of all known targets, sorted. */
  Set<String> names();
}
