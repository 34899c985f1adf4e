package io.envprobe.tag.variant.provider;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.Vocabulary;
import io.envprobe.tag.internal.Overrides;
import io.envprobe.tag.internal.Phrases;
import io.envprobe.tag.internal.Reasons;
import io.envprobe.tag.variant.FeatureSupport;
import io.envprobe.tag.variant.VariantProperty;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The properties of wheel variants that a machine supports, by provider and best first. Options:
 * {@code mode}, {@code accurate} unless {@code published} is asked for, and the variables with
 * which a user overrides the plugins.
 */
public final class VariantsVocabulary implements Vocabulary {
  private static final String SEPARATOR = " :: ";

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
    facts.addAll(Overrides.FACTS);
    return Collections.unmodifiableSet(facts);
  }

  @Override
  public Set<FactKey<?>> lateFacts() {
    Set<FactKey<?>> facts = new LinkedHashSet<>();
    for (VariantProvider provider : VariantProviders.usual()) {
      facts.addAll(provider.lateFacts());
    }
    return Collections.unmodifiableSet(facts);
  }

  @Override
  public boolean wantsLate(Profile profile, TagOptions options, TagSet set, int words) {
    if (mode(options) != ProviderMode.ACCURATE) {
      return true;
    }
    List<Tag> first = set.best(words);
    for (VariantProvider provider : VariantProviders.usual()) {
      if (!provider.lateFacts().isEmpty()) {
        boolean shown = false;
        String prefix = provider.namespace().concat(SEPARATOR);
        for (Tag tag : first) {
          shown |= tag.text().startsWith(prefix);
        }
        for (UnknownTag unknown : set.unknown()) {
          shown |= unknown.pattern().startsWith(prefix);
        }
        if (provider.wantsLate(profile, shown)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public TagSet tags(Profile profile, TagOptions options) {
    List<Tag> tags = new ArrayList<>();
    List<UnknownTag> unknown = new ArrayList<>();
    Map<String, String> environment = Overrides.of(profile, options);
    for (VariantProvider provider : VariantProviders.usual()) {
      ProviderAnswer answer = mode(options).answer(provider, profile, environment);
      List<FactKey<?>> facts = present(profile, provider);
      String prefix = answer.namespace().concat(SEPARATOR);
      for (FeatureSupport feature : answer.features()) {
        for (String value : feature.values()) {
          tags.add(Tag.of(prefix.concat(feature.name()).concat(SEPARATOR).concat(value), facts));
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

  /** Says whether it is the namespace, the feature or the value that is not supported. */
  @Override
  public TagExplanation why(Profile profile, TagOptions options, String text) {
    TagSet set = tags(profile, options);
    VariantProperty asked;
    try {
      asked = VariantProperty.parse(text);
    } catch (SyntaxException e) {
      return new Reasons(profile, set, text)
          .out("a property is namespace :: feature :: value in lower case");
    }
    Reasons reasons = new Reasons(profile, set, asked.toString());
    Optional<TagExplanation> held = reasons.held();
    if (held.isPresent()) {
      return held.get();
    }
    for (UnknownTag unknown : set.unknown()) {
      if (unknown.matches(asked.toString())) {
        return TagExplanation.unknown(text, unknown);
      }
    }
    List<String> values = new ArrayList<>();
    List<FactKey<?>> facts = List.of();
    boolean namespace = false;
    for (Tag tag : set.tags()) {
      VariantProperty here = VariantProperty.parse(tag.text());
      if (here.namespace().equals(asked.namespace())) {
        namespace = true;
        facts = tag.facts();
        if (here.feature().equals(asked.feature())) {
          values.add(here.value());
        }
      }
    }
    if (!namespace) {
      for (VariantProvider provider : VariantProviders.all()) {
        if (provider.namespace().equals(asked.namespace())) {
          facts = new ArrayList<>(provider.facts());
          facts.sort(null);
          return TagExplanation.out(
              text,
              "nothing of this namespace is supported: "
                  .concat(Phrases.values(profile, decisive(profile, facts))),
              facts,
              Optional.empty());
        }
      }
      return reasons.out(
          "no provider of the namespace ".concat(asked.namespace()).concat(" is known"));
    }
    String reason =
        values.isEmpty()
            ? "the feature ".concat(asked.feature()).concat(" is not supported")
            : "the values of ".concat(asked.feature()).concat(" here are ").concat(some(values));
    return TagExplanation.out(
        text, reason, facts, Phrases.nearest(set.tags(), asked.toString()).map(Tag::line));
  }

  /** The facts that are absent; all of them where none is. */
  private static List<FactKey<?>> decisive(Profile profile, List<FactKey<?>> facts) {
    List<FactKey<?>> absent = new ArrayList<>();
    for (FactKey<?> key : facts) {
      if (profile.reading(key).isAbsent()) {
        absent.add(key);
      }
    }
    return absent.isEmpty() ? facts : absent;
  }

  private static String some(List<String> values) {
    return values.size() <= 6
        ? String.join(", ", values)
        : String.join(", ", values.subList(0, 6)).concat(" …");
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

  /** The variables that count: those of the options before those of the machine's environment. */
  public static Map<String, String> environment(Profile profile, TagOptions options) {
    return Overrides.of(profile, options);
  }

  /** The supported properties as a file that uv reads; options as of {@link #tags}. */
  public String lock(Profile profile, TagOptions options) {
    List<VariantLock.Entry> entries = new ArrayList<>();
    for (VariantProvider provider : VariantProviders.usual()) {
      ProviderAnswer answer =
          mode(options).answer(provider, profile, Overrides.of(profile, options));
      entries.add(new VariantLock.Entry(provider, answer));
    }
    return VariantLock.text(entries);
  }
}
