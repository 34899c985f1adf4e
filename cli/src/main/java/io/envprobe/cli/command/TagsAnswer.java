package io.envprobe.cli.command;

import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.Vocabulary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of some vocabularies and what they were made of.
 *
 * @param profile holds every fact that the words depend on
 * @param sets in the order of the vocabularies
 */
record TagsAnswer(Profile profile, List<TagSet> sets) {
  /**
   * Asks with facts that are found soon, and for the late ones where they could change a word that
   * is shown.
   *
   * @param best whether only the first few words of each vocabulary are shown
   */
  static TagsAnswer of(
      Machine machine, List<Vocabulary> vocabularies, TagOptions options, boolean best)
      throws UsageException {
    Set<FactKey<?>> keys = new HashSet<>();
    Set<FactKey<?>> late = new HashSet<>();
    for (Vocabulary vocabulary : vocabularies) {
      Set<FactKey<?>> own = vocabulary.lateFacts();
      for (FactKey<?> key : vocabulary.facts()) {
        (own.contains(key) ? late : keys).add(key);
      }
    }
    late.removeAll(keys);
    Profile profile = machine.profile(keys);
    List<TagSet> sets = new ArrayList<>();
    for (Vocabulary vocabulary : vocabularies) {
      TagSet set = tags(vocabulary, profile, options);
      int words = best ? vocabulary.best() : Integer.MAX_VALUE;
      if (vocabulary.wantsLate(profile, options, set, words)) {
        profile = machine.profile(vocabulary.facts());
        set = tags(vocabulary, profile, options);
      }
      sets.add(set);
    }
    return new TagsAnswer(profile, sets);
  }

  /** Asks with all facts, so that their findings are all there too. */
  static TagsAnswer whole(Machine machine, List<Vocabulary> vocabularies, TagOptions options)
      throws UsageException {
    Profile profile = machine.profile(facts(vocabularies));
    List<TagSet> sets = new ArrayList<>();
    for (Vocabulary vocabulary : vocabularies) {
      sets.add(tags(vocabulary, profile, options));
    }
    return new TagsAnswer(profile, sets);
  }

  /** Every fact that some vocabularies read. */
  static Set<FactKey<?>> facts(List<Vocabulary> vocabularies) {
    Set<FactKey<?>> keys = new HashSet<>();
    for (Vocabulary vocabulary : vocabularies) {
      keys.addAll(vocabulary.facts());
    }
    return keys;
  }

  private static TagSet tags(Vocabulary vocabulary, Profile profile, TagOptions options)
      throws UsageException {
    try {
      return vocabulary.tags(profile, options);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
