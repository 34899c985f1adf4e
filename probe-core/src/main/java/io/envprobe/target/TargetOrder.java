package io.envprobe.target;

import java.util.Set;

/** How targets relate: code for a target runs on every target that is at least as much. */
public interface TargetOrder {
  /** Whether there is a target of that name. */
  boolean contains(String name);

  /**
   * Whether {@code target} is {@code other} or descends from it; false where either is not known.
   */
  boolean isAtLeast(String target, String other);

  /** The names of all targets, in the order of their table. */
  Set<String> names();
}
