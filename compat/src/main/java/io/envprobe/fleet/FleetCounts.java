package io.envprobe.fleet;

import io.envprobe.fleet.internal.Counts;
import java.io.Serializable;

/**
 * What a question found in a part of a fleet; parts add up to the whole in any order, in this
 * process or from others. Used by one thread.
 */
public final class FleetCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Counts counts;

  /** Nothing counted yet. */
  public FleetCounts(FleetQuestion question) {
    this(new Counts(question.requirements().size()));
  }

  FleetCounts(Counts counts) {
    this.counts = counts;
  }

  /**
   * Adds what was counted of another part.
   *
   * @throws ArithmeticException where the whole would have more than 2^63 machines
   */
  public void add(FleetCounts other) {
    counts.add(other.counts);
  }

  /** The answer to the question of which these are the counts. */
  public FleetReport report(FleetQuestion question) {
    return counts.report(question);
  }
}
