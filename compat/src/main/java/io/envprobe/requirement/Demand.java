package io.envprobe.requirement;

import io.envprobe.fact.FactKey;
import io.envprobe.marker.Truth;
import java.util.Set;

/**
 * One thing that is demanded of a platform: a leaf of the tree of conditions. Implementations are
 * immutable and thread-safe, never throw for what a platform knows or lacks, and are equal where
 * they demand the same.
 */
public interface Demand {
  /** The demand in a few words, as it would be written. */
  String text();

  /** The facts that decide it. */
  Set<FactKey<?>> facts();

  /** Whether a platform meets it. What is not known is {@link Truth#UNKNOWN}. */
  Truth test(Platform platform);

  /** The same with the reason, the evidence and what would change it. */
  Answer explain(Platform platform);
}
