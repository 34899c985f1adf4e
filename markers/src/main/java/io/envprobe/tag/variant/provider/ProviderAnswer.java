package io.envprobe.tag.variant.provider;

import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.variant.FeatureSupport;
import io.envprobe.tag.variant.NamespaceSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a provider answers for a machine. Immutable.
 *
 * @param namespace whose features these are
 * @param features most important first; none where the machine supports nothing of it
 * @param warnings what the plugin would warn of
 * @param error the class of the exception that escapes the plugin, where one does
 * @param unknown what could not be said, each with its cause
 */
public record ProviderAnswer(
    String namespace,
    List<FeatureSupport> features,
    List<String> warnings,
    Optional<String> error,
    List<UnknownTag> unknown) {
  /** Copies the lists. */
  public ProviderAnswer {
    features = List.copyOf(features);
    warnings = List.copyOf(warnings);
    unknown = List.copyOf(unknown);
  }

  /** The features as an order of variants takes them; nothing where there are none. */
  public Optional<NamespaceSupport> support() {
    return features.isEmpty()
        ? Optional.empty()
        : Optional.of(new NamespaceSupport(namespace, features));
  }

  static Builder of(String namespace) {
    return new Builder(namespace);
  }

  /** Collects an answer. */
  static final class Builder {
    private final String namespace;
    private final List<FeatureSupport> features = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<UnknownTag> unknown = new ArrayList<>();

    private Builder(String namespace) {
      this.namespace = namespace;
    }

    /** Adds a feature that wheels list one value of; one without values is left out. */
    Builder one(String feature, List<String> values) {
      if (!values.isEmpty()) {
        features.add(FeatureSupport.one(feature, values));
      }
      return this;
    }

    /** Adds a feature that wheels may list several values of; one without values is left out. */
    Builder several(String feature, List<String> values) {
      if (!values.isEmpty()) {
        features.add(FeatureSupport.several(feature, values));
      }
      return this;
    }

    Builder warning(String text) {
      warnings.add(text);
      return this;
    }

    Builder unknown(UnknownTag tag) {
      unknown.add(tag);
      return this;
    }

    ProviderAnswer answer() {
      return new ProviderAnswer(namespace, features, warnings, Optional.empty(), unknown);
    }

    /** The answer of a plugin from which an exception of that class escapes: nothing supported. */
    ProviderAnswer error(String exception) {
      return new ProviderAnswer(namespace, List.of(), warnings, Optional.of(exception), unknown);
    }
  }
}
