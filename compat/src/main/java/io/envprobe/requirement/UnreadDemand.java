package io.envprobe.requirement;

import io.envprobe.fact.FactKey;
import io.envprobe.marker.Truth;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Something is asked of which nothing is known here: neither met nor refused.
 *
 * @param text what is asked
 * @param reason why it cannot be told, one sentence without a full stop
 * @param remedy how it could be told; may be empty
 */
public record UnreadDemand(String text, String reason, String remedy) implements Demand {
  public UnreadDemand {
    Objects.requireNonNull(text);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(remedy);
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of();
  }

  @Override
  public Truth test(Platform platform) {
    return Truth.UNKNOWN;
  }

  @Override
  public Answer explain(Platform platform) {
    return new Answer(Truth.UNKNOWN, reason, List.of(), List.of(), remedy);
  }
}
