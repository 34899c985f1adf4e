package io.envprobe.requirement;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.marker.Truth;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.Vocabulary;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A word of a tag vocabulary must hold.
 *
 * @param vocabulary the vocabulary's name; one that does not exist makes the demand unknown
 * @param word as {@link Tag#text} or {@link Tag#line} prints it
 */
public record WordDemand(String vocabulary, String word) implements Demand {
  public WordDemand {
    Objects.requireNonNull(vocabulary);
    Objects.requireNonNull(word);
  }

  @Override
  public String text() {
    return vocabulary + " " + word;
  }

  @Override
  public Set<FactKey<?>> facts() {
    return StandardVocabularies.find(vocabulary).map(Vocabulary::facts).orElse(Set.of());
  }

  @Override
  public Truth test(Platform platform) {
    Optional<TagSet> words = platform.words(vocabulary);
    if (words.isEmpty()) {
      return Truth.UNKNOWN;
    }
    for (Tag tag : words.get().tags()) {
      if (tag.text().equals(word) || tag.line().equals(word)) {
        return Truth.TRUE;
      }
    }
    for (UnknownTag unknown : words.get().unknown()) {
      if (unknown.matches(word) || unknown.line().equals(word)) {
        return Truth.UNKNOWN;
      }
    }
    return Truth.FALSE;
  }

  @Override
  public Answer explain(Platform platform) {
    Optional<Vocabulary> found = StandardVocabularies.find(vocabulary);
    if (found.isEmpty()) {
      return new Answer(
          Truth.UNKNOWN, "there is no vocabulary " + vocabulary, List.of(), List.of(), "");
    }
    return explained(found.get(), platform, word);
  }

  /** Why a word holds or not, as its vocabulary explains it. */
  static Answer explained(Vocabulary vocabulary, Platform platform, String word) {
    Profile profile = platform.profile();
    TagExplanation why = vocabulary.why(profile, Platform.options(vocabulary), word);
    String nearest =
        why.nearest().map(tag -> "a build for " + tag + ", which this machine takes").orElse("");
    return switch (why.ruling()) {
      case IN -> Answer.of(Truth.TRUE, why.reason(), platform, why.facts(), "");
      case OUT -> Answer.of(Truth.FALSE, why.reason(), platform, why.facts(), nearest);
      case UNKNOWN ->
          Answer.of(Truth.UNKNOWN, why.reason(), platform, why.facts(), Answer.supply(why.facts()));
    };
  }
}
