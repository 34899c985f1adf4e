package io.envprobe.tag.variant.provider;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import java.util.Map;
import java.util.Set;

/**
 * A provider of a namespace of wheel variants, as a pure function of a profile. Implementations are
 * stateless and thread-safe.
 */
public interface VariantProvider {
  /** The namespace that it answers for. */
  String namespace();

  /** The normalised name of the package whose plugin it stands for. */
  String packageName();

  /** The object reference of that plugin. */
  String pluginApi();

  /** The facts that it reads. */
  Set<FactKey<?>> facts();

  /** Of these, those that cost much to find and that {@link #accurate} rarely reads. */
  default Set<FactKey<?>> lateFacts() {
    return Set.of();
  }

  /**
   * Whether what {@link #accurate} says may change once {@link #lateFacts} are known.
   *
   * @param profile has all other facts
   * @param shown whether one of its values is among the words that count, or not known
   */
  default boolean wantsLate(Profile profile, boolean shown) {
    return false;
  }

  /**
   * What the plugin as released answers, as far as the profile tells.
   *
   * @param environment the variables with which a user overrides the plugin
   */
  ProviderAnswer published(Profile profile, Map<String, String> environment);

  /** What is true of the machine; a user's override still counts. */
  ProviderAnswer accurate(Profile profile, Map<String, String> environment);
}
