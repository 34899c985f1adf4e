package io.envprobe.requirement.internal.oci;

import io.envprobe.fact.FactKey;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Answer;
import io.envprobe.requirement.Demand;
import io.envprobe.requirement.Platform;
import java.util.List;
import java.util.Set;

/**
 * An image whose platform is written in a configuration that is not at hand.
 *
 * @param digest of the image
 */
record UnreadPlatform(String digest) implements Demand {
  @Override
  public String text() {
    return "image for its platform";
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
        "a manifest does not say for which platform the image is; its configuration does",
        List.of(),
        List.of(),
        "give the index, the whole layout, or the configuration");
  }
}
