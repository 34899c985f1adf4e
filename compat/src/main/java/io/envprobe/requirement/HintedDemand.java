package io.envprobe.requirement;

import io.envprobe.fact.FactKey;
import io.envprobe.marker.Truth;
import java.util.Objects;
import java.util.Set;

/**
 * A demand for which its author knows the remedy.
 *
 * @param hint what to do where it is not met; printed, never run
 */
public record HintedDemand(Demand demand, String hint) implements Demand {
  public HintedDemand {
    Objects.requireNonNull(demand);
    Objects.requireNonNull(hint);
  }

  @Override
  public String text() {
    return demand.text();
  }

  @Override
  public Set<FactKey<?>> facts() {
    return demand.facts();
  }

  @Override
  public Truth test(Platform platform) {
    return demand.test(platform);
  }

  @Override
  public Answer explain(Platform platform) {
    Answer answer = demand.explain(platform);
    return answer.truth() == Truth.FALSE
        ? new Answer(answer.truth(), answer.reason(), answer.facts(), answer.evidence(), hint)
        : answer;
  }
}
