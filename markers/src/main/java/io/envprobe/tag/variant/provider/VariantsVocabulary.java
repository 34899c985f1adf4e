package io.envprobe.tag.variant.provider;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.Vocabulary;
import io.envprobe.tag.variant.FeatureSupport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The properties of wheel variants that a machine supports, by provider and best first. Options:
 * {@code mode}, {@code accurate} unless {@code published} is asked for, and the variables with
 * which a user overrides the plugins.
 */
public final class VariantsVocabulary implements Vocabulary {
  /** The vocabulary; it has no state. */
  public VariantsVocabulary() {}

  @Override
  public String name() {
    return "variants";
  }

  @Override
  public String title() {
    return "Wheel variant properties";
  }

  @Override
  public String specification() {
    return "https://peps.python.org/pep-0825/";
  }

  @Override
  public Set<FactKey<?>> facts() {
    Set<FactKey<?>> facts = new LinkedHashSet<>();
    for (VariantProvider provider : VariantProviders.usual()) {
      facts.addAll(provider.facts());
    }
    return Collections.unmodifiableSet(facts);
  }

  @Override
  public TagSet tags(Profile profile, TagOptions options) {
    List<Tag> tags = new ArrayList<>();
    List<UnknownTag> unknown = new ArrayList<>();
    Map<String, String> environment = options.values();
    for (VariantProvider provider : VariantProviders.usual()) {
      ProviderAnswer answer = mode(options).answer(provider, profile, environment);
      List<FactKey<?>> facts = present(profile, provider);
      String prefix = answer.namespace().concat(" :: ");
      for (FeatureSupport feature : answer.features()) {
        for (String value : feature.values()) {
          tags.add(Tag.of(prefix.concat(feature.name()).concat(" :: ").concat(value), facts));
        }
      }
      unknown.addAll(answer.unknown());
    }
    return new TagSet(name(), tags, unknown);
  }

  private static List<FactKey<?>> present(Profile profile, VariantProvider provider) {
    Map<String, FactKey<?>> facts = new TreeMap<>();
    for (FactKey<?> key : provider.facts()) {
      if (profile.reading(key).isPresent()) {
        facts.put(key.name(), key);
      }
    }
    return new ArrayList<>(facts.values());
  }

  private static ProviderMode mode(TagOptions options) {
    return switch (options.find("mode").orElse("accurate")) {
      case "accurate" -> ProviderMode.ACCURATE;
      case "published" -> ProviderMode.PUBLISHED;
      default ->
          throw new IllegalArgumentException(
              "no mode of variants: "
                  .concat(options.find("mode").orElse(""))
                  .concat("; accurate or published"));
    };
  }

  /** The supported properties as a file that uv reads; options as of {@link #tags}. */
  public String lock(Profile profile, TagOptions options) {
    List<VariantLock.Entry> entries = new ArrayList<>();
    for (VariantProvider provider : VariantProviders.usual()) {
      ProviderAnswer answer = mode(options).answer(provider, profile, options.values());
      entries.add(new VariantLock.Entry(provider, answer));
    }
    return VariantLock.text(entries);
  }
}
