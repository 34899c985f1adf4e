package io.envprobe.tag.variant.provider;

import io.envprobe.fact.Profile;
import java.util.Map;

/** Whose answers a provider gives. */
public enum ProviderMode {
  /** What is true of the machine. */
  ACCURATE,
  /** What the plugin as released answers, defects included. */
  PUBLISHED;

  /** The answer of a provider in this mode. */
  public ProviderAnswer answer(
      VariantProvider provider, Profile profile, Map<String, String> environment) {
    return switch (this) {
      case ACCURATE -> provider.accurate(profile, environment);
      case PUBLISHED -> provider.published(profile, environment);
    };
  }
}
