package io.envprobe.probe;

import io.envprobe.fact.FactKey;
import java.util.Set;

/**
 * Finds out some facts about a machine.
 *
 * <p>A probe is a pure function of the host's answers and of the facts that it needs. It does not
 * throw for the state of the machine; what it throws all the same costs only its own facts. Probes
 * are stateless and thread-safe.
 */
public interface Probe {

  /** A short stable name, for messages: {@code os}, {@code libc}. */
  String id();

  /**
   * The facts that it finds out. Every one gets a fact from each run, absent or unknown where it
   * must be.
   */
  Set<FactKey<?>> provides();

  /** The facts of other probes that it reads; those run before. */
  default Set<FactKey<?>> needs() {
    return Set.of();
  }

  /** Looks, and records facts and findings in the session. */
  void probe(ProbeSession session);
}
