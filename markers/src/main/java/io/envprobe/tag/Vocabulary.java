package io.envprobe.tag;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.tag.internal.Phrases;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words in which one ecosystem says what a machine can run: a pure function of a profile.
 *
 * <p>Implementations are stateless and thread-safe. A third party adds one by {@link
 * java.util.ServiceLoader}. An unknown fact gives an {@link UnknownTag} with its cause, never a
 * silently missing word; proven absence gives no word.
 */
public interface Vocabulary {
  /** The name on the command line: lower case, one word. */
  String name();

  /** The ecosystem for a person, for example {@code Python platform tags}. */
  String title();

  /** The address of the specification, or of the program whose behaviour is the specification. */
  String specification();

  /** The facts that {@link #tags} reads; only these need to be probed. */
  Set<FactKey<?>> facts();

  /**
   * Of {@link #facts}, those that cost much to find and rarely change an answer. They are worth
   * looking for when {@link #wantsLate} says so of an answer that was made without them.
   */
  default Set<FactKey<?>> lateFacts() {
    return Set.of();
  }

  /**
   * Whether the first words of an answer may be others once {@link #lateFacts} are known.
   *
   * @param profile has all facts but the late ones
   * @param set the answer that was made of it with these options
   * @param words how many of its words count
   */
  default boolean wantsLate(Profile profile, TagOptions options, TagSet set, int words) {
    return false;
  }

  /**
   * The words that hold for a machine, best first.
   *
   * @throws IllegalArgumentException with a message for the user where an option has a value that
   *     this vocabulary does not know
   */
  TagSet tags(Profile profile, TagOptions options);

  /** How many of the first words stand for all of them on one screen. */
  default int best() {
    return 3;
  }

  /**
   * Why a word holds or not; the word is given as {@link Tag#text} or {@link Tag#line} prints it.
   *
   * @throws IllegalArgumentException as {@link #tags}
   */
  default TagExplanation why(Profile profile, TagOptions options, String text) {
    TagSet set = tags(profile, options);
    for (Tag tag : set.tags()) {
      if (tag.text().equals(text) || tag.line().equals(text)) {
        return TagExplanation.in(text, Phrases.values(profile, tag.facts()), tag.facts());
      }
    }
    for (UnknownTag unknown : set.unknown()) {
      if (unknown.matches(text) || unknown.line().equals(text)) {
        return TagExplanation.unknown(text, unknown);
      }
    }
    Optional<Tag> nearest = Phrases.nearest(set.tags(), text);
    List<FactKey<?>> decisive = nearest.isPresent() ? nearest.get().facts() : List.of();
    return TagExplanation.out(
        text,
        decisive.isEmpty() ? "no fact supports it" : Phrases.values(profile, decisive),
        decisive,
        nearest.map(Tag::line));
  }
}
