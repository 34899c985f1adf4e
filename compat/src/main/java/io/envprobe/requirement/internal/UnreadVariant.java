package io.envprobe.requirement.internal;

import io.envprobe.fact.FactKey;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Answer;
import io.envprobe.requirement.Demand;
import io.envprobe.requirement.Platform;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a variant asks stands in a document that is not at hand. */
record UnreadVariant(String fileName, String label) implements Demand {
  UnreadVariant {
    Objects.requireNonNull(fileName);
    Objects.requireNonNull(label);
  }

  @Override
  public String text() {
    return "variant " + label;
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
    return new Answer(
        Truth.UNKNOWN,
        "what the variant " + label + " asks is not known without the index's document of variants",
        List.of(),
        List.of(),
        "put NAME-VERSION" + WheelCandidates.VARIANTS + " of the index beside it");
  }
}
