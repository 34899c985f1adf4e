package io.envprobe.tag.internal;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects why the parts of one word do not fit a machine. */
public final class Reasons {
  private final Profile profile;
  private final TagSet set;
  private final String text;
  private final List<String> failing = new ArrayList<>();
  private final List<FactKey<?>> facts = new ArrayList<>();
  private final List<FactKey<?>> unknown = new ArrayList<>();

  /** Reasons about a word, where a machine has these. */
  public Reasons(Profile profile, TagSet set, String text) {
    this.profile = profile;
    this.set = set;
    this.text = text;
  }

  /** The explanation of a word that the machine has; nothing where it has it not. */
  public Optional<TagExplanation> held() {
    for (Tag tag : set.tags()) {
      if (tag.text().equals(text) || tag.line().equals(text)) {
        return Optional.of(
            TagExplanation.in(text, Phrases.values(profile, tag.facts()), tag.facts()));
      }
    }
    return Optional.empty();
  }

  /**
   * Looks at one part.
   *
   * @param asked what the word has there
   * @param fits whether the machine has the same, as far as it is known
   * @param what the part, for a person
   * @param key the fact that decides
   */
  public void part(String what, String asked, boolean fits, FactKey<?> key) {
    if (profile.reading(key).isUnknown()) {
      unknown.add(key);
    } else if (!fits) {
      failing.add(
          "its ".concat(what).concat(" is '").concat(asked).concat("': ").concat(value(key)));
      facts.add(key);
    }
  }

  private String value(FactKey<?> key) {
    return Phrases.values(profile, List.of(key));
  }

  /** What the parts come to. */
  public TagExplanation answer() {
    if (failing.isEmpty() && !unknown.isEmpty()) {
      FactKey<?> key = unknown.get(0);
      if (profile.reading(key) instanceof Reading.Unknown<?> cause) {
        return TagExplanation.unknown(text, UnknownTag.of(text, key, cause));
      }
    }
    return out(failing.isEmpty() ? "nothing here takes it" : String.join("; ", failing));
  }

  /** That it does not hold, for a reason of its own. */
  public TagExplanation out(String reason) {
    return TagExplanation.out(
        text, reason, facts, Phrases.nearest(set.tags(), text).map(Tag::line));
  }
}
